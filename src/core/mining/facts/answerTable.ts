import { answerDigest, digestKey } from '../../records/fingerprint.js';
import { HashIndex } from './hashIndex.js';
import { sameNumbers } from './strings.js';
import { Table } from './table.js';

const MOST_REMEMBERED = 4_096;
const LONGEST_REMEMBERED = 4_096;

/**
 * Every answer and statement that may become one, each once however it is spaced, by its SHA-256. The
 * texts themselves stay in the log.
 */
export class AnswerTable {
  /** The first 104 bits of the SHA-256 of the normalised text, in two exact numbers; see `answerKey`. */
  readonly rows = new Table({ high: 'f64', low: 'f64' });
  readonly #byDigest = new HashIndex();
  /** What stands in a knowledge base is given again and again, in the same words. */
  readonly #remembered = new Map<string, number>();

  /** The number of an answer, new or known. */
  numberOf(answer: string): number {
    const remembered = this.#remembered.get(answer);
    if (remembered !== undefined) return remembered;
    const number = this.#numberOfDigest(...answerDigest(answer.trim()));
    if (answer.length <= LONGEST_REMEMBERED) this.#remember(answer, number);
    return number;
  }

  /** As `answerKey` has it. */
  keyOf(number: number): string {
    return digestKey(this.rows.at(number, 'high'), this.rows.at(number, 'low'));
  }

  /**
   * Adds the answers of another table, where they are new; that table must not be used any more.
   * @returns the number here of each answer there
   */
  append({ rows }: AnswerTable): Int32Array {
    if (this.rows.length === 0) {
      this.rows.append(rows, { high: undefined, low: undefined });
      this.restore();
      return sameNumbers(rows.length);
    }
    const numbers = new Int32Array(rows.length);
    this.#byDigest.reserve(rows.length);
    for (let answer = 0; answer < numbers.length; answer += 1)
      numbers[answer] = this.#numberOfDigest(rows.at(answer, 'high'), rows.at(answer, 'low'));
    return numbers;
  }

  /** Makes the answers findable after the rows were filled from a file. */
  restore(): void {
    const { rows } = this;
    this.#byDigest.reserve(rows.length);
    for (let row = 0; row < rows.length; row += 1) this.#byDigest.add(rows.at(row, 'high'), row);
  }

  #numberOfDigest(high: number, low: number): number {
    // Half of the digest can be made to meet; both halves cannot.
    const known = this.#byDigest.get(high, (row) => this.rows.at(row, 'low') === low);
    if (known !== undefined) return known;
    const number = this.rows.add({ high, low });
    this.#byDigest.add(high, number);
    return number;
  }

  #remember(answer: string, number: number): void {
    if (this.#remembered.size >= MOST_REMEMBERED) this.#remembered.clear();
    this.#remembered.set(answer, number);
  }
}
