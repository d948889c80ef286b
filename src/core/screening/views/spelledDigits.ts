import type { NumberRuns } from '../numberRuns.js';
import { characterClass, isIn } from '../recognisers/secrets/characterClass.js';
import type { ScannedText } from '../scannedText.js';
import { Trigger } from '../triggers.js';
import type { Edit } from './view.js';

/** At least as many digits as the shortest phone number. */
const FEWEST = 7;
const MOST = 40;
const WIDEST_GAP = 3;

/** `4 1 1 1 - 1 1 1 1`: single digits, apart. The last of the run is a single digit, too. */
const APART = /(?<![\w.,:/-])\d(?:(?: |[-._] ?| [-._] | {2,3})\d(?!\d)){6,39}(?![\w])/gu;

const DIGIT_WORDS: Readonly<Record<string, string>> = {
  zero: '0',
  oh: '0',
  one: '1',
  two: '2',
  three: '3',
  four: '4',
  five: '5',
  six: '6',
  seven: '7',
  eight: '8',
  nine: '9',
};
const TIMES: Readonly<Record<string, number>> = { double: 2, triple: 3 };
const NAMES = Object.keys(DIGIT_WORDS).join('|');
const DIGITS = new Trigger(Object.keys(DIGIT_WORDS));
const GAP_BEGINS = characterClass(' ,-');
/** With what the next digit begins, or the rest of the gap: one to nine, "zero", "oh", "double", "dash". */
const GOES_ON = characterClass('0-9zotfsendZOTFSEND -');
const WORD = characterClass('0-9A-Za-z_');
const PREFIX = /(?<![0-9A-Za-z_])(?:double|triple) $/iu;
const LONGEST_PREFIX = 8;
/** Digits that are spelled, from the first one's word on, or from "double" or "triple" before it. */
const SPOKEN = new RegExp(
  `(?:(?:double|triple) )?(?:${NAMES})(?:(?:[ ,-]|, | - | dash )(?:(?:double|triple) )?(?:${NAMES}|\\d)){3,${MOST}}\\b`,
  'iuy',
);

/** Numbers written digit by digit, each as one edit. */
export function spelledDigits(scanned: ScannedText): Edit[] {
  const { text, numbers } = scanned;
  const edits: Edit[] = [];
  if (holdsDigitsApart(numbers)) {
    for (const { index, 0: run } of text.matchAll(APART)) {
      edits.push({ start: index, end: index + run.length, text: closedUp(run) });
    }
  }
  addSpoken(scanned, edits);
  return edits;
}

/** Adds the numbers whose digits are words. */
function addSpoken(scanned: ScannedText, edits: Edit[]): void {
  const { text } = scanned;
  const hits = scanned.hits(DIGITS);
  let done = 0;
  for (let hit = 0; hit < hits.length; hit += 2) {
    const word = hits[hit] ?? 0;
    // Cheap, and true of most: a piece of another word, or nothing that goes on.
    if (word < done || isIn(WORD, text.charCodeAt(word - 1))) continue;
    if (!mayGoOn(text, hits[hit + 1] ?? 0)) continue;
    const prefix = PREFIX.exec(text.slice(Math.max(done, word - LONGEST_PREFIX), word));
    const start = word - (prefix?.[0].length ?? 0);
    SPOKEN.lastIndex = start;
    const run = SPOKEN.exec(text)?.[0];
    if (run === undefined) continue;
    done = start + run.length;
    const number = inDigits(run.toLowerCase().split(/[ ,-]+/u));
    if (number.length >= FEWEST) edits.push({ start, end: done, text: number });
  }
}

/** Whether a gap follows, and then something with which a digit begins. */
function mayGoOn(text: string, end: number): boolean {
  return isIn(GAP_BEGINS, text.charCodeAt(end)) && isIn(GOES_ON, text.charCodeAt(end + 1));
}

/** Seven single digits in a row, with no more between them than separates digits. */
function holdsDigitsApart(numbers: NumberRuns): boolean {
  const single = numbers.ofLength(1);
  return single.some((run, index) => {
    const last = single[index + FEWEST - 1];
    if (last !== run + FEWEST - 1) return false;
    return numbers.start(last) - numbers.start(run) <= (FEWEST - 1) * (1 + WIDEST_GAP);
  });
}

/** One kind of gap all along separates digits; among several the narrow one does, and the others groups. */
function closedUp(run: string): string {
  const gaps = new Set(run.match(/\D+/gu));
  if (gaps.size === 1) return run.replaceAll(/\D/gu, '');
  return run.replaceAll(/(?<=\d) (?=\d)/gu, '').replaceAll(/\D+/gu, '-');
}

function inDigits(words: readonly string[]): string {
  let number = '';
  let times = 1;
  for (const word of words) {
    const next = TIMES[word];
    if (next !== undefined) times = next;
    const digit = DIGIT_WORDS[word] ?? (/^\d$/u.test(word) ? word : '');
    number += digit.repeat(digit === '' ? 0 : times);
    if (digit !== '') times = 1;
  }
  return number;
}
