import { isOneDigitRepeated, isSequence } from '../checks/checkDigits.js';
import type { ContextWords } from '../contextWords.js';
import { firstDigitsOf, type Numeral, type Shape } from '../numerals.js';
import type { Match, Recogniser, TextPolicy } from '../recogniser.js';
import type { ScannedText } from '../scannedText.js';

/** A number by which a state, a bank or a maker knows people or their things. */
export interface IssuedNumber {
  /** Country code (ISO 3166-1) and name: `us-ssn`. */
  readonly rule: string;
  /** As in "A US social security number". */
  readonly name: string;
  readonly placeholder?: string;
  /** Shapes that, valid, speak for themselves. */
  readonly alone?: readonly Shape[];
  /** Shapes that many other numbers have, too: they count beside one of the words only. */
  readonly beside?: readonly Shape[];
  readonly words: ContextWords;
  /** The issuer's own rules, check digits included; `value` has digits and upper-case letters only. */
  isValid(value: string): boolean;
  /** Instead of `isValid` beside one of the words, for numbers that were given out without a check digit, too. */
  isPlausible?(value: string): boolean;
  /** Numbers that documentation uses; nobody's in the profile `code`. */
  readonly samples?: readonly string[];
}

const WITH_WORD = 0.95;
const ALONE = 0.85;

/** The recogniser of such numbers. */
export function issuedNumber(id: IssuedNumber): Recogniser {
  const message = `${id.name}.`;
  const { placeholder = 'NATIONAL_ID', alone = [], beside = [] } = id;
  const forms = firstDigitsOf([...alone, ...beside]);
  return {
    rule: id.rule,
    version: 1,
    kind: 'pii',
    severity: 'blocking',
    description: message,
    firstDigits: forms,
    find(scanned, { profile }) {
      if (!scanned.numbers.goOnLike(forms)) return NO_MATCHES;
      const isRight = (value: string) => id.isValid(value) && !isSample(id, value, profile);
      const isLikely = (value: string) =>
        (id.isPlausible ?? id.isValid)(value) && !isSample(id, value, profile);
      const isNamed = ({ start, end }: Numeral) => scanned.near(id.words, start, end);
      const matchOf = ({ start, end, value }: Numeral, score: number): Match => ({
        start,
        end,
        value,
        score,
        message,
        placeholder,
      });
      const matches: Match[] = [];
      for (const numeral of numeralsIn(scanned, alone, isRight)) {
        matches.push(matchOf(numeral, isNamed(numeral) ? WITH_WORD : ALONE));
      }
      for (const numeral of numeralsIn(scanned, beside, isLikely)) {
        if (isNamed(numeral)) matches.push(matchOf(numeral, WITH_WORD));
      }
      return matches;
    },
  };
}

/** Most texts hold no number that begins like one of these. */
const NO_MATCHES: readonly Match[] = [];
const NO_NUMERALS: readonly Numeral[] = [];

function numeralsIn(
  scanned: ScannedText,
  shapes: readonly Shape[],
  isWanted: (value: string) => boolean,
): readonly Numeral[] {
  let found: Numeral[] | undefined;
  for (const shape of shapes) {
    if (!shape.mayStandIn(scanned.numbers)) continue;
    for (const numeral of shape.in(scanned)) {
      if (!isWanted(numeral.value)) continue;
      found ??= [];
      found.push(numeral);
    }
  }
  return found ?? NO_NUMERALS;
}

function isSample(
  { samples }: IssuedNumber,
  value: string,
  profile: TextPolicy['profile'],
): boolean {
  return profile === 'code' && (samples?.includes(value) === true || isMadeUp(value));
}

/** Digits that nobody was given but everybody types. */
function isMadeUp(value: string): boolean {
  const digits = value.replaceAll(/\D/gu, '');
  return isOneDigitRepeated(digits) || isSequence(digits);
}
