import { OPCODES } from '../../../src/core/reranking/pickle/pickleOpcodes.js';

/** Something that can be written into a pickle. */
export type Written = (pickle: PickleWriter) => void;

/** Writes pickles of protocol 4 opcode by opcode: layouts of other versions, and hostile ones. */
export class PickleWriter {
  readonly #bytes: number[] = [];

  /** A whole pickle that holds one value. */
  static pickle(value: Written, protocol = 4): Uint8Array {
    const pickle = new PickleWriter();
    pickle.op('PROTO').raw(protocol);
    value(pickle);
    return pickle.op('STOP').done();
  }

  get position(): number {
    return this.#bytes.length;
  }

  op(name: keyof typeof OPCODES): this {
    return this.raw(OPCODES[name]);
  }

  raw(...bytes: number[]): this {
    for (const byte of bytes) this.#bytes.push(byte);
    return this;
  }

  /** Many bytes, more than a call can have arguments. */
  block(bytes: Iterable<number>): this {
    for (const byte of bytes) this.#bytes.push(byte);
    return this;
  }

  uint32(value: number): this {
    return this.raw(value & 255, (value >> 8) & 255, (value >> 16) & 255, value >>> 24);
  }

  done(): Uint8Array {
    return Uint8Array.from(this.#bytes);
  }
}

export const none: Written = (pickle) => pickle.op('NONE');

export function flag(value: boolean): Written {
  return (pickle) => pickle.op(value ? 'NEWTRUE' : 'NEWFALSE');
}

export function integer(value: number): Written {
  return (pickle) => pickle.op('BININT').uint32(value);
}

export function text(value: string): Written {
  const bytes = Buffer.from(value);
  return (pickle) => pickle.op('BINUNICODE').uint32(bytes.length).block(bytes);
}

export function bytes(value: Uint8Array): Written {
  return (pickle) => pickle.op('BINBYTES').uint32(value.length).block(value);
}

export function tuple(...items: readonly Written[]): Written {
  return (pickle) => {
    pickle.op('MARK');
    for (const item of items) item(pickle);
    pickle.op('TUPLE');
  };
}

export function list(...items: readonly Written[]): Written {
  return (pickle) => {
    pickle.op('EMPTY_LIST').op('MARK');
    for (const item of items) item(pickle);
    pickle.op('APPENDS');
  };
}

export function dict(entries: Iterable<readonly [string, Written]>): Written {
  return (pickle) => {
    pickle.op('EMPTY_DICT').op('MARK');
    for (const [key, value] of entries) {
      text(key)(pickle);
      value(pickle);
    }
    pickle.op('SETITEMS');
  };
}

export function named(module: string, name: string): Written {
  return (pickle) => {
    text(module)(pickle);
    text(name)(pickle);
    pickle.op('STACK_GLOBAL');
  };
}

export function called(callee: Written, ...args: readonly Written[]): Written {
  return (pickle) => {
    callee(pickle);
    tuple(...args)(pickle);
    pickle.op('REDUCE');
  };
}

/** An instance with attributes. */
export function object(
  type: Written,
  attributes: Readonly<Record<string, Written | undefined>>,
): Written {
  const given = Object.entries(attributes).flatMap(([name, value]) =>
    value === undefined ? [] : ([[name, value]] as const),
  );
  return built((pickle) => {
    type(pickle);
    pickle.op('EMPTY_TUPLE').op('NEWOBJ');
  }, dict(given));
}

export function built(target: Written, state: Written): Written {
  return (pickle) => {
    target(pickle);
    state(pickle);
    pickle.op('BUILD');
  };
}
