import type { Facts } from '../../mining/facts/facts.js';
import type { LineStart } from '../../records/lineSplitter.js';
import type { RecordPosition } from '../../records/recordPosition.js';

/** The rows of one log's searches, found again by where their lines begin. */
export class SearchesOfFile {
  /** Where the first line begins that is late enough; undefined where none is. */
  readonly start: LineStart | undefined;
  readonly #facts: Facts;
  /** By where their lines begin. */
  readonly #rows: readonly number[];
  #next = 0;

  /** @param since milliseconds since the epoch; rows from the first one on that is not older */
  constructor(facts: Facts, file: string, since: number) {
    this.#facts = facts;
    const number = facts.files.numberOf(file);
    const [files, times] = [facts.uses.column('file'), facts.uses.column('time')];
    const rows: number[] = [];
    let first = false;
    for (let row = 0; row < facts.uses.length; row += 1) {
      if (files.at(row) !== number) continue;
      first ||= times.at(row) >= since;
      if (first) rows.push(row);
    }
    this.#rows = rows;
    const position = rows[0] === undefined ? undefined : this.#positionOf(rows[0]);
    this.start = position && { line: position.line, byteOffset: position.byteOffset };
  }

  /** @param byteOffset never less than the one before */
  rowAt(byteOffset: number): number | undefined {
    for (; this.#next < this.#rows.length; this.#next += 1) {
      const row = this.#rows[this.#next];
      const begin = row === undefined ? undefined : this.#positionOf(row)?.byteOffset;
      if (begin === byteOffset) return row;
      if (begin === undefined || begin > byteOffset) return undefined;
    }
    return undefined;
  }

  #positionOf(row: number): RecordPosition | undefined {
    return this.#facts.positionOf(this.#facts.uses.at(row, 'use'));
  }
}
