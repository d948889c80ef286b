/**
 * xoshiro128** (Blackman and Vigna 2018, https://prng.di.unimi.it): the same numbers for the same seed on every machine,
 * so that a figure that comes of resampling can be had again. Not for secrets.
 */
export class SeededRandom {
  readonly #state = new Uint32Array(4);

  /** @param seed any whole number; its lower 32 bits count */
  constructor(seed: number) {
    // SplitMix32 spreads a small seed over the whole state.
    let state = seed >>> 0;
    for (let i = 0; i < 4; i += 1) {
      state = (state + 0x9e3779b9) >>> 0;
      let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
      mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
      this.#state[i] = mixed ^ (mixed >>> 15);
    }
  }

  /** 32 random bits. */
  bits(): number {
    const state = this.#state;
    const second = state[1] as number;
    const result = Math.imul(rotated(Math.imul(second, 5), 7), 9) >>> 0;
    const third = (state[2] as number) ^ (state[0] as number);
    const fourth = (state[3] as number) ^ second;
    state[1] = second ^ third;
    state[0] = (state[0] as number) ^ fourth;
    state[2] = third ^ (second << 9);
    state[3] = rotated(fourth, 11);
    return result;
  }

  /** A whole number from 0 to `limit` − 1; what is not even is below `limit` / 2³². */
  below(limit: number): number {
    return Math.floor((this.bits() / 0x1_0000_0000) * limit);
  }

  /** The same items in random order (Fisher and Yates). */
  shuffled<Item>(items: readonly Item[]): Item[] {
    const shuffled = [...items];
    for (let last = shuffled.length - 1; last > 0; last -= 1) {
      const other = this.below(last + 1);
      const [a, b] = [shuffled[last] as Item, shuffled[other] as Item];
      shuffled[last] = b;
      shuffled[other] = a;
    }
    return shuffled;
  }
}

function rotated(value: number, by: number): number {
  return ((value << by) | (value >>> (32 - by))) >>> 0;
}
