import { ThemeIcon, TreeItem, TreeItemCollapsibleState } from 'vscode';
import type { CandidateSummary } from '../../core/review/candidateSummary.js';
import type { ReviewStatus } from '../../core/review/reviewState.js';
import type { Problem } from '../../core/workspace/candidateFiles.js';
import { COMMANDS } from '../../shared/ids.js';
import { printable, printableLine } from '../../shared/printable.js';
import { ruleWords, STATUS_WORDS } from '../../shared/words.js';
import type { ReportedFile } from '../diagnostics/largeFiles.js';

/** Candidates of one status, or of one status and day. The same object stays while its count changes. */
export interface GroupNode {
  readonly kind: 'group';
  readonly status: ReviewStatus;
  /** undefined: of all days. */
  readonly day: string | undefined;
  count: number;
}

export type TreeNode =
  | GroupNode
  | { readonly kind: 'candidate'; readonly summary: CandidateSummary }
  | { readonly kind: 'more'; readonly group: GroupNode; readonly hidden: number }
  | { readonly kind: 'problems'; readonly problems: readonly Problem[]; readonly count: number }
  | { readonly kind: 'problem'; readonly problem: Problem }
  | { readonly kind: 'failure'; readonly message: string }
  | { readonly kind: 'largeFile'; readonly file: ReportedFile };

const ICONS: Readonly<Record<ReviewStatus, string>> = {
  pending: 'circle-outline',
  flagged: 'warning',
  accepted: 'pass',
  rejected: 'circle-slash',
};

const LABEL_LENGTH = 120;
const TOOLTIP_LENGTH = 600;

/** How a node looks. Text from candidates is shown as plain text only: no markdown, no links. */
export function treeItemOf(node: TreeNode): TreeItem {
  switch (node.kind) {
    case 'group':
      return node.day === undefined ? statusItem(node) : dayItem(node, node.day);
    case 'candidate':
      return candidateItem(node.summary);
    case 'more':
      return moreItem(node.group, node.hidden);
    case 'problems':
      return problemsItem(node.count);
    case 'problem':
      return problemItem(node.problem);
    case 'failure':
      return failureItem(node.message);
    case 'largeFile':
      return largeFileItem(node.file);
  }
}

/** What tells a group from all others, also for the command that shows more of it. */
export function groupKey({ status, day }: Pick<GroupNode, 'status' | 'day'>): string {
  return day === undefined ? status : `${status} ${day}`;
}

function statusItem({ status, count }: GroupNode): TreeItem {
  const isWork = status === 'pending' || status === 'flagged';
  const { Collapsed, Expanded } = TreeItemCollapsibleState;
  const item = new TreeItem(STATUS_WORDS[status], isWork ? Expanded : Collapsed);
  item.id = `status:${status}`;
  item.description = count.toLocaleString('en');
  item.iconPath = new ThemeIcon(ICONS[status]);
  item.contextValue = 'status';
  return item;
}

function dayItem(group: GroupNode, day: string): TreeItem {
  const item = new TreeItem(day, TreeItemCollapsibleState.Collapsed);
  item.id = `group:${groupKey(group)}`;
  item.description = group.count.toLocaleString('en');
  item.iconPath = new ThemeIcon('calendar');
  item.contextValue = 'day';
  return item;
}

function candidateItem(summary: CandidateSummary): TreeItem {
  const item = new TreeItem(printableLine(summary.query, LABEL_LENGTH) || '(no question)');
  item.id = summary.id;
  item.description = [summary.edited ? 'edited' : '', ...summary.rules.map(ruleWords)]
    .filter(Boolean)
    .join(', ');
  item.tooltip = tooltipOf(summary);
  item.iconPath = new ThemeIcon(summary.rules.length > 0 ? 'shield' : 'comment-discussion');
  item.contextValue = `candidate+${summary.status}`;
  item.command = {
    command: COMMANDS.openReview,
    title: 'Review Candidate',
    arguments: [summary.id],
  };
  return item;
}

function tooltipOf({ id, query, rules, timestamp, source, bm25 }: CandidateSummary): string {
  const findings = rules.length === 0 ? [] : [`Findings: ${rules.map(ruleWords).join(', ')}`];
  const nearness = bm25 === undefined ? [] : [`BM25 against the knowledge base: ${bm25}`];
  const facts = [`${id}, from ${source}, ${timestamp}`, ...findings, ...nearness];
  return `${printable(query.slice(0, TOOLTIP_LENGTH))}\n\n${facts.join('\n')}`;
}

function moreItem(group: GroupNode, hidden: number): TreeItem {
  const key = groupKey(group);
  const item = new TreeItem(`Show more (${hidden.toLocaleString('en')} not shown)`);
  item.id = `more:${key}`;
  item.iconPath = new ThemeIcon('ellipsis');
  item.command = { command: COMMANDS.showMore, title: 'Show More', arguments: [key] };
  return item;
}

function problemsItem(count: number): TreeItem {
  const label = count === 1 ? '1 line cannot be read' : `${count} lines cannot be read`;
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
    title: 'Open Line',
    arguments: [position.file, position.line],
  };
  return item;
}

function failureItem(message: string): TreeItem {
  const item = new TreeItem('The candidates cannot be read');
  item.id = 'failure';
  item.description = printableLine(message, LABEL_LENGTH);
  item.tooltip = printable(message);
  item.iconPath = new ThemeIcon('error');
  item.command = { command: COMMANDS.refresh, title: 'Try Again' };
  return item;
}

function largeFileItem({ file, rules }: ReportedFile): TreeItem {
  const item = new TreeItem(printableLine(file, LABEL_LENGTH));
  const counts = Object.entries(rules ?? {});
  const count = counts.reduce((sum, [, each]) => sum + each, 0);
  const found = count === 1 ? '1 finding' : `${count} findings`;
  item.id = `large:${file}`;
  item.description = `too large to underline: ${rules === undefined ? 'screening…' : found}`;
  item.tooltip = [
    `${printable(file)} is larger than 50 MB, so VS Code shows it to no extension.`,
    ...counts.map(([rule, each]) => `${each} × ${printableLine(ruleWords(rule), LABEL_LENGTH)}`),
  ].join('\n');
  item.iconPath = new ThemeIcon(count > 0 ? 'warning' : 'file');
  return item;
}
