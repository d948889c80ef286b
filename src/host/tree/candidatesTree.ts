import {
  Disposable,
  EventEmitter,
  type TreeDataProvider,
  type TreeItem,
  type TreeView,
  window,
} from 'vscode';
import { messageOf } from '../../core/errors.js';
import type { ReviewStatus } from '../../core/review/reviewState.js';
import { CANDIDATES_VIEW } from '../../shared/ids.js';
import { STATUS_WORDS } from '../../shared/words.js';
import type { LargeFiles } from '../diagnostics/largeFiles.js';
import type { ReviewDesk } from '../review/reviewDesk.js';
import { EmptyReason } from './emptyReason.js';
import { type TreeNode, treeItemOf } from './treeNodes.js';

/** VS Code lays out every child of a node, so long lists are shown in pages. */
const PAGE = 500;

const ORDER = Object.keys(STATUS_WORDS) as ReviewStatus[];

/** The Candidates view: what waits, what was decided, and what could not be read. */
export class CandidatesTree implements TreeDataProvider<TreeNode>, Disposable {
  readonly #desk: ReviewDesk;
  readonly #largeFiles: LargeFiles;
  readonly #changed = new EventEmitter<undefined>();
  readonly onDidChangeTreeData = this.#changed.event;
  readonly #shown = new Map<ReviewStatus, number>();
  readonly #emptyReason = new EmptyReason();
  readonly #view: TreeView<TreeNode>;
  readonly #disposables: Disposable;

  constructor(desk: ReviewDesk, largeFiles: LargeFiles) {
    this.#desk = desk;
    this.#largeFiles = largeFiles;
    this.#view = window.createTreeView(CANDIDATES_VIEW, {
      treeDataProvider: this,
      showCollapseAll: true,
    });
    this.#disposables = Disposable.from(
      this.#changed,
      this.#view,
      desk.onDidChange(() => this.#update()),
      largeFiles.onDidChange(() => this.#changed.fire(undefined)),
    );
  }

  /** The candidate a person has selected here. */
  get selected(): string | undefined {
    const [node] = this.#view.selection;
    return node?.kind === 'candidate' ? node.summary.id : undefined;
  }

  showMore(status: ReviewStatus): void {
    this.#shown.set(status, this.#shownOf(status) + PAGE);
    this.#changed.fire(undefined);
  }

  getTreeItem(node: TreeNode): TreeItem {
    return treeItemOf(node);
  }

  getChildren(node?: TreeNode): TreeNode[] {
    if (node === undefined) return this.#roots();
    if (node.kind === 'status') return this.#candidatesOf(node.status);
    if (node.kind !== 'problems') return [];
    return node.problems.slice(0, PAGE).map((problem) => ({ kind: 'problem', problem }));
  }

  #roots(): TreeNode[] {
    const { queue, state, error } = this.#desk;
    const roots: TreeNode[] = [];
    if (state === 'failed') {
      roots.push({
        kind: 'failure',
        message: messageOf(error),
      });
    }
    if (queue.problems.length > 0) roots.push({ kind: 'problems', problems: queue.problems });
    for (const file of this.#largeFiles.files) roots.push({ kind: 'largeFile', file });
    for (const status of ORDER) {
      const count = queue.counts[status];
      if (count > 0) roots.push({ kind: 'status', status, count });
    }
    return roots;
  }

  #candidatesOf(status: ReviewStatus): TreeNode[] {
    const all = this.#desk.queue.candidates.filter((candidate) => candidate.status === status);
    const shown = all.slice(0, this.#shownOf(status));
    const nodes: TreeNode[] = shown.map((summary) => ({ kind: 'candidate', summary }));
    const hidden = all.length - shown.length;
    return hidden > 0 ? [...nodes, { kind: 'more', status, hidden }] : nodes;
  }

  #shownOf(status: ReviewStatus): number {
    return this.#shown.get(status) ?? PAGE;
  }

  #update(): void {
    const { pending, flagged } = this.#desk.queue.counts;
    const waiting = pending + flagged;
    const tooltip = `${waiting} ${waiting === 1 ? 'candidate waits' : 'candidates wait'} for review`;
    this.#view.badge = waiting > 0 ? { value: waiting, tooltip } : undefined;
    this.#changed.fire(undefined);
    void this.#emptyReason.update(this.#desk);
  }

  dispose(): void {
    this.#disposables.dispose();
  }
}
