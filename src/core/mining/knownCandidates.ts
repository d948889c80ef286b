import type { Candidate } from '../records/candidate.js';
import { answerFingerprint } from '../records/fingerprint.js';
import type { CandidateDraft } from './candidateDraft.js';
import { queryKey } from './queryText.js';

/**
 * What the candidates files hold already, whatever was decided about it: a rejected answer does not
 * come back with another question, and more evidence for a known one makes no second candidate.
 */
export class KnownCandidates {
  readonly #today: string;
  readonly #fingerprints = new Set<string>();
  readonly #answers = new Set<string>();
  readonly #gapQueries = new Set<string>();
  /** The highest number given out today. */
  last = 0;

  constructor(today: string) {
    this.#today = today;
  }

  add({ id, fingerprint, query, assistant_output, metadata }: Candidate, day: string): void {
    this.#fingerprints.add(fingerprint);
    if (assistant_output === '') {
      for (const asked of [query, ...(metadata.variants ?? [])])
        this.#gapQueries.add(queryKey(asked));
    }
    this.#answers.add(answerFingerprint(assistant_output));
    if (day === this.#today) this.last = Math.max(this.last, Number(id.split('-')[2]));
  }

  has({ fingerprint, query, assistant_output, metadata }: CandidateDraft): boolean {
    if (this.#fingerprints.has(fingerprint)) return true;
    if (assistant_output !== '') return this.#answers.has(answerFingerprint(assistant_output));
    const asked = [query, ...(metadata.variants ?? [])];
    const known = asked.filter((each) => this.#gapQueries.has(queryKey(each)));
    return 2 * known.length >= asked.length;
  }
}
