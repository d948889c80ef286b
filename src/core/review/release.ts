import type { EvaluationContext } from '../screening/context/evaluationContext.js';
import type { ScreeningPolicy } from '../screening/recogniser.js';
import { describeObstacles, obstaclesTo } from './acceptance.js';
import { currentFindings } from './currentFindings.js';
import type { ReviewedCandidate } from './reviewedCandidates.js';

/**
 * Acceptance was checked when it was given; rules and files may have changed since.
 * @returns what is wrong, as the beginning of a sentence; undefined where it could be accepted today
 */
export function whyNotReleasable(
  { candidate, state }: ReviewedCandidate,
  evaluation: EvaluationContext,
  policy: ScreeningPolicy,
): string | undefined {
  const { checklist } = state.decidedBy?.decision ?? {};
  const findings = currentFindings(candidate, state, evaluation, policy);
  const obstacles = describeObstacles(obstaclesTo(findings, checklist));
  if (obstacles === undefined) return undefined;
  return `${candidate.id} is accepted but must not be released: ${obstacles}`;
}
