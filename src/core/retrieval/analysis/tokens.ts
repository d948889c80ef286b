import { isAscii } from '../../records/isAscii.js';
import { inUnicodeForm } from '../../records/unicodeForm.js';

/** Words, joined by what joins them in identifiers, paths, versions and addresses; `c++` and `c#`. */
const TOKEN = /[\p{L}\p{M}\p{N}]+(?:[._\-/\\:@'’]{1,2}[\p{L}\p{M}\p{N}]+)*(?:\+\+|#)?/gu;

/** Calls `visit` for every token of a text, in order, as it is written there. */
export function eachToken(text: string, visit: (token: string) => void): void {
  if (isAscii(text)) eachAsciiToken(text, visit);
  else for (const [token] of inUnicodeForm(text, 'NFKC').matchAll(TOKEN)) visit(token);
}

const [OTHER, WORD, JOINT] = [0, 1, 2];
const KINDS = Uint8Array.from({ length: 128 }, (_, code) => {
  const character = String.fromCharCode(code);
  if (/[A-Za-z0-9]/u.test(character)) return WORD;
  return /[._\-/\\:@']/u.test(character) ? JOINT : OTHER;
});

/** The same as `TOKEN`, at a third of the cost: most texts are ASCII, and all of them are read. */
function eachAsciiToken(text: string, visit: (token: string) => void): void {
  let at = 0;
  while (at < text.length) {
    if (KINDS[text.charCodeAt(at)] !== WORD) {
      at += 1;
      continue;
    }
    const end = endOfToken(text, at);
    visit(text.slice(at, end));
    at = end;
  }
}

function endOfToken(text: string, start: number): number {
  let end = endOfWord(text, start);
  for (;;) {
    const joints = jointsAt(text, end);
    if (joints === 0 || kindAt(text, end + joints) !== WORD) return end + signsAt(text, end);
    end = endOfWord(text, end + joints);
  }
}

function endOfWord(text: string, start: number): number {
  let end = start;
  while (kindAt(text, end) === WORD) end += 1;
  return end;
}

/** NaN behind the end of the text, which is no index of `KINDS`. */
function kindAt(text: string, at: number): number {
  return KINDS[text.charCodeAt(at)] ?? OTHER;
}

function jointsAt(text: string, at: number): number {
  if (kindAt(text, at) !== JOINT) return 0;
  return kindAt(text, at + 1) === JOINT ? 2 : 1;
}

function signsAt(text: string, at: number): number {
  if (text[at] === '#') return 1;
  return text[at] === '+' && text[at + 1] === '+' ? 2 : 0;
}
