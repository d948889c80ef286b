import { l10n, ThemeIcon, TreeItem, TreeItemCheckboxState, TreeItemCollapsibleState } from 'vscode';
import type { Place } from '../../core/errors.js';
import { counted } from '../../core/records/counted.js';
import type { Reviewer } from '../../core/records/decision.js';
import type { CandidateSummary } from '../../core/review/candidateSummary.js';
import type { ReviewStatus } from '../../core/review/reviewState.js';
import type { Problem } from '../../core/workspace/candidateFiles.js';
import { COMMANDS } from '../../shared/ids.js';
import { printable, printableLine } from '../../shared/printable.js';
import { SIGNATURE_WORDS, signatureSuffix } from '../../shared/signatureWords.js';
import { miningRuleWords, ruleWords, STATUS_WORDS } from '../../shared/words.js';
import type { ReportedFile } from '../diagnostics/largeFiles.js';
import { remarksOn } from '../review/remarks.js';
import type { Grouping } from './grouping.js';

/** Candidates with something in common. The same object stays while its count changes. */
export interface GroupNode {
  readonly kind: 'group';
  /** undefined: of all statuses; then candidates are one level below. */
  readonly status: ReviewStatus | undefined;
  /** undefined: all of that status. A `value` of undefined: those that have no group of their own. */
  readonly having: Having | undefined;
  count: number;
}

export interface Having {
  readonly by: Exclude<Grouping, 'status'>;
  readonly value: string | undefined;
}

export type TreeNode =
  | GroupNode
  | { readonly kind: 'candidate'; readonly summary: CandidateSummary }
  | { readonly kind: 'more'; readonly group: GroupNode; readonly hidden: number }
  | { readonly kind: 'problems'; readonly problems: readonly Problem[]; readonly count: number }
  | { readonly kind: 'problem'; readonly problem: Problem }
  | FailureNode
  | { readonly kind: 'largeFile'; readonly file: ReportedFile };

/** Something that cannot be read, and where, if it is known. */
export interface FailureNode {
  readonly kind: 'failure';
  readonly message: string;
  readonly place: Place | undefined;
  /** Whether what stands in the file is wrong, so that looking at it helps. */
  readonly isInvalid: boolean;
  /** The group whose candidates these would be; undefined: all. */
  readonly group: GroupNode | undefined;
}

/** Said with a row's own command: the focus stays in the tree, so that one can go on there. */
export const GLANCE = 'glance';

const ICONS: Readonly<Record<ReviewStatus, string>> = {
  pending: 'circle-outline',
  flagged: 'warning',
  accepted: 'pass',
  rejected: 'circle-slash',
};

const LABEL_LENGTH = 120;
const TOOLTIP_LENGTH = 600;

/** How a node looks. Text from candidates is shown as plain text only: no markdown, no links. */
export function treeItemOf(node: TreeNode, isChecked = false, me?: Reviewer): TreeItem {
  switch (node.kind) {
    case 'group':
      return groupItem(node);
    case 'candidate':
      return candidateItem(node.summary, isChecked, me);
    case 'more':
      return moreItem(node.group, node.hidden);
    case 'problems':
      return problemsItem(node.count);
    case 'problem':
      return problemItem(node.problem);
    case 'failure':
      return failureItem(node);
    case 'largeFile':
      return largeFileItem(node.file);
  }
}

/** What tells a group from all others, also for the command that shows more of it. */
export function groupKey({ status, having }: Pick<GroupNode, 'status' | 'having'>): string {
  if (having === undefined) return `${status}`;
  const { by, value } = having;
  return [
    by,
    ...(value === undefined ? [] : [value]),
    ...(status === undefined ? [] : [status]),
  ].join(':');
}

/** A group's name in a sentence: "Pending, 2026-11-20". */
export function groupWords({ status, having }: Pick<GroupNode, 'status' | 'having'>): string {
  const words = [
    status === undefined ? undefined : STATUS_WORDS[status],
    having === undefined ? undefined : havingWords(having),
  ];
  return words.filter((word) => word !== undefined).join(', ');
}

function havingWords({ by, value }: Having): string {
  if (value === undefined) return 'Other';
  const words = by === 'rule' ? miningRuleWords(value) : value;
  return printableLine(words, LABEL_LENGTH) || '(none)';
}

const GROUP_ICONS = { day: 'calendar', source: 'database', rule: 'beaker' } as const;

function groupItem(group: GroupNode): TreeItem {
  const { status, having, count } = group;
  const { Collapsed, Expanded } = TreeItemCollapsibleState;
  const isDayOfStatus = status !== undefined && having?.by === 'day';
  const isWork = status === undefined || status === 'pending' || status === 'flagged';
  const item = new TreeItem('', isWork && !isDayOfStatus ? Expanded : Collapsed);
  // Below a source or a rule stand its statuses; below a status stand its days.
  const isInner = status !== undefined && having !== undefined && having.by !== 'day';
  item.label = isInner
    ? STATUS_WORDS[status]
    : groupWords({ status: having ? undefined : status, having });
  item.id = `group:${groupKey(group)}`;
  item.description = count.toLocaleString('en');
  const isStatus = having === undefined || isInner;
  item.iconPath = new ThemeIcon(
    isStatus && status !== undefined ? ICONS[status] : GROUP_ICONS[having?.by ?? 'day'],
  );
  item.contextValue = status === undefined ? 'group' : `group+${status}`;
  return item;
}

function candidateItem(
  summary: CandidateSummary,
  isChecked: boolean,
  me: Reviewer | undefined,
): TreeItem {
  const item = new TreeItem(printableLine(summary.query, LABEL_LENGTH) || l10n.t('(no question)'));
  item.id = summary.id;
  const { edited, signature, rules, attention } = summary;
  // That it is signed goes without saying, where the pointer rests.
  const lacks = signature === undefined || signature === 'signed' ? '' : SIGNATURE_WORDS[signature];
  const remarks = remarksOn(summary, me);
  const words = [
    attention?.words ?? '',
    edited ? 'edited' : '',
    lacks.toLowerCase(),
    ...remarks,
    ...rules.map(ruleWords),
  ];
  item.description = printableLine(words.filter(Boolean).join(', '), TOOLTIP_LENGTH);
  item.tooltip = tooltipOf(summary, remarks);
  item.iconPath = new ThemeIcon(summary.rules.length > 0 ? 'shield' : 'comment-discussion');
  const waits = attention?.kind === 'approval' ? '+approval' : '';
  item.contextValue = `candidate+${summary.status}${waits}`;
  item.checkboxState = {
    state: isChecked ? TreeItemCheckboxState.Checked : TreeItemCheckboxState.Unchecked,
    tooltip: l10n.t('Tick to decide on several at once'),
  };
  item.command = {
    command: COMMANDS.openReview,
    title: l10n.t('Review Candidate'),
    arguments: [summary.id, GLANCE],
  };
  return item;
}

function tooltipOf(summary: CandidateSummary, remarks: readonly string[]): string {
  const { id, query, status, edited, signature, rules, timestamp, source, minedBy, bm25 } = summary;
  const { attention } = summary;
  const findings =
    rules.length === 0
      ? l10n.t('No open findings')
      : l10n.t('Findings: {0}', rules.map(ruleWords).join(', '));
  const facts = [
    `${STATUS_WORDS[status]}${edited ? l10n.t(', edited') : ''}${signatureSuffix(signature)}`,
    ...remarks.map((remark) => remark.charAt(0).toUpperCase() + remark.slice(1)),
    ...(attention === undefined ? [] : [l10n.t('Goes nowhere yet: {0}', attention.words)]),
    findings,
    l10n.t('Mined as: {0}', miningRuleWords(minedBy)),
    ...(bm25 === undefined ? [] : [l10n.t('BM25 against the knowledge base: {0}', bm25)]),
    l10n.t('{0}, from {1}, {2}', id, source, timestamp),
  ];
  const lines = facts.map((fact) => printableLine(fact, TOOLTIP_LENGTH));
  return `${printable(query.slice(0, TOOLTIP_LENGTH))}\n\n${lines.join('\n')}`;
}

function moreItem(group: GroupNode, hidden: number): TreeItem {
  const key = groupKey(group);
  const item = new TreeItem(l10n.t('Show more ({0} not shown)', hidden.toLocaleString('en')));
  item.id = `more:${key}`;
  item.iconPath = new ThemeIcon('ellipsis');
  item.command = { command: COMMANDS.showMore, title: l10n.t('Show More'), arguments: [key] };
  return item;
}

function problemsItem(count: number): TreeItem {
  const label =
    count === 1 ? l10n.t('1 line cannot be read') : l10n.t('{0} lines cannot be read', count);
  const item = new TreeItem(label, TreeItemCollapsibleState.Collapsed);
  item.id = 'problems';
  item.iconPath = new ThemeIcon('error');
  return item;
}

function problemItem({ position, message }: Problem): TreeItem {
  const item = new TreeItem(printableLine(message, LABEL_LENGTH));
  item.description = `${position.file}:${position.line}`;
  item.tooltip = `${position.file}:${position.line}: ${printable(message)}`;
  item.iconPath = new ThemeIcon('debug-line-by-line');
  item.command = {
    command: COMMANDS.openLine,
    title: l10n.t('Open Line'),
    arguments: [position.file, position.line],
  };
  return item;
}

function failureItem({ message, place, isInvalid, group }: FailureNode): TreeItem {
  const what =
    place === undefined ? l10n.t('The candidates') : printableLine(place.file, LABEL_LENGTH);
  const item = new TreeItem(l10n.t('{0} cannot be read', what));
  item.id = group === undefined ? 'failure' : `failure:${groupKey(group)}`;
  item.description = printableLine(message, LABEL_LENGTH);
  item.tooltip = printable(message);
  item.iconPath = new ThemeIcon('error');
  item.contextValue = 'failure';
  // What is mended is read again by itself.
  item.command =
    isInvalid && place !== undefined
      ? {
          command: COMMANDS.openLine,
          title: l10n.t('Open File'),
          arguments: [place.file, place.line ?? 1],
        }
      : { command: COMMANDS.refresh, title: l10n.t('Try Again') };
  return item;
}

function largeFileItem({ file, rules }: ReportedFile): TreeItem {
  const item = new TreeItem(printableLine(file, LABEL_LENGTH));
  const counts = Object.entries(rules ?? {});
  const count = counts.reduce((sum, [, each]) => sum + each, 0);
  const found = counted(count, 'finding');
  item.id = `large:${file}`;
  item.description = l10n.t(
    'too large to underline: {0}',
    rules === undefined ? 'screening…' : found,
  );
  item.tooltip = [
    l10n.t('{0} is larger than 50 MB, so VS Code shows it to no extension.', printable(file)),
    ...counts.map(([rule, each]) => `${each} × ${printableLine(ruleWords(rule), LABEL_LENGTH)}`),
  ].join('\n');
  item.iconPath = new ThemeIcon(count > 0 ? 'warning' : 'file');
  return item;
}
