import {
  type CharacterClass,
  characterClass,
  isIn,
} from '../recognisers/secrets/characterClass.js';
import type { ScannedText } from '../scannedText.js';
import { type Edit, EditedView, type View } from './view.js';

/** Escapes of HTML, of URLs, of JSON and source code. */
const ESCAPE =
  /&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z]{2,8});|%[0-9a-f]{2}|\\u(?:[0-9a-f]{4}|\{[0-9a-f]{1,6}\})|\\x[0-9a-f]{2}/iuy;
const FIRST_BEYOND_ASCII = 0x80;
const BEFORE = new Set('0123456789)');
const BEHIND = new Set('0123456789(');
/** How escapes begin, and what then follows: cheap, and false for nearly all of these signs. */
const ESCAPE_BEGINS: readonly (readonly [string, CharacterClass])[] = [
  ['&', characterClass('#A-Za-z')],
  ['%', characterClass('0-9A-Fa-f')],
  ['\\', characterClass('uUxX')],
];

/** What nobody sees; another form of a digit, a letter or a sign. */
const LOOKALIKE =
  /^(?:\p{Nd}|\p{Cf}|[\u034f\uff01-\uff5e\u{1d400}-\u{1d7ff}\u3002\u2024\ufe52\ufe6b])$/u;
/** Dashes and spaces of typesetters; they hide something only between digits. */
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
  for (const [sign, next] of ESCAPE_BEGINS) addEscapes(text, sign, next, edits);
  if (unusual !== '') edits.push(...editsBeyondAscii(text, unusual));
  if (edits.length === 0) return undefined;
  return new EditedView(
    text,
    edits.sort((a, b) => a.start - b.start),
  );
}

function addEscapes(text: string, sign: string, next: CharacterClass, edits: Edit[]): void {
  for (let at = text.indexOf(sign); at >= 0; at = text.indexOf(sign, at + 1)) {
    if (!isIn(next, text.charCodeAt(at + 1))) continue;
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
  return isTypeset || UNUSUAL.test(unusual) ? editsFor(text) : [];
}

/** A loop, and not a search: an adversary's text is full of them, and a match of each is an object. */
function editsFor(text: string): Edit[] {
  const edits: Edit[] = [];
  for (let start = 0; start < text.length; start += 1) {
    if (text.charCodeAt(start) < FIRST_BEYOND_ASCII) continue;
    const character = String.fromCodePoint(text.codePointAt(start) ?? 0);
    const end = start + character.length;
    const plain = disguises.of(character);
    if (plain !== undefined && (!plain.isTypeset || isBetweenDigits(text, start, end)))
      edits.push({ start, end, text: plain.form });
    start = end - 1;
  }
  return edits;
}

function isBetweenDigits(text: string, start: number, end: number): boolean {
  return BEFORE.has(text[start - 1] ?? '') && BEHIND.has(text[end] ?? '');
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

/** Remembers what was found of characters: the same few stand in a text again and again. */
class CharacterMemory<Found> {
  readonly #known = new Map<string, Found>();
  readonly #find: (character: string) => Found;

  constructor(find: (character: string) => Found) {
    this.#find = find;
  }

  of(character: string): Found {
    const known = this.#known.get(character);
    if (known !== undefined || this.#known.has(character)) return known as Found;
    const found = this.#find(character);
    if (this.#known.size < MOST_REMEMBERED) this.#known.set(character, found);
    return found;
  }
}

const MOST_REMEMBERED = 4096;
const plainForms = new CharacterMemory(plainFormOf);
const disguises = new CharacterMemory(disguiseOf);

/** A character beyond ASCII that reads as another, and which; undefined: it stands for itself. */
function disguiseOf(character: string): { form: string; isTypeset: boolean } | undefined {
  const isTypeset = TYPESETTERS.test(character);
  if (!isTypeset && !LOOKALIKE.test(character)) return undefined;
  const form = plainForm(character);
  return form === character ? undefined : { form, isTypeset };
}

function plainForm(character: string): string {
  return character.charCodeAt(0) < FIRST_BEYOND_ASCII ? character : plainForms.of(character);
}

function plainFormOf(character: string): string {
  if (/^\p{Cf}|\u034f$/u.test(character)) return '';
  if (/^\p{Pd}|\u2212$/u.test(character)) return '-';
  if (/^\p{Zs}$/u.test(character)) return ' ';
  if (character === '\u3002') return '.';
  const form = character.normalize('NFKC');
  if (/^[\x20-\x7e]$/u.test(form)) return form;
  return DIGIT.test(character) ? digitValue(character.codePointAt(0) ?? 0) : character;
}

function digitValue(code: number): string {
  let zero = code;
  while (code - zero < 9 && DIGIT.test(String.fromCodePoint(zero - 1))) zero -= 1;
  return String(code - zero);
}
