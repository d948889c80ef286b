import { standsApart, standsApartBefore } from '../../numerals.js';
import type { Match, Recogniser, TextPolicy } from '../../recogniser.js';
import type { ScannedText } from '../../scannedText.js';
import { characterClass, isIn } from '../secrets/characterClass.js';
import type { PhoneForm } from './phoneForm.js';
import { PhoneShapes, type PhoneSpan } from './phoneShapes.js';
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
const ASCII = 128;
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
    if (!isApart(scanned.text, start, end)) continue;
    const form = shapes.formOf(span);
    if (form.isOther || isOtherwiseMeant(scanned.text, start, end)) continue;
    const score =
      form.parts.abroad === undefined
        ? scoreAtHome(scanned, form, span, policy)
        : scoreAbroad(scanned, form, span, policy, budget);
    if (score === 0) continue;
    if (policy.profile === 'code' && form.isDocumentation) return { end, match: undefined };
    const { digits } = form.parts;
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
  form: PhoneForm,
  span: PhoneSpan,
  { profile }: TextPolicy,
  budget: Budget,
): number {
  const { digits, groups, abroad } = form.parts;
  const isNamed = isNamedPhone(scanned, form, span);
  const isInGroups = groups.length > 1;
  // Beside a word a number counts that was never given out, or that was mistyped.
  if (!form.isPossibleAbroad) return isNamed && form.isLikePhone && digits.length <= 15 ? 0.7 : 0;
  if (abroad === 'zeros') return isNamed || isInGroups ? 0.85 : 0;
  budget.lookups -= 1;
  if (budget.lookups < 0 || form.isAssigned) return isNamed ? 0.99 : 0.95;
  return isNamed || isInGroups || profile === 'general' ? 0.8 : 0;
}

function scoreAtHome(
  scanned: ScannedText,
  form: PhoneForm,
  span: PhoneSpan,
  { profile }: TextPolicy,
): number {
  const { digits, groups } = form.parts;
  const { start, end } = span;
  if (digits.length > 13) return 0;
  const isLike = form.isLikePhone;
  if (isLike && isNamedPhone(scanned, form, span)) return 0.9;
  if (isLike && isLabelled(scanned.text, start, end)) return 0.8;
  if (groups.length === 1) return 0;
  const american = profile === 'general' ? form.isThreeThreeFour : form.isNorthAmerican;
  const grouped = form.isGrouped && !isBeforeStreet(scanned.text, form, end);
  const trunk = form.isWithTrunkZero;
  // Words are asked for last: that takes longest.
  if (!american && !grouped && !trunk) return 0;
  if (scanned.near(OTHER_NUMBERS, start, end, RIGHT_BEFORE)) return 0;
  if (american) return 0.8;
  if (grouped && scanned.near(CONTACT_WORDS, start, end)) return 0.7;
  return trunk ? 0.6 : 0;
}

/** A bare run of digits needs its word closer by. */
function isNamedPhone(scanned: ScannedText, { isBare }: PhoneForm, { start, end }: PhoneSpan) {
  return scanned.near(PHONE_WORDS, start, end, isBare ? CLOSE : undefined);
}

function isLabelled(text: string, start: number, end: number): boolean {
  return (
    LABEL_BEFORE.test(text.slice(Math.max(0, start - LABEL_LENGTH), start)) ||
    LABEL_BEHIND.test(text.slice(end, end + LABEL_LENGTH))
  );
}

/** `6556 106 Rue Ettatawer`: a postal code and the number of a house. */
function isBeforeStreet(text: string, { parts }: PhoneForm, end: number): boolean {
  return parts.groups.length === 2 && /^ \p{Lu}\p{Ll}/u.test(text.slice(end, end + 3));
}

const SIGN_BEFORE = new Set('#$€£¥@=~^*<>');
const UNIT_BEGINS = characterClass('%mMkKgGbBpPrRuUeE');
const SPACE = 32;

/** A price, a measure: a sign before or a unit behind. */
function isOtherwiseMeant(text: string, start: number, end: number): boolean {
  if (SIGN_BEFORE.has(text[start - 1] ?? '')) {
    return !/(?:phone|tel|mobile|fax|cell|number|to|from|sms)=$/iu.test(
      text.slice(Math.max(0, start - 8), start),
    );
  }
  // Cheap, and false for most.
  const after = text.charCodeAt(end);
  const next = after === SPACE ? text.charCodeAt(end + 1) : after;
  if (next < ASCII && !isIn(UNIT_BEGINS, next)) return false;
  return /^(?:%|°| ?(?:ms|kb|mb|gb|bytes|px|rows|users|requests|usd|eur)\b)/iu.test(
    text.slice(end, end + 10),
  );
}
