import {
  BASE64,
  COLON,
  DIGIT,
  HAPPENED,
  HEX,
  runAutomaton,
  SHORTEST_RUN,
  UNUSUAL,
} from './runAutomaton.js';
import type { WordFinder } from './wordFinder.js';

const KINDS: readonly (readonly [RegExp, number])[] = [
  [/[0-9]/u, DIGIT],
  [/[0-9A-Za-z+/_-]/u, BASE64],
  [/:/u, COLON],
  [/[0-9a-fA-F:]/u, HEX],
  [/[^ -~\t\n\r]/u, UNUSUAL],
];
/** Of what a table says of a code unit, the kinds stand above its class among the words that are looked for. */
const KIND_BITS = 8;
const CLASS = (1 << KIND_BITS) - 1;
const ASCII = 128;
const UNITS = 0x10000;
/**
 * Code units that are looked at in one go: copied into an array, for a loop over one takes half as long as over a
 * string. So few that they stay in the processor's nearest cache.
 */
const ROOM = 4096;

/** What one look at every character of a text tells: enough to leave out most rules for most texts. */
export interface FirstPass {
  /** ASCII that shows itself and line ends, and nothing else: then nothing can hide in it. */
  readonly isPlain: boolean;
  /** Start and end of each maximal run of ASCII digits by turns. */
  readonly digits: readonly number[];
  /** Where the maximal runs of `SHORTEST_RUN` or more characters of Base64 begin, either alphabet. */
  readonly longRuns: readonly number[];
  /** In each run of hexadecimal digits and colons with two colons or more: its second colon. */
  readonly colons: readonly number[];
  /** By set of words: start and end by turns of each of its words, in the order of their ends. */
  readonly hits: readonly (readonly number[] | undefined)[];
}

/**
 * What looks once at every character of a text, for all the rules together. Most of what they start from is rare, and
 * where none of it is, nothing more is looked at.
 *
 * A function inside of another, and not a method: V8 takes its tables for constants, and the loop takes half as long.
 *
 * @param finder of words in lower case
 */
export function firstPasses(finder: WordFinder, setCount: number): (text: string) => FirstPass {
  const table = tableFor(finder);
  const { rows } = finder;
  const { states, events } = runAutomaton();
  const bytes = Buffer.alloc(2 * ROOM);
  const units = new Uint16Array(bytes.buffer, bytes.byteOffset, ROOM);

  // biome-ignore lint/complexity/noExcessiveCognitiveComplexity: one loop, as a call a character costs more than the rest.
  return (text) => {
    const digits: number[] = [];
    const longRuns: number[] = [];
    const colons: number[] = [];
    const ends: number[] = [];
    let kinds = 0;
    let row = 0;
    let state = 0;
    for (let from = 0; from < text.length; from += ROOM) {
      const count = Math.min(ROOM, text.length - from);
      bytes.write(count === text.length ? text : text.slice(from, from + ROOM), 'utf16le');
      for (let at = 0; at < count; at += 1) {
        const unit = table[units[at] ?? 0] ?? 0;
        row = rows[row + (unit & CLASS)] ?? 0;
        if (row < 0) {
          row = ~row;
          ends.push(row, from + at + 1);
        }
        kinds |= unit;
        const step = state + (unit >> KIND_BITS);
        state = states[step] ?? 0;
        if (state < HAPPENED) continue;
        state ^= HAPPENED;
        const event = events[step] ?? 0;
        if ((event & DIGIT) !== 0) digits.push(from + at);
        if ((event & BASE64) !== 0) longRuns.push(from + at - SHORTEST_RUN + 1);
        if ((event & COLON) !== 0) colons.push(from + at);
      }
    }
    if (digits.length % 2 === 1) digits.push(text.length);
    const isPlain = ((kinds >> KIND_BITS) & UNUSUAL) === 0;
    return { isPlain, digits, longRuns, colons, hits: hitsAt(finder, setCount, ends) };
  };
}

/** @param ends states in which words end, and where, by turns */
function hitsAt(finder: WordFinder, setCount: number, ends: readonly number[]): FirstPass['hits'] {
  const hits = new Array<number[] | undefined>(setCount).fill(undefined);
  for (let index = 0; index < ends.length; index += 2) {
    const end = ends[index + 1] ?? 0;
    for (const { set, length } of finder.wordsEndingIn(ends[index] ?? 0)) {
      const known = hits[set];
      if (known === undefined) hits[set] = [end - length, end];
      else known.push(end - length, end);
    }
  }
  return hits;
}

function tableFor(finder: WordFinder): Uint16Array {
  const table = new Uint16Array(UNITS).fill(UNUSUAL << KIND_BITS);
  for (let code = 0; code < ASCII; code += 1) {
    const sign = String.fromCharCode(code);
    const kinds = KINDS.reduce((bits, [of, bit]) => (of.test(sign) ? bits | bit : bits), 0);
    table[code] = kinds << KIND_BITS;
  }
  for (const small of finder.characters) {
    const kind = finder.classOf(small);
    for (const sign of [small, small.toUpperCase(), ...(OTHER_CAPITALS.get(small) ?? [])]) {
      const code = sign.charCodeAt(0);
      if (sign.length === 1) table[code] = ((table[code] ?? 0) & ~CLASS) | kind;
    }
  }
  return table;
}

/** Signs of units that are capitals of everyday letters, too. */
const OTHER_CAPITALS: ReadonlyMap<string, string> = new Map([
  ['k', '\u212a'],
  ['å', '\u212b'],
  ['ω', '\u2126'],
]);
