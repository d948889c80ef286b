import { isAscii } from '../../records/isAscii.js';
import type { ContextWords } from '../contextWords.js';
import type { Match, Recogniser } from '../recogniser.js';
import type { ScannedText } from '../scannedText.js';
import { Trigger } from '../triggers.js';
import { isWord } from '../wordBorders.js';

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
  const beyondAscii = signsBeyondAscii(words.spellings);
  return {
    rule,
    version: 1,
    kind: 'pii',
    severity: 'blocking',
    description: message,
    find(scanned) {
      if (!holdsOneOf(scanned.unusual, beyondAscii) && !holdsWord(scanned, inAscii)) return NONE;
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

const BEYOND_ASCII = /[^\0-\u007f]/gu;

/** One of each word that has any, as a capital and as a small letter. */
function signsBeyondAscii(words: readonly string[]): readonly string[] {
  const signs = words.flatMap((word) => word.match(BEYOND_ASCII)?.[0] ?? []);
  return [...new Set(signs.flatMap((sign) => [sign, sign.toUpperCase()]))];
}

function holdsOneOf(characters: string, signs: readonly string[]): boolean {
  return characters !== '' && signs.some((sign) => characters.includes(sign));
}

/** What is looked for near each number is looked for at all first: hardly a text holds one of the words. */
function holdsWord(scanned: ScannedText, words: Trigger): boolean {
  const hits = scanned.hits(words);
  for (let hit = 0; hit < hits.length; hit += 2) {
    if (isWord(scanned.text, hits[hit] ?? 0, hits[hit + 1] ?? 0)) return true;
  }
  return false;
}
