import type { DocumentFinding } from '../../core/screening/documents/documentFinding.js';
import type { ReviewDesk } from '../review/reviewDesk.js';

/**
 * Whether an edit has taken out what a rule found in a candidate. The candidates file keeps the text as
 * it was mined.
 */
export function isSettledInReview(
  { candidate, rule, field }: DocumentFinding,
  desk: Pick<ReviewDesk, 'summaryOf'>,
): boolean {
  if (candidate === undefined || field === undefined || field.name.includes('.')) return false;
  const summary = desk.summaryOf(candidate);
  return summary?.edited === true && !summary.rules.includes(rule);
}
