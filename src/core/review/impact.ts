import type { Candidate } from '../records/candidate.js';

/** How much it would change to learn a candidate, and what that is made of. */
export interface Impact {
  /** `frequency × gap × confidence`; 0 is nothing, there is no upper end. */
  readonly value: number;
  /** Doublings of what speaks for it: 1 for one conversation, 2 for three, 3 for seven. */
  readonly frequency: number;
  /** 0 to 1: how little of the question the knowledge base covers already. */
  readonly gap: number;
  /** 0 to 1: how much speaks for the answer. */
  readonly confidence: number;
}

/** The BM25 score at which the knowledge base is taken to cover half of a question. */
const HALF_COVERED = 10;
/** Of candidates that earlier versions mined, whose evidence nobody weighed. */
const UNWEIGHED = 0.5;

/**
 * What is asked often, what the knowledge base does not answer, and what speaks for the answer, multiplied:
 *
 *   impact = log₂(1 + n) × k / (k + bm25) × evidence strength
 *
 * n: the distinct conversations that speak for it, or where those were not counted, how often its rules
 * fired; the logarithm damps it, so that one loud topic does not cover all others. bm25: of the nearest
 * entry of the knowledge base for the question (none: 0), brought to 0…1 by saturation with k = 10.
 */
export function impactOf({
  evidence,
  metadata,
  confidence_metrics: { bm25 = 0, evidence_strength = UNWEIGHED },
}: Pick<Candidate, 'evidence' | 'metadata' | 'confidence_metrics'>): Impact {
  const fired = evidence.reduce((sum, { count }) => sum + count, 0);
  const frequency = Math.log2(1 + (metadata.corroboration?.sessions ?? fired));
  const gap = HALF_COVERED / (HALF_COVERED + Math.max(bm25, 0));
  return {
    value: frequency * gap * evidence_strength,
    frequency,
    gap,
    confidence: evidence_strength,
  };
}
