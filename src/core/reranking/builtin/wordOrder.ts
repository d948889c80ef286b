import { type AnalysedQuery, bigramOf, placeOf } from './analysedQuery.js';
import type { AnalysedText } from './analysedText.js';

/** Words of a text beyond this say nothing of the order that a question is asked in. */
const LOOKED_AT = 60;
/** Words of a text that are looked at together. */
const WINDOW = 12;

/** How many words both have. */
export function sharedWords(query: AnalysedQuery, { distinctWords }: AnalysedText): number {
  let shared = 0;
  for (let at = 0; at < distinctWords.length; at += 1)
    if (placeOf(query, distinctWords[at] ?? 0) !== undefined) shared += 1;
  return shared;
}

/** Of a query's pairs of neighbouring words, the share that a text has, 0 to 1; 0 when the query has none. */
export function sharedBigrams(query: AnalysedQuery, text: Int32Array): number {
  const { bigrams } = query;
  if (bigrams.size === 0) return 0;
  const met = new Set<number>();
  for (let at = 1; at < text.length; at += 1) {
    const [first = 0, second = 0] = [text[at - 1], text[at]];
    // Most words are none of the query's, and looking that up costs less.
    if (placeOf(query, first) === undefined) continue;
    const pair = bigramOf(first, second);
    if (bigrams.has(pair)) met.add(pair);
  }
  return met.size / bigrams.size;
}

/** Of a query and a text, in words, within the first `LOOKED_AT` of each. */
export function sharedSequence(query: AnalysedQuery, { words }: AnalysedText): number {
  // Words that the query has not are in no sequence of both, and most are.
  const met: number[] = [];
  for (let at = 0; at < words.length && at < LOOKED_AT; at += 1)
    if (placeOf(query, words[at] as number) !== undefined) met.push(words[at] as number);
  return met.length === 0 ? 0 : longestCommonSubsequence(query.words, Int32Array.from(met));
}

/** In words, within the first `LOOKED_AT` of each. */
export function longestCommonSubsequence(query: Int32Array, text: Int32Array): number {
  const [rows, columns] = [Math.min(query.length, LOOKED_AT), Math.min(text.length, LOOKED_AT)];
  const best = new Uint8Array(columns + 1);
  for (let row = 0; row < rows; row += 1) {
    let diagonal = 0;
    for (let column = 1; column <= columns; column += 1) {
      const above = best[column] ?? 0;
      best[column] =
        query[row] === text[column - 1] ? diagonal + 1 : Math.max(above, best[column - 1] ?? 0);
      diagonal = above;
    }
  }
  return best[columns] ?? 0;
}

/** Of the query's importance, the greatest share that stands within `WINDOW` words of a text, 0 to 1. */
export function proximity(query: AnalysedQuery, { words }: AnalysedText): number {
  const { importance, totalImportance } = query;
  /** By place of a term of the query, where it was seen last. */
  const seen = new Int32Array(importance.length).fill(-WINDOW);
  let best = 0;
  for (let at = 0; at < words.length; at += 1) {
    const place = placeOf(query, words[at] ?? 0);
    if (place === undefined) continue;
    seen[place] = at;
    // Only where a term stands can there be more than before.
    let within = 0;
    for (let term = 0; term < seen.length; term += 1)
      if (at - (seen[term] ?? 0) < WINDOW) within += importance[term] ?? 0;
    best = Math.max(best, within);
  }
  return best / totalImportance;
}
