import type { RecordPosition } from '../records/recordPosition.js';

const FEW = 64;

/** Where records stand, by numbers from 0 in the order in which they were added: some twenty bytes each. */
export class PlaceTable {
  readonly #files: string[] = [];
  #fileOf = new Uint32Array(FEW);
  #lines = new Uint32Array(FEW);
  /** A file may be longer than 32 bits count. */
  #offsets = new Float64Array(FEW);
  #lengths = new Uint32Array(FEW);
  #size = 0;

  /** @returns its number */
  add({ file, line, byteOffset, byteLength }: RecordPosition): number {
    if (this.#size === this.#lines.length) this.#grow();
    if (this.#files.at(-1) !== file) this.#files.push(file);
    const number = this.#size;
    this.#fileOf[number] = this.#files.length - 1;
    this.#lines[number] = line;
    this.#offsets[number] = byteOffset;
    this.#lengths[number] = byteLength;
    this.#size += 1;
    return number;
  }

  at(number: number): RecordPosition {
    return {
      file: this.#files[this.#fileOf[number] ?? 0] ?? '',
      line: this.#lines[number] ?? 0,
      byteOffset: this.#offsets[number] ?? 0,
      byteLength: this.lengthOf(number),
    };
  }

  /** Bytes. */
  lengthOf(number: number): number {
    return this.#lengths[number] ?? 0;
  }

  #grow(): void {
    this.#fileOf = twice(this.#fileOf, Uint32Array);
    this.#lines = twice(this.#lines, Uint32Array);
    this.#offsets = twice(this.#offsets, Float64Array);
    this.#lengths = twice(this.#lengths, Uint32Array);
  }
}

function twice<Column extends Uint32Array | Float64Array>(
  column: Column,
  Longer: new (length: number) => Column,
): Column {
  const longer = new Longer(2 * column.length);
  longer.set(column);
  return longer;
}
