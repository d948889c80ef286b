import {
  Disposable,
  EventEmitter,
  l10n,
  type TreeDataProvider,
  type TreeItem,
  type TreeView,
  window,
} from 'vscode';
import { CodelumiError, messageOf } from '../../core/errors.js';
import { CANDIDATES_VIEW } from '../../shared/ids.js';
import type { LargeFiles } from '../diagnostics/largeFiles.js';
import { idIn } from '../review/candidateIn.js';
import type { GitIdentity } from '../review/gitIdentity.js';
import type { ReviewDesk } from '../review/reviewDesk.js';
import { folderWords } from '../workspace/folderChoice.js';
import { CheckedCandidates } from './checkedCandidates.js';
import { EmptyReason } from './emptyReason.js';
import { countedBy, GROUPINGS, type GroupingChoice } from './grouping.js';
import { pageOf } from './groupPage.js';
import { LateRedraw } from './lateRedraw.js';
import { TreeGroups } from './treeGroups.js';
import {
  type FailureNode,
  type GroupNode,
  groupKey,
  type TreeNode,
  treeItemOf,
} from './treeNodes.js';

/** VS Code lays out every child of a node, at every change of it, so long lists are shown in pages. */
const PAGE = 100;

type ProblemsNode = Extract<TreeNode, { readonly kind: 'problems' }>;

/** The Candidates view: what waits, what was decided, and what could not be read. */
export class CandidatesTree implements TreeDataProvider<TreeNode>, Disposable {
  readonly #desk: ReviewDesk;
  readonly #largeFiles: LargeFiles;
  readonly #changed = new EventEmitter<TreeNode[] | undefined>();
  readonly onDidChangeTreeData = this.#changed.event;
  readonly checked = new CheckedCandidates();
  readonly #grouping: GroupingChoice;
  readonly #identity: GitIdentity;
  readonly #groups = new TreeGroups(PAGE);
  /** How many candidates of a group are shown, where it is more than a page. */
  readonly #shown = new Map<string, number>();
  readonly #redraw = new LateRedraw((groups) => this.#changed.fire(groups));
  readonly #emptyReason = new EmptyReason();
  readonly #view: TreeView<TreeNode>;
  readonly #disposables: Disposable;
  #problems: ProblemsNode = { kind: 'problems', problems: [], count: 0 };
  #failure: FailureNode | undefined;
  #asked = 0;

  constructor(
    desk: ReviewDesk,
    largeFiles: LargeFiles,
    grouping: GroupingChoice,
    identity: GitIdentity,
  ) {
    this.#identity = identity;
    this.#desk = desk;
    this.#largeFiles = largeFiles;
    this.#grouping = grouping;
    this.#view = window.createTreeView(CANDIDATES_VIEW, {
      treeDataProvider: this,
      showCollapseAll: true,
      canSelectMany: true,
      manageCheckboxStateManually: true,
    });
    this.#view.description = folderWords();
    this.#disposables = Disposable.from(
      this.#redraw,
      this.#changed,
      this.#view,
      this.checked,
      this.#view.onDidChangeCheckboxState((change) => this.checked.take(change)),
      this.checked.onDidChange(() => this.#showChecked()),
      grouping.onDidChange(() => void this.#takeGroups()),
      desk.onDidChange(() => this.#update()),
      // An empty queue may be empty for another reason now.
      desk.onDidRefresh(() => void this.#emptyReason.update(desk)),
      identity.onDidChange(() => this.#changed.fire(undefined)),
      largeFiles.onDidChange(() => this.#changed.fire(undefined)),
    );
    // Nothing has changed yet, but that it is being read can be said.
    void this.#emptyReason.update(desk);
  }

  /** The candidate a person has selected here. */
  get selected(): string | undefined {
    const [node] = this.#view.selection;
    return node?.kind === 'candidate' ? node.summary.id : undefined;
  }

  /** Everything a person has selected here, in no order. */
  get selection(): readonly TreeNode[] {
    return this.#view.selection;
  }

  /** Ticks the candidates a command was called on, or those selected; where all are ticked, takes the ticks away. */
  toggleTicks(target: unknown, others: unknown): void {
    const chosen = Array.isArray(others) && others.length > 0 ? others : [target];
    const named = chosen.flatMap((each) => idIn(each) ?? []);
    this.checked.toggle(
      named.length > 0 ? named : this.selection.flatMap((row) => idIn(row) ?? []),
    );
    this.#changed.fire(undefined);
  }

  /** Takes ticks away. @param ids left out: all */
  uncheck(ids?: readonly string[]): void {
    this.checked.uncheck(ids);
    this.#changed.fire(undefined);
  }

  /** @param key of the group, see `groupKey` */
  showMore(key: string): void {
    const group = this.#groups.find(key);
    if (group === undefined) return;
    this.#shown.set(key, this.#shownOf(group) + PAGE);
    this.#changed.fire([group]);
  }

  getTreeItem(node: TreeNode): TreeItem {
    const isChecked = node.kind === 'candidate' && this.checked.has(node.summary.id);
    return treeItemOf(node, isChecked, this.#identity.known);
  }

  async getChildren(node?: TreeNode): Promise<TreeNode[]> {
    if (node === undefined) return this.#roots();
    if (node.kind === 'group') return this.#childrenOf(node);
    if (node.kind !== 'problems') return [];
    return node.problems.map((problem) => ({ kind: 'problem', problem }));
  }

  #roots(): TreeNode[] {
    const roots: TreeNode[] = [];
    if (this.#failure !== undefined) roots.push(this.#failure);
    if (this.#problems.count > 0) roots.push(this.#problems);
    for (const file of this.#largeFiles.files) roots.push({ kind: 'largeFile', file });
    return [...roots, ...this.#groups.roots];
  }

  async #childrenOf(group: GroupNode): Promise<TreeNode[]> {
    const groups = this.#groups.within(group);
    const { status, having } = group;
    if (groups.length > 0 || status === undefined) return groups;
    try {
      const limit = this.#shownOf(group);
      const page = await this.#desk.group({ ...pageOf(status, having), offset: 0, limit });
      const nodes: TreeNode[] = page.map((summary) => ({ kind: 'candidate', summary }));
      const hidden = group.count - page.length;
      return hidden > 0 ? [...nodes, { kind: 'more', group, hidden }] : nodes;
    } catch (error) {
      return [failureOf(error, group)];
    }
  }

  #shownOf(group: GroupNode): number {
    return this.#shown.get(groupKey(group)) ?? PAGE;
  }

  #update(): void {
    const { overview, state, error } = this.#desk;
    const { pending, flagged } = overview.counts;
    const waiting = pending + flagged;
    const tooltip = l10n.t(
      '{0} {1} for review',
      waiting,
      waiting === 1 ? l10n.t('candidate waits') : l10n.t('candidates wait'),
    );
    this.#view.badge = waiting > 0 ? { value: waiting, tooltip } : undefined;
    const failure = state === 'failed' ? failureOf(error, undefined) : undefined;
    const isOther = this.#takeProblems() || failure?.message !== this.#failure?.message;
    this.#failure = failure;
    if (isOther) this.#drawAll();
    void this.#takeGroups();
    void this.#emptyReason.update(this.#desk);
  }

  async #takeGroups(): Promise<void> {
    this.#asked += 1;
    const asked = this.#asked;
    const grouping = this.#grouping.current;
    const by = grouping === 'status' ? '' : `by ${GROUPINGS[grouping].toLowerCase()}`;
    this.#view.description = [folderWords(), by].filter((words) => words !== '').join(', ');
    try {
      const counted = await countedBy(grouping, this.#desk);
      if (asked !== this.#asked) return;
      const redraw = this.#groups.take(grouping, counted);
      if (redraw === 'everything') this.#drawAll();
      else this.#redraw.add(redraw);
    } catch (error) {
      this.#failure = failureOf(error, undefined);
      this.#drawAll();
    }
  }

  #drawAll(): void {
    this.#redraw.dispose();
    this.#changed.fire(undefined);
  }

  #showChecked(): void {
    const { length } = this.checked.ids;
    const words =
      length === 1 ? l10n.t('1 candidate ticked') : l10n.t('{0} candidates ticked', length);
    this.#view.message = length === 0 ? '' : words;
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

function failureOf(error: unknown, group: GroupNode | undefined): FailureNode {
  const known = error instanceof CodelumiError ? error : undefined;
  const isInvalid = known?.reason === 'invalid-input';
  return { kind: 'failure', message: messageOf(error), place: known?.place, isInvalid, group };
}
