import { isAscii } from '../../records/isAscii.js';
import { unsliced } from '../../records/unsliced.js';
import { isFunctionWord } from './functionWords.js';
import { stemOf } from './porter2.js';
import { casedParts, folded, joinedWords, spacelessPairs, withoutContraction } from './words.js';

/**
 * Counts up whenever a text gives other terms than before: an index saved with another version is not
 * searched with these.
 */
export const ANALYSER_VERSION = 1;

/** Length is counted in fifths of a word, so that sums stay exact whatever the order they are made in. */
export const WORD_LENGTH = 5;

/** What a text is found by. */
export interface SearchTerm {
  readonly term: string;
  /** What it counts for when it is asked for, 0 to 1. */
  readonly weight: number;
  /** What it adds to the length of its text, in fifths of a word. */
  readonly length: number;
}

/** A compound names what its parts name; finding it whole says a little more. */
const COMPOUND_WEIGHT = 0.5;
const PART_WEIGHT = 0.5;
const FUNCTION_WORD_LENGTH = 1;
const FUNCTION_WORD_WEIGHT = FUNCTION_WORD_LENGTH / WORD_LENGTH;

/** The beginning of a longer term tells it from others: it is pasted data. */
const LONGEST_TERM = 64;

/**
 * What a token is found by. A compound (`package.json`, `src/app.ts`, `ERR_MODULE_NOT_FOUND`, `getUserName`) is
 * a term as a whole, and each of its words is one. English words are stemmed, accents of Latin letters
 * taken off, and what is written without spaces (Chinese, Japanese, Thai) gives pairs of characters.
 */
export function termsOfToken(token: string): readonly SearchTerm[] {
  if (isPlainWord(token)) return termsOfPlainWord(token.toLowerCase());
  const whole = withoutContraction(token);
  const words = joinedWords(whole);
  const terms = words.flatMap(termsOfWord);
  if (words.length > 1) terms.push(additional(folded(whole), COMPOUND_WEIGHT));
  return terms;
}

/** ASCII letters without capitals behind the first one: most tokens, and there is nothing to take apart. */
function isPlainWord(token: string): boolean {
  for (let i = 0; i < token.length; i += 1) {
    const code = token.charCodeAt(i);
    const isLetter = (code >= 97 && code <= 122) || (i === 0 && code >= 65 && code <= 90);
    if (!isLetter) return false;
  }
  return true;
}

function termsOfPlainWord(word: string): SearchTerm[] {
  return isFunctionWord(word)
    ? [{ term: word, weight: FUNCTION_WORD_WEIGHT, length: FUNCTION_WORD_LENGTH }]
    : [{ term: shortened(stemOf(word)), weight: 1, length: WORD_LENGTH }];
}

function termsOfWord(written: string): SearchTerm[] {
  const word = folded(written);
  if (isFunctionWord(word)) return termsOfPlainWord(word);
  if (!isAscii(word)) return termsOfForeignWord(word);
  const parts = [...casedParts(written), ...withoutSigns(written)];
  return [
    ...termsOfPlainWord(word),
    ...parts.map((part) => additional(stemOf(folded(part)), PART_WEIGHT)),
  ];
}

function termsOfForeignWord(word: string): SearchTerm[] {
  const { rest, pairs } = spacelessPairs(word);
  return [...(rest === '' ? [] : rest.split(' ')), ...pairs].map((term) => ({
    term: shortened(term),
    weight: 1,
    length: WORD_LENGTH,
  }));
}

/** `c` of `c++` and `c#`. */
function withoutSigns(word: string): string[] {
  return word.endsWith('+') || word.endsWith('#') ? [word.replace(/[+#]+$/u, '')] : [];
}

/** What is in the text already, under another name: it makes the text no longer. */
function additional(term: string, weight: number): SearchTerm {
  return { term: shortened(term), weight, length: 0 };
}

function shortened(term: string): string {
  return term.length <= LONGEST_TERM ? term : unsliced(term.slice(0, LONGEST_TERM));
}
