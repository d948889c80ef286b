import { NumericArray } from '../pickle/numericArray.js';
import { PickleInstance } from '../pickle/pickleInstance.js';
import { UnreadableModel } from '../pickle/unreadableModel.js';

/** The attributes of one object of a pipeline, each checked when it is asked for. */
export class Attributes {
  readonly #className: string;
  readonly #values: ReadonlyMap<string, unknown>;

  /** @throws UnreadableModel when the value is no object of that class */
  constructor(value: unknown, className: string) {
    if (!(value instanceof PickleInstance) || value.className !== className) {
      const found = value instanceof PickleInstance ? `a ${value.className}` : 'something else';
      throw new UnreadableModel(`holds ${found} where a ${className} should be`);
    }
    this.#className = className;
    this.#values = value.attributes();
  }

  /** undefined when it is missing, null for Python's None. */
  get(name: string): unknown {
    return this.#values.get(name);
  }

  flag(name: string): boolean {
    const value = this.get(name);
    return typeof value === 'boolean' ? value : this.refuse(name);
  }

  /** One of the values that are understood. */
  oneOf<const Choice extends string | null | undefined>(
    name: string,
    choices: readonly Choice[],
  ): Choice {
    const value = this.get(name);
    for (const choice of choices) if (choice === value) return choice;
    return this.refuse(name);
  }

  /** Numbers that can be multiplied and added without leaving the range of doubles. */
  numbers(name: string): { readonly shape: readonly number[]; readonly numbers: Float64Array } {
    const value = this.get(name);
    if (!(value instanceof NumericArray)) return this.refuse(name);
    const numbers = value.numbers();
    // False for NaN as well.
    if (!numbers.every((number) => Math.abs(number) < LARGEST)) return this.refuse(name);
    return { shape: value.shape, numbers };
  }

  /** @throws UnreadableModel that names the attribute, and its value where that is short */
  refuse(name: string): never {
    const value = this.get(name);
    const isPlain = value === null || ['string', 'number', 'boolean'].includes(typeof value);
    const shown = isPlain ? `= ${JSON.stringify(value)?.slice(0, 60)} ` : '';
    throw new UnreadableModel(
      value === undefined
        ? `has a ${this.#className} without ${name}`
        : `has a ${this.#className} whose ${name} ${shown}is not supported`,
    );
  }
}

const LARGEST = 1e100;
