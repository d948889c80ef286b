/**
 * What a pickle can hold, beside numbers, strings, booleans, null and Uint8Array. Values are kept as
 * they were found and are `unknown` to everybody until looked at: they are somebody else's.
 */
export class PickleTuple {
  readonly items: readonly unknown[];

  constructor(items: readonly unknown[]) {
    this.items = items;
  }
}

export class PickleList {
  readonly items: unknown[] = [];
}

/** A set or a frozen set; equal items are not looked for. */
export class PickleSet {
  readonly items: unknown[];

  constructor(items: unknown[] = []) {
    this.items = items;
  }
}

/** A dictionary in the order of the file; of equal keys the last counts. */
export class PickleDict {
  readonly keys: unknown[] = [];
  readonly values: unknown[] = [];

  set(key: unknown, value: unknown): void {
    this.keys.push(key);
    this.values.push(value);
  }

  /** The entries whose keys are strings. */
  byName(): Map<string, unknown> {
    const named = new Map<string, unknown>();
    for (const [at, key] of this.keys.entries()) {
      if (typeof key === 'string') named.set(key, this.values[at]);
    }
    return named;
  }
}

/** Bytes as protocol 2 writes them: a string with one character (U+0000 to U+00FF) a byte. */
export class EncodedText {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  get length(): number {
    return this.text.length;
  }
}

export function bytesOf(value: Uint8Array | EncodedText): Uint8Array {
  return value instanceof EncodedText ? Buffer.from(value.text, 'latin1') : value;
}

/** Something that gets its content after it was made, as the opcode BUILD does. */
export abstract class Buildable {
  /**
   * @param state what the pickle gives it
   * @param raw the file behind the opcode, for what joblib writes outside of the pickle
   * @returns what stands in its place from then on, usually itself
   */
  abstract build(state: unknown, raw: RawBytes): unknown;
}

/** What of a ByteReader concerns somebody who reads raw blocks. */
export interface RawBytes {
  uint8(): number;
  take(length: number): Uint8Array;
}

/** A class that pickles of rerankers name, and what is known of it. Its Python code is never run. */
export interface KnownClass {
  /** As messages give it: `numpy.dtype`. */
  readonly name: string;
  /** What a call with these arguments gives, where that is understood. */
  readonly call?: (args: readonly unknown[]) => unknown;
  /** An instance without content, where its pickles make such. */
  readonly instantiate?: () => Buildable;
}

/** A class that was named, before anything is made of it. */
export class ClassReference {
  readonly known: KnownClass;

  constructor(known: KnownClass) {
    this.known = known;
  }
}
