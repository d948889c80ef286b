import type { Finding } from '../records/candidate.js';
import type { Screenable } from './context/screenable.js';
import type { ScreeningContext } from './context/screeningContext.js';
import type { ContextRule } from './contextRule.js';
import type { ScreeningPolicy } from './recogniser.js';
import { CONTEXT_RULES } from './rules.js';
import { ruleFailure, screenText } from './screenText.js';

/** Everything screening sees in a candidate: held against what else is known, then by itself. */
export function screenCandidate(
  candidate: Screenable,
  context: ScreeningContext,
  policy: ScreeningPolicy,
  rules: readonly ContextRule[] = CONTEXT_RULES,
): Finding[] {
  return [
    ...rules.flatMap((rule) => contextFindings(rule, candidate, context, policy)),
    ...screenText(candidate, policy),
  ];
}

function contextFindings(
  rule: ContextRule,
  candidate: Screenable,
  context: ScreeningContext,
  policy: ScreeningPolicy,
): Finding[] {
  try {
    return rule.find(candidate, context, policy);
  } catch (error) {
    return [ruleFailure(rule, candidate, error)];
  }
}
