import type { TokenSpan } from './tokenSpans.js';

/** Shorter values are common words: only where they were found are they masked. */
const SHORTEST = 8;

/** Finds secrets that are known wherever else they stand, in one pass however many there are. */
export class KnownSecrets {
  readonly #masks: ReadonlyMap<string, string>;
  /** By their first characters: the lengths of the secrets that begin so, longest first. */
  readonly #lengths = new Map<string, number[]>();

  /** @param masks by secret */
  constructor(masks: ReadonlyMap<string, string>) {
    this.#masks = masks;
    const lengths = new Map<string, Set<number>>();
    for (const secret of masks.keys()) {
      if (secret.length < SHORTEST) continue;
      const beginning = secret.slice(0, SHORTEST);
      lengths.set(beginning, (lengths.get(beginning) ?? new Set()).add(secret.length));
    }
    for (const [beginning, all] of lengths) {
      this.#lengths.set(
        beginning,
        [...all].sort((a, b) => b - a),
      );
    }
  }

  spansIn(text: string): TokenSpan[] {
    const spans: TokenSpan[] = [];
    if (this.#lengths.size === 0) return spans;
    for (let start = 0; start + SHORTEST <= text.length; start += 1) {
      for (const length of this.#lengths.get(text.slice(start, start + SHORTEST)) ?? []) {
        const token = this.#masks.get(text.slice(start, start + length));
        if (token === undefined) continue;
        spans.push({ start, end: start + length, token });
        break;
      }
    }
    return spans;
  }
}
