import { NgramTrie } from './ngramTrie.js';
import type { PipelineModel } from './pipelineModel.js';
import { textTokens } from './textTokens.js';
import type { Norm, TfidfParameters } from './tfidfParameters.js';

/**
 * scikit-learn's `predict_proba(…)[:, 1]` of a TF-IDF and logistic regression pipeline. All arithmetic
 * is in doubles, and so differs from scikit-learn's by rounding only (by about 1e-7 where the model was
 * trained with `dtype=float32`).
 */
export class TfidfScorer {
  readonly #model: PipelineModel;
  readonly #ngrams: NgramTrie;
  /** How often each column occurs in the text at hand; all 0 between texts. */
  readonly #counts: Float64Array;

  constructor(model: PipelineModel) {
    const { vocabulary, ngramRange } = model.tfidf;
    this.#model = model;
    this.#ngrams = new NgramTrie(vocabulary, ngramRange);
    this.#counts = new Float64Array(vocabulary.size);
  }

  tokens(text: string): readonly string[] {
    return textTokens(text, this.#model.tfidf);
  }

  /** The probability of the second class, from 0 to 1. */
  probability(tokens: readonly string[]): number {
    const { intercept, isMultinomial } = this.#model.regression;
    const decision = this.#dotProduct(tokens) + intercept;
    return logistic(isMultinomial ? 2 * decision : decision);
  }

  /** Of the text's normalised TF-IDF vector with the coefficients. */
  #dotProduct(tokens: readonly string[]): number {
    const { tfidf, regression } = this.#model;
    let sum = 0;
    let length = 0;
    for (const column of this.#columnsIn(tokens)) {
      const weight = termFrequency(this.#counts[column] ?? 0, tfidf) * (tfidf.idf?.[column] ?? 1);
      this.#counts[column] = 0;
      sum += weight * (regression.coefficients[column] ?? 0);
      length += lengthShare(weight, tfidf.norm);
    }
    if (tfidf.norm === null || length === 0) return sum;
    return sum / (tfidf.norm === 'l2' ? Math.sqrt(length) : length);
  }

  /** Each column of the text once; leaves how often in `#counts`. */
  #columnsIn(tokens: readonly string[]): readonly number[] {
    const columns: number[] = [];
    this.#ngrams.forEachNgram(tokens, (column) => {
      const count = (this.#counts[column] ?? 0) + 1;
      this.#counts[column] = count;
      if (count === 1) columns.push(column);
    });
    return columns;
  }
}

function termFrequency(count: number, { binary, sublinearTf }: TfidfParameters): number {
  const frequency = binary ? 1 : count;
  return sublinearTf ? 1 + Math.log(frequency) : frequency;
}

function lengthShare(weight: number, norm: Norm): number {
  return norm === 'l2' ? weight * weight : Math.abs(weight);
}

function logistic(decision: number): number {
  return 1 / (1 + Math.exp(-decision));
}
