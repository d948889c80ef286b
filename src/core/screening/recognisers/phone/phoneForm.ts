import { isOneDigitRepeated, isSequence } from '../../checks/checkDigits.js';
import { isAssigned, isPossibleAbroad } from './numberingPlans.js';

const NORTH_AMERICAN = /^1?[2-9]\d\d[2-9]\d{6}$/u;
const THREE_THREE_FOUR = /^(?:1-)?3-3-4$/u;
const DATE =
  /^(?:(?:19|20)\d\d[-/. ]\d{1,2}[-/. ]\d{1,2}|\d{1,2}[-/. ]\d{1,2}[-/. ](?:19|20)\d\d)(?!\d)/u;
const DOTTED_QUAD = /^\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}$/u;
const BARE = /^\d+$/u;

/** Numbers set aside for fiction (NANP 555, Ofcom's drama ranges), and what everybody types. */
const SET_ASIDE =
  /^1?(?:555\d{7}|\d{3}555(?:01\d\d|\d{4}))$|^(?:44|0)?(?:7700900\d{3}|2079460\d{3}|1632960\d{3})$|^(?:61|0)?(?:491570\d{3})$|^1?(?:1234567890|0123456789|9876543210)$/u;

/** Digits with what people put between the groups of a phone number. */
export interface PhoneParts {
  /** All that stands there, an extension included. */
  readonly written: string;
  /** All digits, without a trunk zero in brackets, a `00` and an extension. */
  readonly digits: string;
  readonly groups: readonly string[];
  /** What stands between the groups. */
  readonly gaps: readonly string[];
  /** It begins with `+`, or with `00` and a group or more. */
  readonly abroad: 'plus' | 'zeros' | undefined;
  readonly brackets: boolean;
}

/**
 * What the characters of a number tell by themselves, wherever it stands. Each of that is worked out at most once,
 * and the same number in a text again costs next to nothing.
 */
export class PhoneForm {
  readonly parts: PhoneParts;
  #isLike: boolean | undefined;
  #isAmerican: boolean | undefined;
  #isGrouped: boolean | undefined;
  #isTrunk: boolean | undefined;
  #isPossible: boolean | undefined;
  #isAssigned: boolean | undefined;
  #isDocumentation: boolean | undefined;
  readonly isBare: boolean;
  /** A date or an address on the net. */
  readonly isOther: boolean;

  constructor(parts: PhoneParts) {
    this.parts = parts;
    this.isBare = BARE.test(parts.written);
    this.isOther = DATE.test(parts.written) || DOTTED_QUAD.test(parts.written);
  }

  /** Groups of at least two digits, but for a leading one that is a trunk prefix or an area in brackets. */
  get isLikePhone(): boolean {
    this.#isLike ??= isLikePhone(this.parts);
    return this.#isLike;
  }

  /** Three groups of 3, 3 and 4 digits, maybe behind a 1. */
  get isThreeThreeFour(): boolean {
    this.#isAmerican ??= THREE_THREE_FOUR.test(
      this.parts.groups.map((group) => group.length).join('-'),
    );
    return this.#isAmerican;
  }

  /** `(202) 456-1111`, `202.456.1111`, `1-202-456-1111`; with spaces alone it could be anything. */
  get isNorthAmerican(): boolean {
    const { brackets, gaps, digits } = this.parts;
    const isMarked = brackets || gaps.at(-1) === '-' || gaps.at(-1) === '.';
    return this.isThreeThreeFour && isMarked && NORTH_AMERICAN.test(digits);
  }

  /** In groups as those of a phone number. */
  get isGrouped(): boolean {
    this.#isGrouped ??=
      this.isLikePhone &&
      this.parts.groups.every(({ length }, index) => length <= (index === 0 ? 5 : 8));
    return this.#isGrouped;
  }

  /** `0471 12 34 56`, `(020) 7946 0958`: 10 or 11 digits in three groups or more; fewer with the area in brackets. */
  get isWithTrunkZero(): boolean {
    this.#isTrunk ??= isWithTrunkZero(this.parts);
    return this.#isTrunk;
  }

  /** By its calling code and how many digits follow it. */
  get isPossibleAbroad(): boolean {
    this.#isPossible ??= isPossibleAbroad(this.parts.digits);
    return this.#isPossible;
  }

  /** Of a block that was given out. Asking that for the first time costs more than all else. */
  get isAssigned(): boolean {
    this.#isAssigned ??= isAssigned(this.parts.digits);
    return this.#isAssigned;
  }

  /** What documentation writes for any number. */
  get isDocumentation(): boolean {
    const { digits } = this.parts;
    this.#isDocumentation ??=
      SET_ASIDE.test(digits) || isOneDigitRepeated(digits.slice(-7)) || isSequence(digits);
    return this.#isDocumentation;
  }
}

function isLikePhone({ groups, brackets }: PhoneParts): boolean {
  const [first = '', ...others] = groups;
  const isFirst = first.length >= 2 || brackets || /^[0178]$/u.test(first);
  return isFirst && groups.length <= 6 && others.every((group) => group.length >= 2);
}

function isWithTrunkZero({ digits, groups, gaps, brackets }: PhoneParts): boolean {
  if (!/^0[1-9]/u.test(digits) || digits.length > 11) return false;
  if (brackets) return digits.length >= 9 && groups.length >= 2;
  const isEven = new Set(gaps).size === 1;
  const isGrouped = groups.length >= 3 && groups.every((group) => group.length >= 2);
  return digits.length >= 10 && isEven && isGrouped;
}
