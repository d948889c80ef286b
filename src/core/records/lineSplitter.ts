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

  add(piece: Buffer): void {
    this.length += piece.length;
    if (this.length <= this.#limit) this.#pieces.push(piece);
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

/**
 * Cuts a stream of bytes into lines at `\n`, and at nothing else: U+2028 and a lone `\r` are text.
 * Memory is bounded by `maxLineBytes` plus one chunk.
 */
export async function* splitLines(
  chunks: AsyncIterable<Uint8Array>,
  maxLineBytes: number,
): AsyncGenerator<RawLine> {
  const partial = new PartialLine(maxLineBytes);
  let line = 1;
  let lineStart = 0;
  let consumed = 0;
  for await (const chunk of chunks) {
    const buffer = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    let from = 0;
    for (let end = buffer.indexOf(LINE_FEED); end >= 0; end = buffer.indexOf(LINE_FEED, from)) {
      partial.add(buffer.subarray(from, end));
      yield finishLine(partial, line, lineStart, true);
      line += 1;
      from = end + 1;
      lineStart = consumed + from;
    }
    if (from < buffer.length) partial.add(buffer.subarray(from));
    consumed += buffer.length;
  }
  if (partial.length > 0) yield finishLine(partial, line, lineStart, false);
}

function finishLine(
  partial: PartialLine,
  line: number,
  byteOffset: number,
  terminated: boolean,
): RawLine {
  const { bytes, length } = partial.take();
  if (bytes === undefined) return { line, byteOffset, byteLength: length, bytes, terminated };
  const endsInReturn = terminated && bytes.at(-1) === CARRIAGE_RETURN;
  const body = endsInReturn ? bytes.subarray(0, -1) : bytes;
  return { line, byteOffset, byteLength: body.length, bytes: body, terminated };
}
