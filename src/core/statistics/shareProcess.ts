import { logBeta } from './gamma.js';

/** What is known of a share beforehand, as a Beta distribution; both greater than 0. */
export interface SharePrior {
  readonly alpha: number;
  readonly beta: number;
}

/** How many times the odds may have become: nobody knows, so all of these, as for bad events of a rollout. */
const ODDS_RATIOS = [1.5, 2, 3, 5] as const;
/** Jeffreys' prior of a share: Beta(½, ½). */
const JEFFREYS = 0.5;

/**
 * An e-value against "the share is what it was", where what it was is itself an estimate. Under that hypothesis the number of events is
 * beta-binomial, with what is known beforehand as its prior; under the other one the prior has the same weight, and its mean the
 * odds of 1.5, 2, 3 or 5 times as much. The likelihood ratio, as a mean over these, is a product of ratios of predictions, one a trial,
 * so it may be looked at after every trial: over the prior and all that follows it ever exceeds x with a probability of at most
 * 1/x (Ville 1939; Bayes factors as test martingales: Grünwald, de Heide and Koolen 2024, "Safe testing", JRSS B 86; Ramdas,
 * Grünwald, Vovk and Shafer 2023). The order of the trials does not matter, and fewer events than expected never count as evidence.
 *
 * @returns 1 of no trials
 */
export function shareEvidence(
  { alpha, beta }: SharePrior,
  { events, trials }: { readonly events: number; readonly trials: number },
): number {
  const usual = logMarginal(alpha, beta, events, trials);
  const odds = alpha / beta;
  const ratios = ODDS_RATIOS.map((ratio) => {
    const mean = (ratio * odds) / (1 + ratio * odds);
    const [more, rest] = [mean * (alpha + beta), (1 - mean) * (alpha + beta)];
    return Math.exp(logMarginal(more, rest, events, trials) - usual);
  });
  return ratios.reduce((sum, each) => sum + each, 0) / ratios.length;
}

/** What a sample says of the share beyond it: Jeffreys' prior with the sample. */
export function priorOfSample(events: number, trials: number): SharePrior {
  return { alpha: events + JEFFREYS, beta: trials - events + JEFFREYS };
}

/**
 * What a sample of continuous values says of the share of others that exceed its `rank`-th smallest: exactly Beta, whatever they are
 * distributed as (Gumbel and von Schelling 1950, "The distribution of the number of exceedances").
 * @param rank from 1 to `size`
 */
export function priorOfExceedance(rank: number, size: number): SharePrior {
  return { alpha: size - rank + 1, beta: rank };
}

/** The probability of one order of so many events, all orders being the same. */
function logMarginal(alpha: number, beta: number, events: number, trials: number): number {
  return logBeta(alpha + events, beta + trials - events) - logBeta(alpha, beta);
}
