import { WORD_LENGTH } from '../analysis/searchTerms.js';

/**
 * BM25F (Zaragoza et al. 2004; Robertson and Zaragoza 2009, §3.6): the frequencies of a term in the fields
 * of an entry are normalised by the length of each field, weighted, added up, and only then saturated:
 *
 *   f = Σ_field weight · frequency / (1 − b + b · length / mean length)
 *   score = Σ_term weight of the term in the query · idf · f · (k₁ + 1) / (f + k₁)
 *   idf = ln(1 + (N − n + ½) / (n + ½))
 *
 * One setting for every knowledge base, from docs/retrieval.md. A word of the question counts as much as
 * five of the answer, and k₁ keeps its customary value because one word of the question counts as one.
 */
export const SATURATION = 1.2;

export interface FieldParameters {
  readonly weight: number;
  /** b, 0 to 1: how far length is held against a field. */
  readonly lengthNormalisation: number;
}

/**
 * Nearly all of a question's length counts: an entry with many accepted variants would otherwise push aside
 * those that have none.
 */
export const QUESTION: FieldParameters = { weight: 1, lengthNormalisation: 0.9 };
export const ANSWER: FieldParameters = { weight: 0.2, lengthNormalisation: 0.75 };

/** Never negative (Lucene's form of the Robertson and Spärck Jones weight). */
export function inverseDocumentFrequency(entries: number, holding: number): number {
  return Math.log(1 + (entries - holding + 0.5) / (holding + 0.5));
}

/** What one occurrence in a field counts. @param length of the field, @param total of all `entries` */
export function occurrenceWeight(
  { weight, lengthNormalisation }: FieldParameters,
  length: number,
  total: number,
  entries: number,
): number {
  const relative = total === 0 ? 1 : (length * entries) / total;
  return weight / (1 - lengthNormalisation + lengthNormalisation * relative);
}

/** Lengths are kept in fifths of a word. */
export function inWords(length: number): number {
  return length / WORD_LENGTH;
}
