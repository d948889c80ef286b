import {
  Disposable,
  type Event,
  EventEmitter,
  type TreeDataProvider,
  type TreeItem,
  window,
} from 'vscode';
import { RELEASES_VIEW } from '../../shared/ids.js';
import { folderWords } from '../workspace/folderChoice.js';

/** A row of the view. What a command is called on, it finds in the row. */
export interface ReleaseRow {
  readonly item: TreeItem;
  readonly children: readonly ReleaseRow[];
  /** Name of the snapshot that it shows. */
  readonly snapshot?: string;
  /** Ids of the rollout and of the deployment that it shows. */
  readonly rollout?: string;
  readonly deployment?: string;
  /** Id of the alert, or key of the metric, that it shows. */
  readonly alert?: string;
  readonly metric?: string;
  /** Alone it tells less than the view's welcome text: then it is left out. */
  readonly isAside?: boolean;
}

/** A part of the view, with what it is made of kept elsewhere. */
export interface ReleaseSection {
  readonly onDidChange: Event<void>;
  /** None where there is nothing to show: the view is empty, and says what to do, when all are. */
  rows(): readonly ReleaseRow[];
}

/** The Releases view: sections below each other. */
export class ReleasesTree implements TreeDataProvider<ReleaseRow>, Disposable {
  readonly #sections: readonly ReleaseSection[];
  readonly #changed = new EventEmitter<undefined>();
  readonly onDidChangeTreeData = this.#changed.event;
  readonly #disposables: Disposable;

  constructor(sections: readonly ReleaseSection[]) {
    this.#sections = sections;
    const view = window.createTreeView(RELEASES_VIEW, {
      treeDataProvider: this,
      showCollapseAll: true,
      canSelectMany: true,
    });
    view.description = folderWords();
    this.#disposables = Disposable.from(
      this.#changed,
      view,
      ...sections.map(({ onDidChange }) => onDidChange(() => this.#changed.fire(undefined))),
    );
  }

  getTreeItem({ item }: ReleaseRow): TreeItem {
    return item;
  }

  getChildren(row?: ReleaseRow): ReleaseRow[] {
    if (row !== undefined) return [...row.children];
    const rows = this.#sections.flatMap((section) => section.rows());
    return rows.every(({ isAside = false }) => isAside) ? [] : rows;
  }

  dispose(): void {
    this.#disposables.dispose();
  }
}
