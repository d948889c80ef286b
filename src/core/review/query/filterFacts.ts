import type { Candidate, Finding } from '../../records/candidate.js';
import type { Reviewer } from '../../records/decision.js';
import { impactOf } from '../impact.js';
import type { ReviewState } from '../reviewState.js';

/** What filters and orders ask of a candidate beside its summary; a few words of memory each. */
export interface FilterFacts {
  /** Mining rules that fired, lower case: `r1-positive-feedback`. */
  readonly mined: readonly string[];
  /** Open findings as `kind.rule`: `pii.email-address`. */
  readonly findings: readonly string[];
  /** Whether one of them blocks an acceptance. */
  readonly isBlocked: boolean;
  /** Evidence strength, 0 to 1. */
  readonly evidence: number | undefined;
  readonly impact: number;
  /** Who gave it the status it has; undefined: nobody did. */
  readonly reviewer: Reviewer | undefined;
  /** Who accepted it as well; left out where nobody did. */
  readonly approvers?: readonly Reviewer[];
  /** The code of the reason given for it. */
  readonly reason: string | undefined;
}

export function filterFactsOf(
  candidate: Candidate,
  state: ReviewState | undefined,
  findings: readonly Finding[],
): FilterFacts {
  const approvers = state?.approvals.slice(1).map(({ decision }) => decision.reviewer) ?? [];
  return {
    mined: shared(candidate.evidence.map(({ rule }) => rule.toLowerCase())),
    findings: shared(findings.map(({ kind, rule }) => `${kind}.${rule}`.toLowerCase())),
    isBlocked: findings.some(({ severity }) => severity === 'blocking'),
    evidence: candidate.confidence_metrics.evidence_strength,
    impact: impactOf(candidate).value,
    reviewer: state?.decidedBy?.decision.reviewer,
    ...(approvers.length === 0 ? {} : { approvers }),
    reason: state?.decidedBy?.decision.reason_code,
  };
}

const NONE: readonly string[] = [];
/** Hostile files may name any rules; what is not kept here is only not shared. */
const MOST_SHARED = 1_000;
const known = new Map<string, readonly string[]>();

/** One list for all candidates that have the same. */
function shared(values: readonly string[]): readonly string[] {
  if (values.length === 0) return NONE;
  const distinct = [...new Set(values)].sort();
  const key = distinct.join('\n');
  const before = known.get(key);
  if (before !== undefined) return before;
  if (known.size < MOST_SHARED) known.set(key, distinct);
  return distinct;
}
