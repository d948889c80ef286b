import { l10n } from 'vscode';
import type { Explanation } from '../../core/mining/explain.js';
import type { ReviewStatus } from '../../core/review/reviewState.js';
import { printableLine } from '../../shared/printable.js';
import { STATUS_WORDS } from '../../shared/words.js';

/** The status of those candidates that are known. */
export type StatusOf = ReadonlyMap<string, ReviewStatus>;

const LONGEST_QUERY = 160;
const LONGEST_DETAIL = 500;
/** What one line can be proof of and more nobody reads. */
const MOST_POINTS = 40;

/** What there is to say of a line, as sentences of plain text: what it became first, then why or why not. */
export function explanationPoints(explanation: Explanation, statusOf: StatusOf): string[] {
  const { candidates, would_become, verdicts, faults } = explanation;
  const points = [
    ...candidates.map((id) => becameWords(id, statusOf.get(id))),
    ...would_become.map((query) => partOfWords(query, candidates.length > 0)),
    ...verdicts.map(verdictWords),
    ...faults.map((fault) => l10n.t('Fault: {0}.', printableLine(fault, LONGEST_DETAIL))),
  ];
  if (verdicts.length === 0) points.push(l10n.t('No rule had a use for this line.'));
  const hidden = points.length - MOST_POINTS;
  return hidden > 0 ? [...points.slice(0, MOST_POINTS), l10n.t('And {0} more.', hidden)] : points;
}

function becameWords(id: string, status: ReviewStatus | undefined): string {
  const state = status === undefined ? '' : ` (${STATUS_WORDS[status]})`;
  return l10n.t('Became {0}{1}.', id, state);
}

function partOfWords(query: string, isExtracted: boolean): string {
  const question = `“${printableLine(query, LONGEST_QUERY)}”`;
  return isExtracted
    ? l10n.t('Part of the candidate {0}.', question)
    : l10n.t('Would be part of the candidate {0}. Extract candidates to add it.', question);
}

function verdictWords({ rule, outcome, detail }: Explanation['verdicts'][number]): string {
  const verdict =
    outcome === 'candidate' ? l10n.t('candidate') : l10n.t('no candidate ({0})', outcome);
  return `${rule}: ${verdict}; ${printableLine(detail, LONGEST_DETAIL)}.`;
}
