import type { Candidate } from '../records/candidate.js';
import type { EvaluationContext } from '../screening/context/evaluationContext.js';
import { leaksIn } from '../screening/contextRules/holdoutLeak.js';
import type { ScreeningPolicy } from '../screening/recogniser.js';
import { screenText } from '../screening/screenText.js';
import { isObstacle } from './acceptance.js';
import type { ReviewState } from './reviewState.js';

export interface QuestionVariants {
  /** The question as it stands, then the other ways in which users asked. */
  readonly taken: readonly string[];
  /** How many of those are not taken. */
  readonly leftOut: number;
}

/**
 * The questions that a merge adds to an entry. A reviewer accepted the candidate's own question; how users
 * asked otherwise comes straight from a log, so whatever screening objects to is not taken.
 */
export function questionVariants(
  { metadata }: Candidate,
  { text }: Pick<ReviewState, 'text'>,
  evaluation: EvaluationContext,
  policy: ScreeningPolicy,
): QuestionVariants {
  const asked = metadata.variants ?? [];
  const clean = asked.filter((query) => isClean(query, evaluation, policy));
  return { taken: [text.query, ...clean], leftOut: asked.length - clean.length };
}

function isClean(query: string, evaluation: EvaluationContext, policy: ScreeningPolicy): boolean {
  const asked = { query, assistant_output: '' };
  const findings = [...leaksIn(asked, evaluation, policy), ...screenText(asked, policy)];
  return !findings.some((finding) => finding.field === 'query' && isObstacle(finding));
}
