import { type FirstPass, firstPasses } from './firstPass.js';
import { WordFinder } from './wordFinder.js';

/**
 * Strings without one of which a rule has nothing to look for. Those of all rules are looked for in one pass
 * over a text, which most texts leave without a hit: so a rule more costs next to nothing.
 */
export class Trigger {
  static readonly #all: Trigger[] = [];
  static #pass: ((text: string) => FirstPass) | undefined;

  readonly #index: number;
  readonly #words: readonly string[];

  /** @param words in lower case; a space stands for any of space, `_` and `-`; none holds another */
  constructor(words: readonly string[]) {
    this.#words = words;
    this.#index = Trigger.#all.push(this) - 1;
    Trigger.#pass = undefined;
  }

  /** The first pass over a text, which finds the words of every trigger in any case, also inside of words. */
  static firstPass(text: string): FirstPass {
    Trigger.#pass ??= firstPasses(
      new WordFinder(Trigger.#all.map((trigger) => trigger.#words)),
      Trigger.#all.length,
    );
    return Trigger.#pass(text);
  }

  /** Start and end of each of its words by turns, in text order. */
  hitsIn({ hits }: FirstPass): readonly number[] {
    return hits[this.#index] ?? NONE;
  }
}

const NONE: readonly number[] = [];
