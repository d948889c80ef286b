import { isAscii } from '../records/isAscii.js';
import type { ScannedText } from './scannedText.js';
import { isWord } from './wordBorders.js';
import { WordFinder } from './wordFinder.js';

/**
 * Words that, standing near a value, say what it is. All sets of words together are looked for in one
 * pass over a text, whichever rule asks first.
 */
export class ContextWords {
  static readonly #all: ContextWords[] = [];
  static #finders: { readonly ascii: WordFinder; readonly others: WordFinder } | undefined;

  readonly #index: number;
  /** The words as they are looked for: what has a space also without it. */
  readonly spellings: readonly string[];

  /** @param words in lower case, joined by `, `; a space stands for any of space, `_` and `-`, or nothing */
  constructor(words: string) {
    this.spellings = words.split(', ').flatMap(spellingsOf);
    this.#index = ContextWords.#all.push(this) - 1;
    ContextWords.#finders = undefined;
  }

  /** Where the words of every set stand in a part of a text. */
  static hitsIn({ text, lower, unusual }: ScannedText, from = 0, to = text.length): Hits {
    ContextWords.#finders ??= ContextWords.#makeFinders();
    const { ascii, others } = ContextWords.#finders;
    const bySet: number[][] = [];
    const keep = (set: number, start: number, end: number): void => {
      if (!isWord(text, start, end)) return;
      bySet[set] ??= [];
      bySet[set]?.push(start, end);
    };
    ascii.find(lower, keep, from, to);
    if (LETTER.test(unusual) && !isAscii(lower.slice(from, to))) {
      others.find(lower, keep, from, to);
      for (const [set, hits] of bySet.entries()) {
        if (hits !== undefined && hits.length > 2) bySet[set] = inOrderOfEnds(hits);
      }
    }
    return { of: (words) => bySet[words.#index] ?? NONE };
  }

  /** Two, so that the alphabet of the one that every text needs is small. */
  static #makeFinders() {
    const wordsOf = (isWanted: (word: string) => boolean) =>
      ContextWords.#all.map((set) => set.spellings.filter(isWanted));
    return {
      ascii: new WordFinder(wordsOf((word) => !LETTER_BEYOND_ASCII.test(word))),
      others: new WordFinder(wordsOf((word) => LETTER_BEYOND_ASCII.test(word))),
    };
  }
}

/** Start and end of each word of a set by turns, in the order of their ends. */
export interface Hits {
  of(words: ContextWords): readonly number[];
}

const NONE: readonly number[] = [];
const LETTER = /[\p{L}\p{M}]/u;
const LETTER_BEYOND_ASCII = /(?![a-z])[\p{L}\p{M}]/u;

function inOrderOfEnds(hits: readonly number[]): number[] {
  const ends = hits.flatMap((_, index) => (index % 2 === 0 ? [index] : []));
  return ends
    .sort((a, b) => (hits[a + 1] ?? 0) - (hits[b + 1] ?? 0))
    .flatMap((index) => [hits[index] ?? 0, hits[index + 1] ?? 0]);
}

function spellingsOf(word: string): string[] {
  return word.includes(' ') ? [word, word.replaceAll(' ', '')] : [word];
}
