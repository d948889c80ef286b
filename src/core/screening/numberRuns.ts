/** Longer runs of digits are no number that anybody is known by. */
const LONGEST_INDEXED = 20;

const NONE: readonly number[] = [];

/**
 * Where the digits of a text stand: its maximal runs of ASCII digits, by number and by length. What most
 * rules start from, so that a text is searched for digits once and not once a rule.
 */
export class NumberRuns {
  readonly #text: string;
  /** Start and end of each run by turns. */
  readonly #ends: readonly number[];
  readonly #byLength: (number[] | undefined)[] = [];
  /** Bit n is set where some run has n digits. */
  readonly lengths: number;

  constructor(text: string) {
    this.#text = text;
    this.#ends = runEnds(text);
    let lengths = 0;
    for (let run = 0; run < this.count; run += 1) {
      const length = this.end(run) - this.start(run);
      if (length > LONGEST_INDEXED) continue;
      this.#byLength[length] ??= [];
      this.#byLength[length]?.push(run);
      lengths |= 1 << length;
    }
    this.lengths = lengths;
  }

  get count(): number {
    return this.#ends.length / 2;
  }

  start(run: number): number {
    return this.#ends[2 * run] ?? this.#text.length;
  }

  end(run: number): number {
    return this.#ends[2 * run + 1] ?? this.#text.length;
  }

  length(run: number): number {
    return this.end(run) - this.start(run);
  }

  /** Runs of exactly so many digits (at most 20), in text order. */
  ofLength(digits: number): readonly number[] {
    return this.#byLength[digits] ?? NONE;
  }
}

/** A regular expression: engines look for digits several times faster than any loop over characters. */
function runEnds(text: string): number[] {
  const ends: number[] = [];
  const digits = /[0-9]+/gu;
  for (let run = digits.exec(text); run !== null; run = digits.exec(text)) {
    ends.push(run.index, digits.lastIndex);
  }
  return ends;
}
