/** Where a record stands; `byteOffset` and `byteLength` exclude the line end. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly byteOffset: number;
  readonly byteLength: number;
}

/** A file that is written from top to bottom and knows where each record went. */
export class LogFile {
  readonly path: string;
  readonly #chunks: Buffer[] = [];
  #length = 0;
  #line = 1;

  constructor(path: string) {
    this.path = path;
  }

  get lines(): number {
    return this.#line - 1;
  }

  /** Appends bytes and the line end; `end` may be empty to put the next record on the same line. */
  append(content: string | Buffer, end = '\n'): Place {
    const bytes = typeof content === 'string' ? Buffer.from(content) : content;
    const place = {
      file: this.path,
      line: this.#line,
      byteOffset: this.#length,
      byteLength: bytes.length,
    };
    this.#push(bytes);
    this.#push(Buffer.from(end));
    return place;
  }

  json(record: object, end = '\n'): Place {
    return this.append(JSON.stringify(record), end);
  }

  bytes(): Buffer {
    return Buffer.concat(this.#chunks);
  }

  #push(bytes: Buffer): void {
    for (const byte of bytes) if (byte === 0x0a) this.#line++;
    this.#chunks.push(bytes);
    this.#length += bytes.length;
  }
}
