import type { GateName, ValidationPolicy } from '../../workspace/settings/validationSchema.js';
import type { GateResult } from '../gates/gateResult.js';
import type { EvaluationSet } from '../holdout/evaluationLines.js';

export interface MeasuredWith {
  readonly canaries: EvaluationSet<unknown>;
  readonly annotated: EvaluationSet<unknown>;
  /** Golden prompts, or recordings of some that are gone. */
  readonly hasPrompts: boolean;
  readonly scores: GateResult;
}

/**
 * The gates about which the workspace has something, so that they must pass: a file of canary questions, also one in which no
 * line can be read; golden prompts; as many graded answers, and new entries, as it takes to tell anything.
 */
export function gatesWithData(
  { canaries, annotated, hasPrompts, scores }: MeasuredWith,
  { minimumAnnotated }: Pick<ValidationPolicy, 'minimumAnnotated'>,
): ReadonlySet<GateName> {
  const isEnough = scores.status === 'pass' || scores.status === 'fail';
  return new Set<GateName>([
    ...(canaries.sha256 === undefined ? [] : (['canary'] as const)),
    ...(annotated.lines.length < minimumAnnotated ? [] : (['annotated'] as const)),
    ...(isEnough ? (['scores'] as const) : []),
    ...(hasPrompts ? (['prompts'] as const) : []),
  ]);
}
