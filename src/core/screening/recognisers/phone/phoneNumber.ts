import { isOneDigitRepeated, isSequence } from '../../checks/checkDigits.js';
import { standsApart, standsApartBefore } from '../../numerals.js';
import type { Match, Recogniser, TextPolicy } from '../../recogniser.js';
import type { ScannedText } from '../../scannedText.js';
import { isAssigned, isPossibleAbroad } from './numberingPlans.js';
import { type PhoneShape, PhoneShapes } from './phoneShapes.js';
import {
  CONTACT_WORDS,
  LABEL_BEFORE,
  LABEL_BEHIND,
  OTHER_NUMBERS,
  PHONE_WORDS,
} from './phoneWords.js';

const RIGHT_BEFORE = { before: 14, after: 0 };
const CLOSE = { before: 24, after: 10 };
const LABEL_LENGTH = 14;
/** Of one text: looking a number up in its country's plan costs more than all else. */
const MOST_LOOKED_UP = 64;
const message = 'A phone number.';

/**
 * Phone numbers of any country: with `+` or `00` by their calling code and length; as North Americans
 * write them; with a trunk zero in three groups or more; all others beside a word that speaks of phones.
 */
export const phoneNumber: Recogniser = {
  rule: 'phone-number',
  version: 1,
  kind: 'pii',
  severity: 'blocking',
  description: message,
  find(scanned, policy) {
    const { numbers } = scanned;
    const shapes = new PhoneShapes(scanned);
    const matches: Match[] = [];
    const budget = { lookups: MOST_LOOKED_UP };
    for (let run = 0; run < numbers.count; run += 1) {
      if (shapes.isTooShort(run)) continue;
      run = shapes.endOfList(run);
      const found = phoneFrom(scanned, run, shapes, policy, budget);
      if (found === undefined) continue;
      if (found.match !== undefined) matches.push(found.match);
      while (run + 1 < numbers.count && numbers.start(run + 1) < found.end) run += 1;
    }
    return matches;
  },
};

interface Budget {
  lookups: number;
}

/** The match is left out where the number is one of documentation. */
interface Phone {
  readonly end: number;
  readonly match: Match | undefined;
}

function phoneFrom(
  scanned: ScannedText,
  run: number,
  shapes: PhoneShapes,
  policy: TextPolicy,
  budget: Budget,
): Phone | undefined {
  for (const span of shapes.spansFrom(run)) {
    const { start, end } = span;
    if (!isApart(scanned.text, start, end) || isOtherwiseMeant(scanned.text, start, end)) continue;
    const shape = shapes.shapeOf(span);
    const { digits, abroad } = shape;
    const score =
      abroad === undefined
        ? scoreAtHome(scanned, shape, policy)
        : scoreAbroad(scanned, shape, policy, budget);
    if (score === 0) continue;
    if (policy.profile === 'code' && isDocumentation(shape)) return { end, match: undefined };
    return { end, match: { start, end, value: digits, score, message, placeholder: 'PHONE' } };
  }
  return undefined;
}

/** A label may be joined to it: `788-063-Office`. */
function isApart(text: string, start: number, end: number): boolean {
  const isLabelled = text[end] === '-' && LABEL_BEHIND.test(text.slice(end, end + LABEL_LENGTH));
  return isLabelled ? standsApartBefore(text, start) : standsApart(text, start, end);
}

/** 0: no phone number. */
function scoreAbroad(
  scanned: ScannedText,
  shape: PhoneShape,
  { profile }: TextPolicy,
  budget: Budget,
): number {
  const { start, end, digits, groups, abroad } = shape;
  const isNamed = isNamedPhone(scanned, start, end);
  const isGrouped = groups.length > 1;
  // Beside a word a number counts that was never given out, or that was mistyped.
  if (!isPossibleAbroad(digits))
    return isNamed && isLikePhone(shape) && digits.length <= 15 ? 0.7 : 0;
  if (abroad === 'zeros') return isNamed || isGrouped ? 0.85 : 0;
  budget.lookups -= 1;
  if (budget.lookups < 0 || isAssigned(digits)) return isNamed ? 0.99 : 0.95;
  return isNamed || isGrouped || profile === 'general' ? 0.8 : 0;
}

function scoreAtHome(scanned: ScannedText, shape: PhoneShape, { profile }: TextPolicy): number {
  const { start, end, digits, groups } = shape;
  if (digits.length > 13) return 0;
  const isLike = isLikePhone(shape);
  if (isLike && isNamedPhone(scanned, start, end)) return 0.9;
  if (isLike && isLabelled(scanned.text, start, end)) return 0.8;
  if (groups.length === 1) return 0;
  const american = isNorthAmerican(shape, profile);
  const grouped = isGroupedLikePhone(scanned.text, shape);
  const trunk = isWithTrunkZero(shape);
  // Words are asked for last: that takes longest.
  if (!american && !grouped && !trunk) return 0;
  if (scanned.near(OTHER_NUMBERS, start, end, RIGHT_BEFORE)) return 0;
  if (american) return 0.8;
  if (grouped && scanned.near(CONTACT_WORDS, start, end)) return 0.7;
  return trunk ? 0.6 : 0;
}

/** A bare run of digits needs its word closer by. */
function isNamedPhone(scanned: ScannedText, start: number, end: number): boolean {
  const isBare = /^\d+$/u.test(scanned.text.slice(start, end));
  return scanned.near(PHONE_WORDS, start, end, isBare ? CLOSE : undefined);
}

function isLabelled(text: string, start: number, end: number): boolean {
  return (
    LABEL_BEFORE.test(text.slice(Math.max(0, start - LABEL_LENGTH), start)) ||
    LABEL_BEHIND.test(text.slice(end, end + LABEL_LENGTH))
  );
}

/** Groups of at least two digits, but for a leading one that is a trunk prefix or an area in brackets. */
function isLikePhone({ groups, brackets }: PhoneShape): boolean {
  const [first = '', ...others] = groups;
  const isFirst = first.length >= 2 || brackets || /^[0178]$/u.test(first);
  return isFirst && groups.length <= 6 && others.every((group) => group.length >= 2);
}

/** Not `6556 106 Rue Ettatawer`: a postal code and the number of a house. */
function isGroupedLikePhone(text: string, shape: PhoneShape): boolean {
  const { groups, end } = shape;
  const lengths = groups.map((group) => group.length);
  if (lengths.length === 2 && /^ \p{Lu}\p{Ll}/u.test(text.slice(end, end + 3))) return false;
  return isLikePhone(shape) && lengths.every((length, index) => length <= (index === 0 ? 5 : 8));
}

const NORTH_AMERICAN = /^1?[2-9]\d\d[2-9]\d{6}$/u;

/** `(202) 456-1111`, `202.456.1111`, `1-202-456-1111`; with spaces alone it could be anything. */
function isNorthAmerican(
  { digits, groups, gaps, brackets }: PhoneShape,
  profile: TextPolicy['profile'],
): boolean {
  const lengths = groups.map((group) => group.length).join('-');
  if (!/^(?:1-)?3-3-4$/u.test(lengths)) return false;
  if (profile === 'general') return true;
  const isMarked = brackets || gaps.at(-1) === '-' || gaps.at(-1) === '.';
  return isMarked && NORTH_AMERICAN.test(digits);
}

/** `0471 12 34 56`, `(020) 7946 0958`: 10 or 11 digits in three groups or more; fewer with the area in brackets. */
function isWithTrunkZero({ digits, groups, gaps, brackets }: PhoneShape): boolean {
  if (!/^0[1-9]/u.test(digits) || digits.length > 11) return false;
  if (brackets) return digits.length >= 9 && groups.length >= 2;
  const isEven = new Set(gaps).size === 1;
  const isGrouped = groups.length >= 3 && groups.every((group) => group.length >= 2);
  return digits.length >= 10 && isEven && isGrouped;
}

const DATE =
  /^(?:(?:19|20)\d\d[-/. ]\d{1,2}[-/. ]\d{1,2}|\d{1,2}[-/. ]\d{1,2}[-/. ](?:19|20)\d\d)(?!\d)/u;
const DOTTED_QUAD = /^\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}$/u;

/** A date, an address, a price, a measure, a hash mark before or a unit behind. */
function isOtherwiseMeant(text: string, start: number, end: number): boolean {
  const written = text.slice(start, end);
  if (DATE.test(written) || DOTTED_QUAD.test(written)) return true;
  if (/[#$€£¥@=~^*<>]$/u.test(text.slice(Math.max(0, start - 1), start))) {
    return !/(?:phone|tel|mobile|fax|cell|number|to|from|sms)=$/iu.test(
      text.slice(Math.max(0, start - 8), start),
    );
  }
  return /^(?:%|°| ?(?:ms|kb|mb|gb|bytes|px|rows|users|requests|usd|eur)\b)/iu.test(
    text.slice(end, end + 10),
  );
}

/** Numbers set aside for fiction (NANP 555, Ofcom's drama ranges), and what everybody types. */
const SET_ASIDE =
  /^1?(?:555\d{7}|\d{3}555(?:01\d\d|\d{4}))$|^(?:44|0)?(?:7700900\d{3}|2079460\d{3}|1632960\d{3})$|^(?:61|0)?(?:491570\d{3})$|^1?(?:1234567890|0123456789|9876543210)$/u;

function isDocumentation({ digits }: PhoneShape): boolean {
  return SET_ASIDE.test(digits) || isOneDigitRepeated(digits.slice(-7)) || isSequence(digits);
}
