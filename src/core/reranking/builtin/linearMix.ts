import type { FirstStage } from './features.js';
import { linearScore } from './logisticRegression.js';
import { Standardisation } from './standardisation.js';

/** What an artefact says about ordering. */
export interface LinearMix {
  /** By feature, in the order of `FEATURES`. */
  readonly weights: Float64Array;
  /** λ: what the model counts beside BM25F; 0 keeps the order of BM25F. */
  readonly mix: number;
}

/** A passage, scored by itself. */
type RowScore = (row: { readonly score: number; readonly row: Float64Array }) => number;

/**
 * z(BM25F) + λ · z(model), each standardised over what the first stage finds. With λ = 0 it is the BM25F score itself, so
 * that not even its ties change.
 */
export function mixedScore(
  firstStage: Pick<FirstStage, 'scores' | 'rows'>,
  { weights, mix }: LinearMix,
): RowScore {
  if (mix === 0) return ({ score }) => score;
  const both = (score: number, row: Float64Array) =>
    Float64Array.of(score, linearScore(weights, row));
  const found = firstStage.rows.map((row, at) => both(firstStage.scores[at] ?? 0, row));
  const standardisation = new Standardisation(found, 2);
  return ({ score, row }) => {
    const [ofScore = 0, ofModel = 0] = standardisation.of(both(score, row));
    return ofScore + mix * ofModel;
  };
}
