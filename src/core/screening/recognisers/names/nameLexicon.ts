import { GIVEN_NAMES, ORDINARY_WORDS, SURNAMES } from './nameLexiconData.js';
import { FUNCTION_WORDS, SENTENCE_WORDS, TECHNICAL_NAMES, THINGS } from './technicalNames.js';

/** What the lexicon knows of a word, as bits. */
export const GIVEN = 1;
export const SURNAME = 2;
export const BOTH = GIVEN | SURNAME;
/** A word of everyday English. */
export const ORDINARY = 4;
/** See `technicalNames.ts`. */
export const TECHNICAL = 8;
export const THING = 16;
export const FUNCTION = 32;
export const SENTENCE = 64;

let lexicon: Map<string, number> | undefined;

/** The bits of a word in any spelling; 0 for one that is not known. */
export function kindOfWord(word: string): number {
  lexicon ??= decoded();
  const kind = lexicon.get(folded(word)) ?? 0;
  if (kind !== 0 || !word.includes('-')) return kind;
  // "Jean-Pierre" is what both its parts are.
  return word.split('-').reduce((both, part) => both & kindOfWord(part), BOTH);
}

/** Reads the lists on the first look-up, not while the extension starts. */
function decoded(): Map<string, number> {
  const words = new Map<string, number>();
  add(words, GIVEN_NAMES, GIVEN);
  add(words, SURNAMES, SURNAME);
  add(words, ORDINARY_WORDS, ORDINARY);
  for (const word of TECHNICAL_NAMES) mark(words, word, TECHNICAL);
  for (const word of THINGS) mark(words, word, THING);
  for (const word of FUNCTION_WORDS) mark(words, word, FUNCTION);
  for (const word of SENTENCE_WORDS) mark(words, word, SENTENCE);
  return words;
}

function mark(words: Map<string, number>, word: string, bit: number): void {
  words.set(word, (words.get(word) ?? 0) | bit);
}

const A = 65;
const Z = 90;

/** Front coding: a capital says how many characters a word shares with the one before (`A`: none). */
function add(words: Map<string, number>, coded: string, bit: number): void {
  let before = '';
  for (let at = 0; at < coded.length; ) {
    const shared = coded.charCodeAt(at) - A;
    let end = at + 1;
    while (end < coded.length && coded.charCodeAt(end) > Z) end += 1;
    before = before.slice(0, shared) + coded.slice(at + 1, end);
    mark(words, before, bit);
    at = end;
  }
}

const ASCII_LETTERS = /^[A-Za-z]+$/u;
const MARKS = /[\u0300-\u036f'’ʻ-]/gu;
const LETTERS: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ł: 'l',
  ı: 'i',
  ə: 'e',
};
const SPECIAL_LETTERS = /[ßæœøđðþłıə]/gu;

/** Small letters without accents, apostrophes and hyphens, as the lists are written. */
function folded(word: string): string {
  if (ASCII_LETTERS.test(word)) return word.toLowerCase();
  return word
    .normalize('NFD')
    .toLowerCase()
    .replaceAll(MARKS, '')
    .replaceAll(SPECIAL_LETTERS, (letter) => LETTERS[letter] ?? letter);
}
