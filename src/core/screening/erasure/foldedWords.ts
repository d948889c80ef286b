import { inUnicodeForm } from '../../records/unicodeForm.js';

/** What is written without spaces is compared character by character. */
const UNSPACED = '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}';
const WORD = new RegExp(`[${UNSPACED}]|(?:(?![${UNSPACED}])[\\p{L}\\p{N}])+`, 'gu');
const UNSEEN = /[\p{M}\p{Cf}]/gu;
const ASCII = /^[ -~\t\n\r]*$/u;

/**
 * The words of a text as they are compared when somebody is looked for: without case, accents, width and
 * characters that nobody sees, and whatever stands between them. `ada.lovelace@acme.dev` has four.
 */
export function foldedWords(text: string): string[] {
  const plain = ASCII.test(text) ? text : inUnicodeForm(text, 'NFKD').replaceAll(UNSEEN, '');
  return plain.toLowerCase().match(WORD) ?? [];
}

export function isNumber(word: string): boolean {
  return /^\p{Nd}+$/u.test(word);
}
