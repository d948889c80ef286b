import type { AccentStripping, TokenParameters } from './tfidfParameters.js';

/**
 * Python's `(?u)\b\w\w+\b`: runs of two or more characters that are `\w` to its `re`, that is letters
 * and numbers of any script and `_`, but no marks. Which characters are assigned depends on the
 * version of Unicode, here as there.
 */
const TOKEN = /[\p{L}\p{N}_]{2,}/gu;

/**
 * `normalize` takes quadratic time to order a run of marks: seconds for 80,000. Pieces of this many
 * characters come to the same, since only marks change places and all of those are dropped.
 */
const PIECE = /.{1,256}/gsu;

/** The words of a text, in order, as scikit-learn's CountVectorizer finds them. */
export function textTokens(text: string, parameters: TokenParameters): readonly string[] {
  const { lowercase, stripAccents, stopWords } = parameters;
  const lower = lowercase ? text.toLowerCase() : text;
  const tokens = withoutAccents(lower, stripAccents).match(TOKEN) ?? [];
  return stopWords.size === 0 ? tokens : tokens.filter((token) => !stopWords.has(token));
}

function withoutAccents(text: string, how: AccentStripping): string {
  if (how === null) return text;
  const decomposed = text.replaceAll(PIECE, (piece) => piece.normalize('NFKD'));
  if (how === 'ascii') return decomposed.replaceAll(/\P{ASCII}/gu, '');
  return decomposed.replaceAll(/\p{M}/gu, (mark) => (isCombining(mark) ? '' : mark));
}

/** Of the marks seen so far; there are some 2,500 in all. */
const combining = new Map<string, boolean>();

/**
 * Whether the canonical combining class of a decomposed character is not 0, which is what Python's
 * `unicodedata.combining` tells. JavaScript does not say it; but two such characters of different class
 * change places in normal form D. The neighbours have class 1 (U+0334) and 230 (U+0300).
 */
function isCombining(mark: string): boolean {
  const known = combining.get(mark);
  if (known !== undefined) return known;
  const moves = movesIn(`${mark}\u0334`) || movesIn(`\u0300${mark}`);
  combining.set(mark, moves);
  return moves;
}

function movesIn(pair: string): boolean {
  return pair.normalize('NFD') !== pair;
}
