import type { TextFinding } from './textFinding.js';

/** Names are bounded, so that the search is linear. */
const PLACEHOLDER = /\[([A-Z][A-Z_]{0,40})_(\d{1,6})\]/gu;

/**
 * Gives findings their replacement: `[EMAIL_1]`. The same value gets the same number, whichever rule
 * found it and wherever it stands; numbers go on above those that stand in the texts already.
 */
export class Placeholders {
  readonly #last = new Map<string, number>();
  readonly #numbers = new Map<string, number>();

  /** @param texts everything that is numbered together, such as the fields of a candidate */
  constructor(texts: readonly string[]) {
    for (const text of texts) {
      for (const [, name = '', number] of text.matchAll(PLACEHOLDER)) {
        this.#last.set(name, Math.max(this.#last.get(name) ?? 0, Number(number)));
      }
    }
  }

  /** What may stand there instead; undefined when nothing may. */
  replacementOf({ placeholder, value }: TextFinding): string | undefined {
    if (placeholder === undefined) return undefined;
    const key = `${placeholder} ${value}`;
    const number = this.#numbers.get(key) ?? (this.#last.get(placeholder) ?? 0) + 1;
    if (!this.#numbers.has(key)) {
      this.#numbers.set(key, number);
      this.#last.set(placeholder, number);
    }
    return `[${placeholder}_${number}]`;
  }
}
