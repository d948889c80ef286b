import { ScannedText } from '../scannedText.js';
import { slicesOf } from '../slices.js';
import { readingsOf } from '../views/views.js';
import { foldedWords, isNumber } from './foldedWords.js';
import type { SoughtForm } from './soughtForms.js';

/** Says whether words in a row hold what is looked for. */
export type WordMatcher = (words: readonly string[]) => boolean;

/** `hidden`: escaped, spelled out, in base64 or in other digits, as screening sees through it. */
export type HowWritten = 'plain' | 'hidden';

const JSON_ESCAPE = /\\(?:u([0-9a-fA-F]{4})|(["\\/bfnrt]))/gu;
const SPACE = ' ';

/**
 * Whether a text holds what is looked for: as it stands, as the string of JSON that it may be a part of, and in
 * every reading that screening has of it. Linear in the length of the text.
 */
export function howWritten(text: string, matches: WordMatcher): HowWritten | undefined {
  const texts = text.includes('\\') ? [text, text.replaceAll(JSON_ESCAPE, unescaped)] : [text];
  const slices = texts.flatMap(slicesOf).map((slice) => slice.text);
  const isThere = (each: string) => matches(foldedWords(each));
  if (slices.some(isThere)) return 'plain';
  const isHidden = (slice: string) =>
    readingsOf(new ScannedText(slice)).some(({ view }) => isThere(view.text));
  return slices.some(isHidden) ? 'hidden' : undefined;
}

/** For somebody who knows what is looked for. */
export function matcherOf(forms: readonly SoughtForm[]): WordMatcher {
  const phrases = forms.flatMap((form) =>
    form.kind === 'words' ? [SPACE + form.words.join(SPACE) + SPACE] : [],
  );
  const numbers = forms.flatMap((form) => (form.kind === 'digits' ? [form.digits] : []));
  return (words) => {
    const joined = SPACE + words.join(SPACE) + SPACE;
    if (phrases.some((phrase) => joined.includes(phrase))) return true;
    return numbers.some((digits) => hasDigits(words, digits.length, (found) => found === digits));
  };
}

/**
 * Whether some words of digits in a row have so many digits together, and are what is looked for.
 * @param length more than 0
 */
export function hasDigits(
  words: readonly string[],
  length: number,
  isSought: (digits: string) => boolean,
): boolean {
  for (let start = 0; start < words.length; start += 1) {
    let digits = '';
    for (let at = start; digits.length < length; at += 1) {
      const word = words[at];
      if (word === undefined || !isNumber(word)) break;
      digits += word;
    }
    if (digits.length === length && isSought(digits)) return true;
  }
  return false;
}

function unescaped(written: string, code: string | undefined, sign: string | undefined): string {
  if (code !== undefined) return String.fromCharCode(Number.parseInt(code, 16));
  return sign !== undefined && 'bfnrt'.includes(sign) ? SPACE : (sign ?? written);
}
