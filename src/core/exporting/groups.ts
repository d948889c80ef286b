import { createHash } from 'node:crypto';
import { answerKey } from '../records/fingerprint.js';
import { NearDuplicates } from '../retrieval/nearDuplicates.js';
import { topicTerms } from '../retrieval/queryText.js';
import type { ExportRow } from './exportRow.js';
import { keyOfId } from './splitShares.js';

const BYTES = 6;

/**
 * Brings together the rows that must not stand on both sides of a split: those with the same or nearly the same answer or
 * question (MinHash and the exact Jaccard similarity, see `NearDuplicates`), or with questions of the same topic words.
 * Union–find, so that what is like something in a group is in it. Holds hashes, no texts.
 */
export class Groups {
  readonly #answers = new NearDuplicates<number>();
  readonly #questions = new NearDuplicates<number>();
  /** The first row with a text, by 48 bits of the text's hash. */
  readonly #same = new Map<number, number>();
  #parents = new Uint32Array(1024);
  #keys = new Float64Array(1024);
  #size = 0;

  /** Rows are numbered from 0 in the order in which they are added. */
  add({ id, question, answer, variants }: ExportRow): void {
    const row = this.#newRow(id);
    this.#join(row, hashed(`a ${answerKey(answer)}`));
    this.#joinNear(row, this.#answers, answer);
    for (const each of [question, ...variants]) {
      const topic = topicTerms(each).sort().join(' ');
      if (topic !== '') this.#join(row, hashed(`q ${topic}`));
      this.#joinNear(row, this.#questions, each);
    }
  }

  /** The same for all rows of a group, whatever the order in which they came. */
  keyOf(row: number): number {
    return this.#keys[this.#rootOf(row)] ?? 0;
  }

  /** How many groups there are. */
  get count(): number {
    let count = 0;
    for (let row = 0; row < this.#size; row += 1) if (this.#parents[row] === row) count += 1;
    return count;
  }

  #newRow(id: string): number {
    const row = this.#size;
    if (row === this.#parents.length) {
      const [parents, keys] = [this.#parents, this.#keys];
      this.#parents = new Uint32Array(2 * row);
      this.#parents.set(parents);
      this.#keys = new Float64Array(2 * row);
      this.#keys.set(keys);
    }
    this.#parents[row] = row;
    this.#keys[row] = keyOfId(id);
    this.#size += 1;
    return row;
  }

  #join(row: number, text: number): void {
    const first = this.#same.get(text);
    if (first === undefined) this.#same.set(text, row);
    else this.#unite(first, row);
  }

  #joinNear(row: number, texts: NearDuplicates<number>, text: string): void {
    const near = texts.find(text);
    for (const { id } of near) this.#unite(id, row);
    // One of several equal texts stands for all of them, so that a template costs what one text costs.
    if (near[0]?.similarity !== 1) texts.add(row, text);
  }

  #unite(a: number, b: number): void {
    const [one, other] = [this.#rootOf(a), this.#rootOf(b)];
    if (one === other) return;
    const [root, child] = one < other ? [one, other] : [other, one];
    this.#parents[child] = root;
    this.#keys[root] = Math.min(this.#keys[root] ?? 0, this.#keys[child] ?? 0);
  }

  #rootOf(row: number): number {
    let root = row;
    while (this.#parents[root] !== root) root = this.#parents[root] as number;
    for (let at = row; at !== root; ) {
      const next = this.#parents[at] as number;
      this.#parents[at] = root;
      at = next;
    }
    return root;
  }
}

function hashed(text: string): number {
  return createHash('sha256').update(text).digest().readUIntBE(0, BYTES);
}
