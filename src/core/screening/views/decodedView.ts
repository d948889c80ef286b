import type { ScannedText } from '../scannedText.js';
import { type Edit, EditedView, type View } from './view.js';

/** Escapes of HTML, of URLs, of JSON and source code. */
const ESCAPE =
  /&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z]{2,8});|%[0-9a-f]{2}|\\u\{?[0-9a-f]{4,6}\}?|\\x[0-9a-f]{2}/iuy;
const ESCAPE_BEGINS = ['&', '%', '\\'];

/** What nobody sees; another form of a digit, a letter or a sign. */
const LOOKALIKE =
  /(?![0-9])\p{Nd}|\p{Cf}|\u034f|[\uff01-\uff5e\u{1d400}-\u{1d7ff}\u3002\u2024\ufe52\ufe6b]/gu;
/** Dashes and spaces of typesetters, between digits. */
const BETWEEN_DIGITS =
  /(?<=[\d)])[\u00a0\u2000-\u200a\u2010-\u2015\u202f\u205f\u2212\u3000](?=[\d(])/gu;
const TYPESETTERS = /[\u00a0\u2000-\u200a\u2010-\u2015\u202f\u205f\u2212\u3000]/;
const BESIDE_DIGIT = /[\d)][\u00a0\u2000-\u200a\u2010-\u2015\u202f\u205f\u2212\u3000][\d(]/;
/** Outside of what fills ordinary text: Latin letters, punctuation, symbols, East Asian scripts, emoji. */
const UNUSUAL =
  /[^\0-\u00ac\u00ae-\u02ff\u2010-\u2023\u2025-\u2027\u2030-\u205e\u2070-\u2fff\u3001\u3003-\u9fff\uac00-\ud7a3\ud800-\ud834\ud836-\udb3f\udb41-\udfff]/;

const NAMED: Readonly<Record<string, string>> = {
  commat: '@',
  period: '.',
  lowbar: '_',
  hyphen: '-',
  dash: '-',
  plus: '+',
  lpar: '(',
  rpar: ')',
  colon: ':',
  sol: '/',
  nbsp: ' ',
  shy: '',
  zwnj: '',
  zwj: '',
};

/** Decoded characters that can be part of a value; others (`&lt;`, `%0A`) stay as they are. */
const OF_A_VALUE = /^[a-z0-9@._+\-():/ ]$/iu;

/** Decimal digits stand in the order of their values, and all of them in blocks that begin with a zero (Unicode §4.6). */
const DIGIT = /^\p{Nd}$/u;

/** The text without escapes, look-alike digits and letters, and invisible characters; undefined: it has none. */
export function decodedView({ text, unusual }: ScannedText): View | undefined {
  const edits: Edit[] = [];
  for (const sign of ESCAPE_BEGINS) addEscapes(text, sign, edits);
  if (unusual !== '') edits.push(...editsBeyondAscii(text, unusual));
  if (edits.length === 0) return undefined;
  return new EditedView(
    text,
    edits.sort((a, b) => a.start - b.start),
  );
}

function addEscapes(text: string, sign: string, edits: Edit[]): void {
  for (let at = text.indexOf(sign); at >= 0; at = text.indexOf(sign, at + 1)) {
    ESCAPE.lastIndex = at;
    const written = ESCAPE.exec(text)?.[0] ?? '';
    const plain = written === '' ? undefined : decoded(written);
    if (plain === undefined) continue;
    edits.push({ start: at, end: at + written.length, text: plain });
    at += written.length - 1;
  }
}

function editsBeyondAscii(text: string, unusual: string): Edit[] {
  const isTypeset = TYPESETTERS.test(unusual) && BESIDE_DIGIT.test(text);
  const apart = isTypeset ? editsFor(text, BETWEEN_DIGITS) : [];
  return UNUSUAL.test(unusual) ? [...apart, ...editsFor(text, LOOKALIKE)] : apart;
}

function editsFor(text: string, hiding: RegExp): Edit[] {
  const edits: Edit[] = [];
  for (const { index, 0: hidden } of text.matchAll(hiding)) {
    const plain = plainForm(hidden);
    if (plain !== hidden) edits.push({ start: index, end: index + hidden.length, text: plain });
  }
  return edits;
}

function decoded(hidden: string): string | undefined {
  if (hidden.startsWith('&')) return decodedEntity(hidden.slice(1, -1).toLowerCase());
  if (hidden.startsWith('%')) return character(Number.parseInt(hidden.slice(1), 16));
  return character(Number.parseInt(hidden.replaceAll(/[\\ux{}]/giu, ''), 16));
}

function decodedEntity(name: string): string | undefined {
  if (name.startsWith('#x')) return character(Number.parseInt(name.slice(2), 16));
  if (name.startsWith('#')) return character(Number.parseInt(name.slice(1), 10));
  return Object.hasOwn(NAMED, name) ? NAMED[name] : undefined;
}

/** An escape may hide a look-alike in turn: `&#65297;` is a full-width 1. */
function character(codePoint: number): string | undefined {
  if (!(codePoint <= 0x10ffff)) return undefined;
  const plain = plainForm(String.fromCodePoint(codePoint));
  return plain === '' || OF_A_VALUE.test(plain) ? plain : undefined;
}

/** The same few characters stand in a text again and again. */
const plainForms = new Map<string, string>();
const MOST_FORMS = 4096;

function plainForm(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x80) return character;
  const known = plainForms.get(character);
  if (known !== undefined) return known;
  const form = plainFormOf(character, code);
  if (plainForms.size < MOST_FORMS) plainForms.set(character, form);
  return form;
}

function plainFormOf(character: string, code: number): string {
  if (/^\p{Cf}|\u034f$/u.test(character)) return '';
  if (/^\p{Pd}|\u2212$/u.test(character)) return '-';
  if (/^\p{Zs}$/u.test(character)) return ' ';
  if (character === '\u3002') return '.';
  const form = character.normalize('NFKC');
  if (/^[\x20-\x7e]$/u.test(form)) return form;
  return DIGIT.test(character) ? digitValue(code) : character;
}

function digitValue(code: number): string {
  let zero = code;
  while (code - zero < 9 && DIGIT.test(String.fromCodePoint(zero - 1))) zero -= 1;
  return String(code - zero);
}
