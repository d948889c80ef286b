import { CodelumiError } from '../../errors.js';
import type { LineStart } from '../../records/lineSplitter.js';

/** A line's place and length, as a table has them. */
interface Link extends LineStart {
  readonly isEnded: boolean;
  /** Without the line feed. */
  readonly byteLength: number;
}

/**
 * Checks that lines follow each other as they did in their file. Of lines that were sent twice, or before
 * they had an end, the first one counts; where some are missing, nothing can be told of what follows, so
 * reading stops.
 */
export class LineChain {
  readonly #file: string;
  #next: LineStart;

  constructor(file: string, start: LineStart) {
    this.#file = file;
    this.#next = start;
  }

  /** The line that has to come now; that nothing ends yet, if the last one taken was such a line. */
  get next(): LineStart {
    return this.#next;
  }

  /**
   * Whether the line is the next one; false: it was there already.
   * @throws CodelumiError `invalid-input` when lines are missing before it, or lie over each other
   */
  takes({ line, byteOffset, byteLength, isEnded }: Link): boolean {
    const { line: due, byteOffset: at } = this.#next;
    const end = byteOffset + byteLength + Number(isEnded);
    if (line <= due && byteOffset < at && end <= at) return false;
    if (line !== due || byteOffset !== at) throw this.#broken(due);
    this.#next = { line: isEnded ? line + 1 : line, byteOffset: end };
    return true;
  }

  /** @throws CodelumiError `invalid-input` when the lines did not come up to that byte */
  requireEnd(end: number): void {
    if (this.#next.byteOffset !== end) throw this.#broken(this.#next.line);
  }

  #broken(line: number): CodelumiError {
    return new CodelumiError({
      reason: 'invalid-input',
      what: 'Lines of this log are missing in the table, or are there with other places',
      place: { file: this.#file, line },
      remedy: 'Delete what the table holds of this log and ship it again (docs/scale.md).',
    });
  }
}
