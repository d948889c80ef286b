import { CodelumiError } from '../errors.js';

/**
 * Reads the fields of SSH's binary form (RFC 4251 §5) one after the other. Lengths are checked against
 * what is there before anything is taken.
 */
export class SshReader {
  readonly #bytes: Buffer;
  readonly #what: string;
  #at = 0;

  /** @param what is read, for errors: "the signature" */
  constructor(bytes: Uint8Array, what: string) {
    this.#bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#what = what;
  }

  /** @throws CodelumiError `invalid-input` where fewer bytes are left. */
  take(length: number): Buffer {
    if (length > this.#bytes.length - this.#at) throw this.#damaged('breaks off');
    const taken = this.#bytes.subarray(this.#at, this.#at + length);
    this.#at += length;
    return taken;
  }

  uint32(): number {
    return this.take(4).readUInt32BE();
  }

  string(): Buffer {
    return this.take(this.uint32());
  }

  /** A string that is a name: printable ASCII. */
  name(): string {
    const bytes = this.string();
    if (bytes.some((byte) => byte < 0x20 || byte > 0x7e)) throw this.#damaged('is not well formed');
    return bytes.toString('latin1');
  }

  /** All that is left. */
  rest(): Buffer {
    return this.take(this.#bytes.length - this.#at);
  }

  /** @throws CodelumiError `invalid-input` where bytes are left that nothing should stand in. */
  end(): void {
    if (this.#at < this.#bytes.length) throw this.#damaged('has bytes after its end');
  }

  #damaged(how: string): CodelumiError {
    return new CodelumiError({
      reason: 'invalid-input',
      what: `${this.#what} ${how}`,
      remedy: 'Get it again from where it was made.',
    });
  }
}

export function sshUint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

export function sshString(content: string | Uint8Array): Buffer {
  const bytes = typeof content === 'string' ? Buffer.from(content, 'utf8') : content;
  return Buffer.concat([sshUint32(bytes.length), bytes]);
}
