/** Mulberry32: a small generator of the same numbers for the same seed, on every machine. */
export class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** A whole number from 0 to `limit` - 1. */
  below(limit: number): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = this.#state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296) * limit);
  }

  pick<T>(choices: readonly T[]): T {
    const chosen = choices[this.below(choices.length)];
    if (chosen === undefined) throw new RangeError('Nothing to pick from.');
    return chosen;
  }

  characters(alphabet: string, length: number): string {
    let made = '';
    for (let at = 0; at < length; at += 1) made += alphabet[this.below(alphabet.length)] ?? '';
    return made;
  }

  /** Something that can be said: the name of a host, an account, a table. */
  word(): string {
    const syllables = [
      'ka',
      'lo',
      'mi',
      'ren',
      'tu',
      'ba',
      'sel',
      'do',
      'vi',
      'nor',
      'pa',
      'zu',
      'hel',
    ];
    return Array.from({ length: 2 + this.below(2) }, () => this.pick(syllables)).join('');
  }
}
