import { CodelumiError } from '../../errors.js';
import { foldedWords, isNumber } from './foldedWords.js';

/**
 * One way in which a value is written. `words`: these words in a row. `digits`: these digits in a row, however
 * they are grouped.
 */
export type SoughtForm =
  | { readonly kind: 'words'; readonly words: readonly string[] }
  | { readonly kind: 'digits'; readonly digits: string };

const SHORTEST = 4;
/** A single word of these scripts is a whole name. */
const DENSE = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]+$/u;
const MOST_NAMES = 3;

/**
 * The ways in which a name, an address or a secret is looked for. A name of two or three words is also found
 * with the last one first, and written together.
 *
 * @throws CodelumiError `wrong-usage` for what would be found everywhere
 */
export function soughtForms(value: string): SoughtForm[] {
  const words = foldedWords(value);
  const length = words.join('').length;
  if (length < (words.every((word) => DENSE.test(word)) ? 2 : SHORTEST)) throw tooShort();
  if (words.every(isNumber)) return [{ kind: 'digits', digits: words.join('') }];
  const forms: SoughtForm[] = [{ kind: 'words', words }];
  const last = words.at(-1);
  const isName = words.length > 1 && words.length <= MOST_NAMES && !/[@\d]/u.test(value);
  if (!isName || last === undefined) return forms;
  forms.push({ kind: 'words', words: [last, ...words.slice(0, -1)] });
  forms.push({ kind: 'words', words: [words.join('')] });
  return forms;
}

function tooShort(): CodelumiError {
  return new CodelumiError({
    reason: 'wrong-usage',
    what: `What is looked for has fewer than ${SHORTEST} letters and digits`,
    remedy: 'Give the whole name, address or secret.',
  });
}
