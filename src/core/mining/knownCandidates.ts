import { addToGroup } from '../records/addToGroup.js';
import type { Candidate } from '../records/candidate.js';
import { answerFingerprint } from '../records/fingerprint.js';
import type { CandidateDraft } from './candidateDraft.js';
import { queryKey } from './queryText.js';

/**
 * What the candidates files hold already, whatever was decided about it: a rejected answer does not
 * come back with another question, and more evidence for a known one makes no second candidate.
 */
export class KnownCandidates {
  readonly #fingerprints = new Set<string>();
  /** Ids by the fingerprint of their answer. */
  readonly #answers = new Map<string, string[]>();
  readonly #gapQueries = new Set<string>();

  add({ id, fingerprint, query, assistant_output, metadata }: Candidate): void {
    this.#fingerprints.add(fingerprint);
    if (assistant_output === '') {
      for (const asked of [query, ...(metadata.variants ?? [])])
        this.#gapQueries.add(queryKey(asked));
    }
    addToGroup(this.#answers, answerFingerprint(assistant_output), id);
  }

  /** @param complained fingerprints of answers */
  complainedAbout(complained: ReadonlySet<string>): string[] {
    return [...complained].flatMap((answer) => this.#answers.get(answer) ?? []).sort();
  }

  has({ fingerprint, query, assistant_output, metadata }: CandidateDraft): boolean {
    if (this.#fingerprints.has(fingerprint)) return true;
    if (assistant_output !== '') return this.#answers.has(answerFingerprint(assistant_output));
    const asked = [query, ...(metadata.variants ?? [])];
    const known = asked.filter((each) => this.#gapQueries.has(queryKey(each)));
    return 2 * known.length >= asked.length;
  }
}
