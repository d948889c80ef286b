import { l10n } from 'vscode';
import { CodelumiError } from '../../core/errors.js';
import type { CandidateSummary } from '../../core/review/candidateSummary.js';
import { idIn } from '../review/candidateIn.js';
import type { ReviewDesk } from '../review/reviewDesk.js';
import type { CandidatesTree } from '../tree/candidatesTree.js';
import { pageOf } from '../tree/groupPage.js';
import { type GroupNode, groupWords } from '../tree/treeNodes.js';

/** More are never decided on at once: somebody has to answer for each. */
export const MOST_AT_ONCE = 5_000;

/** Candidates that a command is about, and how they were named: "what is ticked", "Pending, 2026-11-20". */
export interface Several {
  readonly candidates: readonly CandidateSummary[];
  readonly from: string;
  /** How many more the group holds. */
  readonly left: number;
}

/**
 * What a command on several was called on: a group, the rows selected with it, or from the palette what is ticked
 * in the tree and else what is selected there.
 *
 * @throws CodelumiError `wrong-usage` when that is nothing
 */
export async function severalCandidates(
  target: unknown,
  others: unknown,
  tree: Pick<CandidatesTree, 'checked' | 'selection'>,
  desk: ReviewDesk,
): Promise<Several> {
  if (isGroup(target)) return wholeGroup(target, desk);
  const rows = idsIn(Array.isArray(others) && others.length > 0 ? others : [target]);
  if (rows.length > 0) return named(rows, l10n.t('what is selected'), desk);
  const { ids } = tree.checked;
  if (ids.length > 0) return named(ids, l10n.t('what is ticked'), desk);
  const selected = idsIn(tree.selection);
  if (selected.length > 0) return named(selected, l10n.t('what is selected'), desk);
  throw new CodelumiError({
    reason: 'wrong-usage',
    what: l10n.t('No candidates are ticked or selected'),
    remedy: l10n.t('Tick some in the Candidates view, or select several there.'),
  });
}

async function named(ids: readonly string[], from: string, desk: ReviewDesk): Promise<Several> {
  const some = ids.slice(0, MOST_AT_ONCE);
  return { candidates: await desk.summaries(some), from, left: ids.length - some.length };
}

async function wholeGroup(group: GroupNode, desk: ReviewDesk): Promise<Several> {
  const { status, having, count } = group;
  const from = groupWords(group);
  if (status === undefined) return { candidates: [], from, left: 0 };
  const limit = MOST_AT_ONCE;
  const candidates = await desk.group({ ...pageOf(status, having), offset: 0, limit });
  return { candidates, from, left: Math.max(count - candidates.length, 0) };
}

function idsIn(targets: readonly unknown[]): string[] {
  return [...new Set(targets.flatMap((target) => idIn(target) ?? []))];
}

function isGroup(target: unknown): target is GroupNode {
  return (
    typeof target === 'object' && target !== null && 'kind' in target && target.kind === 'group'
  );
}
