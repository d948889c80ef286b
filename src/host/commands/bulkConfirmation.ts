import { l10n, window } from 'vscode';
import type { BulkVerdict } from '../../core/review/bulkVerdict.js';
import type { CandidateSummary } from '../../core/review/candidateSummary.js';
import { printableLine } from '../../shared/printable.js';
import { type Answers, askChecklist, askWhy, VERBS } from './askForDecision.js';

/** How many are named before somebody says yes. */
export const NAMED = 8;
export const LINE_LENGTH = 90;

/** What somebody says yes to. */
export interface BulkPlan {
  readonly action: BulkVerdict;
  /** How many are decided on. */
  readonly count: number;
  /** The first of them, `NAMED` at most. */
  readonly first: readonly CandidateSummary[];
  /** Where they come from and what is left out, in sentences that are safe to show. */
  readonly notes: readonly string[];
}

/** What the verdict needs, and a yes to how many and which; undefined when the reviewer went away. */
export async function askForBulk(plan: BulkPlan): Promise<Answers | undefined> {
  const answers = await askAbout(plan);
  return answers !== undefined && (await isConfirmed(plan)) ? answers : undefined;
}

async function askAbout({ action, count }: BulkPlan): Promise<Answers | undefined> {
  const about = countOf(count);
  if (action === 'accept') return askChecklist(about);
  const prompt =
    action === 'reopen'
      ? l10n.t('Why? (needed for what screening rejected)')
      : l10n.t('Why? (may be left empty)');
  return askWhy(action, about, { prompt, isNeeded: false });
}

/** A modal message, so that the keyboard is there and nothing else is. Its text is plain. */
async function isConfirmed({ action, count, first, notes }: BulkPlan): Promise<boolean> {
  const yes = `${VERBS[action]} ${countOf(count)}`;
  const named = first.slice(0, NAMED);
  const more = count - named.length;
  const detail = [
    ...named.map(
      ({ query }) => `• ${printableLine(query, LINE_LENGTH) || l10n.t('(no question)')}`,
    ),
    ...(more > 0 ? [l10n.t('and {0} more', more.toLocaleString('en'))] : []),
    '',
    ...notes,
  ];
  const options = { modal: true, detail: detail.join('\n') };
  return (await window.showWarningMessage(`${yes}?`, options, yes)) === yes;
}

export function countOf(count: number): string {
  return count === 1 ? l10n.t('1 candidate') : l10n.t('{0} candidates', count.toLocaleString('en'));
}
