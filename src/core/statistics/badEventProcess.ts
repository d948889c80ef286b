/** A stretch in which the candidate's share of the exposures is known. */
export interface EventSegment {
  /** The candidate's share of all that could have gone wrong, 0 to 1. */
  readonly share: number;
  /** Bad events of the candidate, and of what it is compared with. */
  readonly candidate: number;
  readonly baseline: number;
}

/** How many times the odds of something bad are, if the candidate is worse: nobody knows, so all of these. */
const ODDS_RATIOS = [1.5, 2, 3, 5] as const;

/**
 * An e-value against "the candidate does no more harm than the baseline". If it does not, a bad event is the
 * candidate's as often as an exposure is; if its odds are r times those, more often. The likelihood ratio is
 * multiplied over events and segments for each r, and the mean over all r is the evidence. Without harm it ever exceeds x
 * with a probability of at most 1/x, however often one looks (Ville 1939; Ramdas, Grünwald, Vovk and Shafer 2023,
 * "Game-theoretic statistics and safe anytime-valid inference").
 *
 * The share may be what was exposed in the segment rather than what was meant to be: given both arms' exposures and the
 * number of bad events, the candidate's are hypergeometric, and the mean of a convex function of that is no greater
 * than of the binomial that is reckoned with here (Hoeffding 1963, theorem 4).
 *
 * @returns 1 where nothing speaks either way
 */
export function badEventEvidence(segments: readonly EventSegment[]): number {
  const logarithms = ODDS_RATIOS.map((ratio) =>
    segments.reduce((sum, segment) => sum + logLikelihoodRatio(segment, ratio), 0),
  );
  return logarithms.reduce((sum, each) => sum + Math.exp(each), 0) / ODDS_RATIOS.length;
}

function logLikelihoodRatio({ share, candidate, baseline }: EventSegment, ratio: number): number {
  // With one arm alone there is nothing to compare.
  if (!(share > 0 && share < 1)) return 0;
  const scale = ratio * share + (1 - share);
  return candidate * Math.log(ratio / scale) - baseline * Math.log(scale);
}
