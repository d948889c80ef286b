import { answerDigest } from '../../records/fingerprint.js';

/** See `answerDigest`. */
export interface Digest {
  readonly high: number;
  readonly low: number;
}

/** Of what is no answer. */
export const NO_DIGEST: Digest = { high: 0, low: 0 };

const MOST_REMEMBERED = 4_096;
const LONGEST_REMEMBERED = 4_096;

/** Digests of answers. What stands in a knowledge base is given again and again, so it is remembered. */
export class AnswerDigests {
  readonly #remembered = new Map<string, Digest>();

  digestOf(answer: string): Digest {
    const remembered = this.#remembered.get(answer);
    if (remembered !== undefined) return remembered;
    const [high, low] = answerDigest(answer.trim());
    const digest = { high, low };
    if (answer.length > LONGEST_REMEMBERED) return digest;
    if (this.#remembered.size >= MOST_REMEMBERED) this.#remembered.clear();
    this.#remembered.set(answer, digest);
    return digest;
  }
}
