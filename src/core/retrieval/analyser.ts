import { isAscii } from '../records/isAscii.js';
import { inUnicodeForm } from '../records/unicodeForm.js';

const TOKEN = /[\p{L}\p{N}]+(?:[._-][\p{L}\p{N}]+)*/gu;

/**
 * The terms of a text, in order, lower case. A term keeps inner `.`, `_` and `-`, so that file
 * names, versions and flags stay findable; its parts are terms as well.
 */
export function termsOf(text: string): string[] {
  // For ASCII a loop over characters does the same at a tenth of the cost.
  return isAscii(text) ? plainTerms(text.toLowerCase()) : anyTerms(text);
}

function anyTerms(text: string): string[] {
  const terms: string[] = [];
  for (const [token] of inUnicodeForm(text, 'NFKC').toLowerCase().matchAll(TOKEN))
    addToken(terms, token, /[._-]/u.test(token));
  return terms;
}

const [OTHER, WORD, JOINT] = [0, 1, 2];
const KINDS = Uint8Array.from({ length: 128 }, (_, code) => kindOf(String.fromCharCode(code)));

function kindOf(character: string): number {
  if (/[a-z0-9]/u.test(character)) return WORD;
  return /[._-]/u.test(character) ? JOINT : OTHER;
}

function plainTerms(text: string): string[] {
  const terms: string[] = [];
  let start = -1;
  let isJoined = false;
  for (let i = 0; i <= text.length; i += 1) {
    const kind = KINDS[text.charCodeAt(i)] ?? OTHER;
    if (kind === WORD) {
      if (start < 0) start = i;
    } else if (start >= 0) {
      if (kind === JOINT && KINDS[text.charCodeAt(i + 1)] === WORD) {
        isJoined = true;
        continue;
      }
      addToken(terms, text.slice(start, i), isJoined);
      start = -1;
      isJoined = false;
    }
  }
  return terms;
}

function addToken(terms: string[], token: string, isJoined: boolean): void {
  terms.push(token);
  // One by one: a token of a million parts must not be spread over the call stack.
  if (isJoined) for (const part of token.split(/[._-]/u)) terms.push(part);
}
