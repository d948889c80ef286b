import {
  Disposable,
  EventEmitter,
  type TreeDataProvider,
  type TreeItem,
  type TreeView,
  window,
} from 'vscode';
import { messageOf } from '../../core/errors.js';
import { CANDIDATES_VIEW } from '../../shared/ids.js';
import type { LargeFiles } from '../diagnostics/largeFiles.js';
import type { ReviewDesk } from '../review/reviewDesk.js';
import { EmptyReason } from './emptyReason.js';
import { LateRedraw } from './lateRedraw.js';
import { TreeGroups } from './treeGroups.js';
import { type GroupNode, groupKey, type TreeNode, treeItemOf } from './treeNodes.js';

/** VS Code lays out every child of a node, at every change of it, so long lists are shown in pages. */
const PAGE = 100;

type ProblemsNode = Extract<TreeNode, { readonly kind: 'problems' }>;

/** The Candidates view: what waits, what was decided, and what could not be read. */
export class CandidatesTree implements TreeDataProvider<TreeNode>, Disposable {
  readonly #desk: ReviewDesk;
  readonly #largeFiles: LargeFiles;
  readonly #changed = new EventEmitter<TreeNode[] | undefined>();
  readonly onDidChangeTreeData = this.#changed.event;
  readonly #groups = new TreeGroups(PAGE);
  /** How many candidates of a group are shown, where it is more than a page. */
  readonly #shown = new Map<string, number>();
  readonly #redraw = new LateRedraw((groups) => this.#changed.fire(groups));
  readonly #emptyReason = new EmptyReason();
  readonly #view: TreeView<TreeNode>;
  readonly #disposables: Disposable;
  #problems: ProblemsNode = { kind: 'problems', problems: [], count: 0 };
  #failure: string | undefined;

  constructor(desk: ReviewDesk, largeFiles: LargeFiles) {
    this.#desk = desk;
    this.#largeFiles = largeFiles;
    this.#view = window.createTreeView(CANDIDATES_VIEW, {
      treeDataProvider: this,
      showCollapseAll: true,
    });
    this.#disposables = Disposable.from(
      this.#redraw,
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

  /** @param key of the group, see `groupKey` */
  showMore(key: string): void {
    const group = this.#groups.find(key);
    if (group === undefined) return;
    this.#shown.set(key, this.#shownOf(group) + PAGE);
    this.#changed.fire([group]);
  }

  getTreeItem(node: TreeNode): TreeItem {
    return treeItemOf(node);
  }

  async getChildren(node?: TreeNode): Promise<TreeNode[]> {
    if (node === undefined) return this.#roots();
    if (node.kind === 'group') return this.#childrenOf(node);
    if (node.kind !== 'problems') return [];
    return node.problems.map((problem) => ({ kind: 'problem', problem }));
  }

  #roots(): TreeNode[] {
    const roots: TreeNode[] = [];
    if (this.#failure !== undefined) roots.push({ kind: 'failure', message: this.#failure });
    if (this.#problems.count > 0) roots.push(this.#problems);
    for (const file of this.#largeFiles.files) roots.push({ kind: 'largeFile', file });
    return [...roots, ...this.#groups.roots];
  }

  async #childrenOf(group: GroupNode): Promise<TreeNode[]> {
    const days = this.#groups.daysIn(group);
    if (days.length > 0) return days;
    const { status, day } = group;
    const page = await this.#desk.group({ status, day, offset: 0, limit: this.#shownOf(group) });
    const nodes: TreeNode[] = page.map((summary) => ({ kind: 'candidate', summary }));
    const hidden = group.count - page.length;
    return hidden > 0 ? [...nodes, { kind: 'more', group, hidden }] : nodes;
  }

  #shownOf(group: GroupNode): number {
    return this.#shown.get(groupKey(group)) ?? PAGE;
  }

  #update(): void {
    const { overview, state, error } = this.#desk;
    const { pending, flagged } = overview.counts;
    const waiting = pending + flagged;
    const tooltip = `${waiting} ${waiting === 1 ? 'candidate waits' : 'candidates wait'} for review`;
    this.#view.badge = waiting > 0 ? { value: waiting, tooltip } : undefined;
    const redraw = this.#groups.take(overview);
    const failure = state === 'failed' ? messageOf(error) : undefined;
    const isOther = this.#takeProblems() || failure !== this.#failure;
    this.#failure = failure;
    if (isOther || redraw === 'everything') {
      this.#redraw.dispose();
      this.#changed.fire(undefined);
    } else {
      this.#redraw.add(redraw);
    }
    void this.#emptyReason.update(this.#desk);
  }

  /** @returns whether there are others than before */
  #takeProblems(): boolean {
    const { problems, problemCount: count } = this.#desk.overview;
    const isOther = JSON.stringify(problems) !== JSON.stringify(this.#problems.problems);
    if (isOther || count !== this.#problems.count)
      this.#problems = { kind: 'problems', problems, count };
    return isOther;
  }

  dispose(): void {
    this.#disposables.dispose();
  }
}
