import { addToGroup } from '../records/addToGroup.js';
import { termsOf } from './analyser.js';
import { BandTable } from './bandTable.js';
import { HashSets } from './hashSets.js';
import { bandKeys, jaccard, signatureOf, termHashes } from './minHash.js';

/** From this share of common terms on, two texts are near-duplicates. */
export const NEAR_DUPLICATE = 0.8;
/** With fewer terms a high share says little: "Run npm install" and "Run npm update". */
const FEWEST_TERMS = 8;
/** Compared exactly with one text: a log full of one template must not make this quadratic. */
const MOST_COMPARED = 1_000;

export interface NearDuplicate<Id = string> {
  /** What the text was added under. */
  readonly id: Id;
  /** Jaccard similarity of the two sets of terms, 0 to 1. */
  readonly similarity: number;
}

/**
 * Finds texts that are nearly the same among many: MinHash signatures, banded for locality-sensitive
 * hashing (Leskovec, Rajaraman and Ullman, Mining of Massive Datasets, ch. 3), and the exact Jaccard
 * similarity for what the bands bring together. Texts of fewer than eight distinct terms are
 * near-duplicates only of texts with the same terms in the same order. Deterministic.
 */
export class NearDuplicates<Id = string> {
  readonly #ids: Id[] = [];
  readonly #hashes = new HashSets();
  readonly #table = new BandTable();
  /** Short texts, by their terms. */
  readonly #short = new Map<string, Id[]>();

  /** One id may stand for several texts. */
  add(id: Id, text: string): void {
    const terms = termsOf(text);
    if (terms.length === 0) return;
    const hashes = termHashes(terms);
    if (hashes.length < FEWEST_TERMS) {
      addToGroup(this.#short, terms.join(' '), id);
      return;
    }
    this.#ids.push(id);
    this.#hashes.add(hashes);
    this.#table.add(bandKeys(signatureOf(hashes)));
  }

  /** The near-duplicates of a text, most similar first; ties in order of addition. */
  find(text: string): NearDuplicate<Id>[] {
    const terms = termsOf(text);
    const hashes = termHashes(terms);
    if (hashes.length < FEWEST_TERMS)
      return (this.#short.get(terms.join(' ')) ?? []).map((id) => ({ id, similarity: 1 }));
    const met = this.#table.meeting(bandKeys(signatureOf(hashes)), MOST_COMPARED);
    return [...met]
      .sort((a, b) => a - b)
      .flatMap((document) => this.#compared(document, hashes))
      .sort((a, b) => b.similarity - a.similarity);
  }

  #compared(document: number, hashes: Uint32Array): NearDuplicate<Id>[] {
    const id = this.#ids[document];
    if (id === undefined) return [];
    const similarity = jaccard(hashes, this.#hashes.at(document), NEAR_DUPLICATE);
    return similarity < NEAR_DUPLICATE ? [] : [{ id, similarity }];
  }
}
