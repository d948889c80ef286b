import { createHash } from 'node:crypto';
import { addToGroup } from '../records/addToGroup.js';
import { termsOf } from '../retrieval/analyser.js';

/** 16 bands of 4 rows: pairs at Jaccard 0.8 meet in some band with probability 0.9998, at 0.3 with 0.12. */
const BANDS = 16;
const ROWS = 4;
const HASHES = BANDS * ROWS;
const PRIME = 4_294_967_291;

/** From this share of common terms on, two texts are near-duplicates. */
export const NEAR_DUPLICATE = 0.8;
/** With fewer terms a high share says little: "Run npm install" and "Run npm update". */
const FEWEST_TERMS = 8;

export interface NearDuplicate {
  readonly id: string;
  /** Jaccard similarity of the two sets of terms, 0 to 1. */
  readonly similarity: number;
}

/**
 * Finds texts that are nearly the same among many: MinHash signatures, banded for locality-sensitive
 * hashing (Leskovec, Rajaraman and Ullman, Mining of Massive Datasets, ch. 3), and the exact Jaccard
 * similarity for what the bands bring together. Deterministic.
 */
export class NearDuplicates {
  readonly #terms = new Map<string, ReadonlySet<string>>();
  readonly #buckets = new Map<string, string[]>();

  add(id: string, text: string): void {
    const terms = new Set(termsOf(text));
    if (terms.size < FEWEST_TERMS || this.#terms.has(id)) return;
    this.#terms.set(id, terms);
    for (const band of bandsOf(terms)) {
      addToGroup(this.#buckets, band, id);
    }
  }

  /** The near-duplicates of a text, most similar first; ties in order of addition. */
  find(text: string): NearDuplicate[] {
    const terms = new Set(termsOf(text));
    if (terms.size < FEWEST_TERMS) return [];
    const met = new Set(bandsOf(terms).flatMap((band) => this.#buckets.get(band) ?? []));
    return [...met]
      .map((id) => ({ id, similarity: jaccard(terms, this.#terms.get(id) ?? new Set()) }))
      .filter(({ similarity }) => similarity >= NEAR_DUPLICATE)
      .sort((a, b) => b.similarity - a.similarity);
  }
}

function jaccard(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let shared = 0;
  for (const term of a) if (b.has(term)) shared += 1;
  return shared / (a.size + b.size - shared);
}

function bandsOf(terms: ReadonlySet<string>): string[] {
  const signature = signatureOf(terms);
  return Array.from({ length: BANDS }, (_, band) => {
    return `${band}:${signature.slice(band * ROWS, (band + 1) * ROWS).join(',')}`;
  });
}

/** The least value of each of many hash functions over the terms. */
function signatureOf(terms: ReadonlySet<string>): number[] {
  const signature = new Array<number>(HASHES).fill(PRIME);
  for (const term of terms) {
    const digest = createHash('sha256').update(term).digest();
    const [a, b] = [digest.readUInt32LE(0), digest.readUInt32LE(4) | 1];
    for (let i = 0; i < HASHES; i += 1) {
      // Double hashing: a + i·b stands for independent functions, below 2^53 throughout.
      const value = (a + i * b) % PRIME;
      if (value < (signature[i] ?? PRIME)) signature[i] = value;
    }
  }
  return signature;
}
