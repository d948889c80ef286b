import type { Passage } from '../reranker.js';

/** What is known of an entry whatever the query. */
export interface Prior {
  /** How often the assistant answered with it. */
  readonly used: number;
  /** Of these, how often the user was glad of it, and how often not. */
  readonly accepted: number;
  readonly rejected: number;
}

/** By id of an entry. */
export type Priors = ReadonlyMap<string, Prior>;

export const PRIOR_FEATURES = [
  /** ln(1 + uses). */
  'usage',
  /** (accepted + 1) / (accepted + rejected + 2): Laplace's rule of succession. */
  'acceptance',
] as const;

/** In the order of `PRIOR_FEATURES`; NaN where nothing is known, which counts as neither good nor bad. */
export function priorFeatures({ id }: Passage, priors: Priors | undefined): number[] {
  const prior = id === undefined ? undefined : priors?.get(id);
  if (prior === undefined) return [Number.NaN, Number.NaN];
  const { used, accepted, rejected } = prior;
  return [Math.log1p(used), (accepted + 1) / (accepted + rejected + 2)];
}
