import { WordFinder } from './wordFinder.js';

/**
 * Strings without one of which a rule has nothing to look for. Those of all rules are looked for in one pass
 * over a text, which most texts leave without a hit: so a rule more costs next to nothing.
 */
export class Trigger {
  static readonly #all: Trigger[] = [];
  static #finder: WordFinder | undefined;

  readonly #index: number;
  readonly #words: readonly string[];

  /** @param words in lower case; a space stands for any of space, `_` and `-`; none holds another */
  constructor(words: readonly string[]) {
    this.#words = words;
    this.#index = Trigger.#all.push(this) - 1;
    Trigger.#finder = undefined;
  }

  /** Where those of every trigger stand in a text in lower case, also inside of words. */
  static hitsIn(lower: string): TriggerHits {
    Trigger.#finder ??= new WordFinder(Trigger.#all.map((trigger) => trigger.#words));
    const byTrigger: (number[] | undefined)[] = [];
    Trigger.#finder.find(lower, (set, start, end) => {
      const hits = byTrigger[set];
      if (hits === undefined) byTrigger[set] = [start, end];
      else hits.push(start, end);
    });
    return { of: (trigger) => byTrigger[trigger.#index] ?? NONE };
  }
}

/** Start and end of each string of a trigger by turns, in text order. */
export interface TriggerHits {
  of(trigger: Trigger): readonly number[];
}

const NONE: readonly number[] = [];
