import type { AccentStripping, TokenParameters } from './tfidfParameters.js';

/**
 * Python's `(?u)\b\w\w+\b`: runs of two or more characters that are `\w` to its `re`, that is letters
 * and numbers of any script and `_`, but no marks. Which characters are assigned depends on the
 * version of Unicode, here as there.
 */
const TOKEN = /[\p{L}\p{N}_]{2,}/gu;

/** The words of a text, in order, as scikit-learn's CountVectorizer finds them. */
export function textTokens(text: string, parameters: TokenParameters): readonly string[] {
  const { lowercase, stripAccents, stopWords } = parameters;
  const lower = lowercase ? text.toLowerCase() : text;
  const tokens = withoutAccents(lower, stripAccents).match(TOKEN) ?? [];
  return stopWords.size === 0 ? tokens : tokens.filter((token) => !stopWords.has(token));
}

function withoutAccents(text: string, how: AccentStripping): string {
  if (how === null) return text;
  const decomposed = text.normalize('NFKD');
  if (how === 'ascii') return decomposed.replaceAll(/\P{ASCII}/gu, '');
  return decomposed.replaceAll(/\p{M}/gu, (mark) => (isCombining(mark) ? '' : mark));
}

/**
 * Whether the canonical combining class of a decomposed character is not 0, which is what Python's
 * `unicodedata.combining` tells. JavaScript does not say it; but two such characters of different class
 * change places in normal form D. The neighbours have class 1 (U+0334) and 230 (U+0300).
 */
function isCombining(mark: string): boolean {
  return movesIn(`${mark}\u0334`) || movesIn(`\u0300${mark}`);
}

function movesIn(pair: string): boolean {
  return pair.normalize('NFD') !== pair;
}
