/** One line of a file, without its line end. */
export interface RawLine {
  /** Counts from 1. */
  readonly line: number;
  /** Of the first byte of the line in the file. */
  readonly byteOffset: number;
  /** Without `\n` or `\r\n`; the full length even where `bytes` was not kept. */
  readonly byteLength: number;
  /** undefined when the line is longer than the limit: it was counted, not kept. */
  readonly bytes: Buffer | undefined;
  /** False for a last line that has no `\n`. */
  readonly terminated: boolean;
}

const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;

/** The pieces of a line that crosses chunk borders. Stops keeping them once the limit is passed. */
class PartialLine {
  #pieces: Buffer[] = [];
  length = 0;

  readonly #limit: number;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Copies the piece: the memory of its chunk may be used again before the line ends. */
  add(piece: Buffer): void {
    this.length += piece.length;
    if (this.length <= this.#limit) this.#pieces.push(Buffer.from(piece));
    else this.#pieces = [];
  }

  take(): { bytes: Buffer | undefined; length: number } {
    const { length } = this;
    const only = this.#pieces.length === 1 ? this.#pieces[0] : undefined;
    const bytes = length > this.#limit ? undefined : (only ?? Buffer.concat(this.#pieces, length));
    this.#pieces = [];
    this.length = 0;
    return { bytes, length };
  }
}

/** A line where it lies in a chunk, its end not counted in. */
export interface WholeLine extends LineStart {
  readonly buffer: Buffer;
  readonly from: number;
  readonly end: number;
}

/** Where the lines of a chunk go. */
export interface LineTaker {
  /**
   * Is offered each line that lies whole in the chunk, and says whether it took it: cutting a view out of a
   * buffer costs as much as parsing a short line.
   */
  readonly takeWhole: (line: WholeLine) => boolean;
  readonly take: (line: RawLine) => void;
}

/** Where in a file cutting begins: at the first byte of a line. */
export interface LineStart {
  /** Counts from 1. */
  readonly line: number;
  readonly byteOffset: number;
}

export const FILE_START: LineStart = { line: 1, byteOffset: 0 };

/**
 * Cuts bytes into lines at `\n`, and at nothing else: U+2028 and a lone `\r` are text. Give it the
 * chunks in order; it hands out whole lines chunk by chunk, which costs a log of millions of lines
 * far less than one at a time. Memory is bounded by `maxLineBytes` plus one chunk.
 */
export class LineSplitter {
  readonly #maxLineBytes: number;
  readonly #partial: PartialLine;
  #line: number;
  #lineStart: number;
  #consumed: number;

  constructor(maxLineBytes: number, { line, byteOffset }: LineStart = FILE_START) {
    this.#maxLineBytes = maxLineBytes;
    this.#partial = new PartialLine(maxLineBytes);
    this.#line = line;
    this.#lineStart = byteOffset;
    this.#consumed = byteOffset;
  }

  /** The lines that end in this chunk. */
  push(chunk: Uint8Array): RawLine[] {
    const lines: RawLine[] = [];
    this.pushTo(chunk, { takeWhole: () => false, take: (line) => lines.push(line) });
    return lines;
  }

  /** Hands the lines that end in this chunk to somebody, in order. */
  pushTo(chunk: Uint8Array, taker: LineTaker): void {
    const buffer = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    let from = 0;
    for (let end = buffer.indexOf(LINE_FEED); end >= 0; end = buffer.indexOf(LINE_FEED, from)) {
      if (!this.#isTaken(buffer, from, end, taker))
        taker.take(this.#endLine(buffer.subarray(from, end)));
      from = end + 1;
      this.#line += 1;
      this.#lineStart = this.#consumed + from;
    }
    if (from < buffer.length) this.#partial.add(buffer.subarray(from));
    this.#consumed += buffer.length;
  }

  #isTaken(buffer: Buffer, from: number, end: number, { takeWhole }: LineTaker): boolean {
    if (this.#partial.length > 0 || end - from > this.#maxLineBytes) return false;
    return takeWhole({ buffer, from, end, line: this.#line, byteOffset: this.#lineStart });
  }

  /** The line that has not ended yet. */
  get next(): LineStart {
    return { line: this.#line, byteOffset: this.#lineStart };
  }

  /** The last line, where nothing ends it. */
  finish(): RawLine[] {
    if (this.#partial.length === 0) return [];
    const { bytes, length } = this.#partial.take();
    return [lineOf(bytes, length, this.next, false)];
  }

  #endLine(end: Buffer): RawLine {
    // Nearly all lines lie whole in one chunk.
    if (this.#partial.length === 0 && end.length <= this.#maxLineBytes)
      return lineOf(end, end.length, this.next, true);
    this.#partial.add(end);
    const { bytes, length } = this.#partial.take();
    return lineOf(bytes, length, this.next, true);
  }
}

/** The lines of a stream one by one; see LineSplitter. */
export async function* splitLines(
  chunks: AsyncIterable<Uint8Array>,
  maxLineBytes: number,
): AsyncGenerator<RawLine> {
  const splitter = new LineSplitter(maxLineBytes);
  for await (const chunk of chunks) yield* splitter.push(chunk);
  yield* splitter.finish();
}

function lineOf(
  bytes: Buffer | undefined,
  length: number,
  { line, byteOffset }: LineStart,
  terminated: boolean,
): RawLine {
  if (bytes === undefined) return { line, byteOffset, byteLength: length, bytes, terminated };
  return rawLineOf({ line, byteOffset }, bytes, terminated);
}

/** A line that was cut off elsewhere: `bytes` is everything before its `\n`. */
export function rawLineOf(
  { line, byteOffset }: LineStart,
  bytes: Buffer,
  terminated: boolean,
): RawLine {
  const endsInReturn = terminated && bytes[bytes.length - 1] === CARRIAGE_RETURN;
  const body = endsInReturn ? bytes.subarray(0, -1) : bytes;
  return { line, byteOffset, byteLength: body.length, bytes: body, terminated };
}
