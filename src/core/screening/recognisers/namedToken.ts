import type { ContextWords } from '../contextWords.js';
import { isAscii } from '../isAscii.js';
import type { Match, Recogniser } from '../recogniser.js';
import { Trigger } from '../triggers.js';

/** A number without a form of its own, told by the words beside it alone. */
export interface NamedToken {
  readonly rule: string;
  /** As in "A passport number". */
  readonly name: string;
  readonly placeholder: string;
  readonly words: ContextWords;
  /** Whether what stands there could be one: letters and digits, groups joined by single hyphens. */
  isLike(value: string): boolean;
}

/** The words stand before the number, or close behind it: "X1234567 is my passport". */
const REACH = { before: 40, after: 18 };
const SCORE = 0.75;
const NONE: readonly Match[] = [];

/** The recogniser of such numbers. */
export function namedToken({ rule, name, placeholder, words, isLike }: NamedToken): Recogniser {
  const message = `${name}, by the words beside it.`;
  const inAscii = new Trigger(words.spellings.filter((word) => isAscii(word)));
  return {
    rule,
    version: 1,
    kind: 'pii',
    severity: 'blocking',
    description: message,
    find(scanned) {
      if (!scanned.holds(inAscii) && scanned.isPlain) return NONE;
      const matches: Match[] = [];
      for (const { start, end } of scanned.codes) {
        if (!isLike(scanned.text.slice(start, end))) continue;
        if (!scanned.near(words, start, end, REACH)) continue;
        matches.push({ start, end, score: SCORE, message, placeholder });
      }
      return matches;
    },
  };
}
