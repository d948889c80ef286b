import { compareBytes } from '../../records/byteOrder.js';

export interface Hit {
  readonly id: string;
  /** Above 0, unbounded; comparable only between hits of one query on one index. */
  readonly score: number;
}

/**
 * Best first. Equal scores are ordered as trec_eval orders them, by id in descending byte order: then what
 * is measured is the order that is shown, and it depends on nothing but scores and ids.
 */
export function compareHits(a: Hit, b: Hit): number {
  return b.score - a.score || compareBytes(b.id, a.id);
}

/** Keeps the best `limit` of all hits it is given: a heap with the worst of them on top. */
export class BestHits {
  readonly #limit: number;
  readonly #heap: Hit[] = [];
  #leastScore: number;

  constructor(limit: number) {
    this.#limit = limit;
    this.#leastScore = limit > 0 ? 0 : Number.POSITIVE_INFINITY;
  }

  /** A hit with a lower score is not kept. */
  get leastScore(): number {
    return this.#leastScore;
  }

  offer(hit: Hit): void {
    const heap = this.#heap;
    if (heap.length < this.#limit) {
      heap.push(hit);
      this.#rise(heap.length - 1);
    } else {
      const [worst] = heap;
      if (worst === undefined || compareHits(hit, worst) >= 0) return;
      heap[0] = hit;
      this.#sink(0);
    }
    if (heap.length === this.#limit) this.#leastScore = heap[0]?.score ?? 0;
  }

  inOrder(): Hit[] {
    return this.#heap.toSorted(compareHits);
  }

  #isWorse(a: number, b: number): boolean {
    const [left, right] = [this.#heap[a], this.#heap[b]];
    return left !== undefined && right !== undefined && compareHits(left, right) > 0;
  }

  #swap(a: number, b: number): void {
    const [left, right] = [this.#heap[a], this.#heap[b]];
    if (left === undefined || right === undefined) return;
    this.#heap[a] = right;
    this.#heap[b] = left;
  }

  #rise(start: number): void {
    let at = start;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!this.#isWorse(at, parent)) return;
      this.#swap(at, parent);
      at = parent;
    }
  }

  #sink(start: number): void {
    let at = start;
    for (;;) {
      const [left, right] = [2 * at + 1, 2 * at + 2];
      let worst = at;
      if (this.#isWorse(left, worst)) worst = left;
      if (this.#isWorse(right, worst)) worst = right;
      if (worst === at) return;
      this.#swap(at, worst);
      at = worst;
    }
  }
}
