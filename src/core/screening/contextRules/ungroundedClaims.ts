import { passagesOf } from '../context/passages.js';
import type { ContextRule } from '../contextRule.js';
import { CLAIM_WEIGHTS, type Claim, claimsIn } from '../grounding/claims.js';
import { ENGINE_NAMES, Vocabulary } from '../grounding/vocabulary.js';

/** A few claims nobody has heard of are what makes an answer worth learning; a handful is worth a look. */
const FEWEST_CLAIMS = 3;
/** Together as heavy as two addresses, or a path and two identifiers. */
const LEAST_WEIGHT = 2;
/** Spans in a finding; the count in the message is exact. */
const MOST_SPANS = 50;

/**
 * An answer whose specific claims (addresses, paths, versions, figures, identifiers) stand neither in the
 * conversation around it, nor in its question, nor in the knowledge base. New knowledge is new: so several
 * must be missing, they must weigh something, and they must be a good part of all that the answer claims.
 */
export const ungroundedClaims: ContextRule = {
  rule: 'ungrounded-claims',
  version: 1,
  description: 'An answer whose specific claims nothing else mentions.',
  find(candidate, { knowledge }, { grounding }) {
    const claims = claimsIn(candidate.assistant_output);
    if (claims.length < FEWEST_CLAIMS) return [];
    const nearby = new Vocabulary();
    for (const passage of passagesOf(candidate)) nearby.add(passage);
    const missing = claims.filter(
      (claim) =>
        ![nearby, knowledge.vocabulary, ENGINE_NAMES].some((known) => known.supports(claim)),
    );
    const share = weightOf(missing) / weightOf(claims);
    const [first] = missing;
    if (first === undefined || missing.length < FEWEST_CLAIMS) return [];
    if (weightOf(missing) < LEAST_WEIGHT || share < grounding.unsupportedShare) return [];
    return [
      {
        kind: 'ungrounded',
        rule: this.rule,
        version: this.version,
        severity: 'warning',
        field: 'assistant_output',
        start: first.start,
        end: first.end,
        score: Math.round(share * 100) / 100,
        message: `${missing.length} of ${claims.length} specific claims stand neither in the conversation nor in the knowledge base.`,
        spans: missing.slice(0, MOST_SPANS).map(({ start, end }) => ({ start, end })),
      },
    ];
  },
};

function weightOf(claims: readonly Claim[]): number {
  return claims.reduce((sum, { kind }) => sum + CLAIM_WEIGHTS[kind], 0);
}
