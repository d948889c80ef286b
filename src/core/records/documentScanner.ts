import {
  BACKSLASH,
  CLOSE_BRACE,
  CLOSE_BRACKET,
  LINE_FEED,
  OPEN_BRACE,
  OPEN_BRACKET,
  QUOTE,
} from './jsonBytes.js';
/** An element found in a JSON document, or the whole document where it has no elements. */
export interface FoundElement {
  readonly kind: 'element' | 'document' | 'damage';
  readonly line: number;
  readonly byteOffset: number;
  readonly byteLength: number;
  /** undefined when longer than the limit. */
  readonly bytes: Buffer | undefined;
}

/** Collects the bytes from its start on, across chunks, up to a limit. */
class Capture {
  #pieces: Buffer[] = [];
  #length = 0;

  readonly #line: number;
  readonly #byteOffset: number;
  /** Where it begins in the chunk at hand; 0 in every later chunk. */
  #from: number;

  constructor(line: number, byteOffset: number, from: number) {
    this.#line = line;
    this.#byteOffset = byteOffset;
    this.#from = from;
  }

  add(chunk: Buffer, to: number, limit: number): void {
    this.#length += to - this.#from;
    if (this.#length <= limit) this.#pieces.push(chunk.subarray(this.#from, to));
    else this.#pieces = [];
    this.#from = 0;
  }

  element(kind: FoundElement['kind'], limit: number): FoundElement {
    const bytes = this.#length > limit ? undefined : Buffer.concat(this.#pieces, this.#length);
    return {
      kind,
      line: this.#line,
      byteOffset: this.#byteOffset,
      byteLength: this.#length,
      bytes,
    };
  }
}

/**
 * Finds the elements of a JSON document in a stream of bytes, without building the document.
 * It only follows strings and brackets; whether an element is valid is decided by its parser.
 */
export class DocumentScanner {
  readonly #limit: number;
  #offset = 0;
  #line = 1;
  /** Open brackets, as their opening bytes. */
  #path: number[] = [];
  #inString = false;
  #escaped = false;
  #element: Capture | undefined;
  #document: Capture | undefined;
  #found: FoundElement[] = [];
  #sawBracket = false;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Where the scanner stands: all it has been given. */
  get position(): { line: number; byteOffset: number } {
    return { line: this.#line, byteOffset: this.#offset };
  }

  /** Whether there was any JSON object or array at all. */
  get sawBracket(): boolean {
    return this.#sawBracket;
  }

  /** Whether some bracket has not been closed yet. */
  get isOpen(): boolean {
    return this.#path.length > 0;
  }

  /** Passes over bytes that were consumed elsewhere (a byte order mark). */
  skip(bytes: number): void {
    this.#offset += bytes;
  }

  push(chunk: Buffer): FoundElement[] {
    for (let i = 0; i < chunk.length; i += 1) this.#step(chunk, i);
    this.#element?.add(chunk, chunk.length, this.#limit);
    this.#document?.add(chunk, chunk.length, this.#limit);
    this.#offset += chunk.length;
    return this.#take();
  }

  /** What was still open at the end of the file: a document that breaks off. */
  finish(): FoundElement[] {
    const open = this.#element ?? this.#document;
    if (open !== undefined) this.#found.push(open.element('damage', this.#limit));
    this.#element = undefined;
    this.#document = undefined;
    return this.#take();
  }

  #take(): FoundElement[] {
    const found = this.#found;
    this.#found = [];
    return found;
  }

  #step(chunk: Buffer, i: number): void {
    const byte = chunk[i];
    if (byte === LINE_FEED) this.#line += 1;
    if (this.#inString) this.#stepInString(byte);
    else if (byte === QUOTE) this.#inString = true;
    else if (byte === OPEN_BRACE || byte === OPEN_BRACKET) this.#open(byte, i);
    else if (byte === CLOSE_BRACE || byte === CLOSE_BRACKET) this.#close(chunk, i);
  }

  #stepInString(byte: number | undefined): void {
    if (this.#escaped) this.#escaped = false;
    else if (byte === BACKSLASH) this.#escaped = true;
    else if (byte === QUOTE) this.#inString = false;
  }

  #open(byte: number, i: number): void {
    const capture = new Capture(this.#line, this.#offset + i, i);
    if (byte === OPEN_BRACE && this.#isListOfEntries()) {
      this.#element = capture;
      this.#document = undefined;
    } else if (this.#path.length === 0) {
      this.#document = capture;
    }
    this.#path.push(byte);
    this.#sawBracket = true;
  }

  /** Inside `[` or inside `{"key":[`. */
  #isListOfEntries(): boolean {
    const [first, second] = this.#path;
    if (this.#path.length === 1) return first === OPEN_BRACKET;
    return this.#path.length === 2 && first === OPEN_BRACE && second === OPEN_BRACKET;
  }

  #close(chunk: Buffer, i: number): void {
    this.#path.pop();
    if (this.#element !== undefined && this.#isListOfEntries()) {
      this.#element.add(chunk, i + 1, this.#limit);
      this.#found.push(this.#element.element('element', this.#limit));
      this.#element = undefined;
    } else if (this.#document !== undefined && this.#path.length === 0) {
      this.#document.add(chunk, i + 1, this.#limit);
      this.#found.push(this.#document.element('document', this.#limit));
      this.#document = undefined;
    }
  }
}
