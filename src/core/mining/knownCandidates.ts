import { addToGroup } from '../records/addToGroup.js';
import type { Candidate } from '../records/candidate.js';
import { answerKey } from '../records/fingerprint.js';
import type { CandidateDraft } from './candidateDraft.js';
import { queryKey } from './queryText.js';

/**
 * What the candidates files hold already, whatever was decided about it: a rejected answer does not
 * come back with another question, and more evidence for a known one makes no second candidate.
 */
export class KnownCandidates {
  readonly #fingerprints = new Set<string>();
  /** Ids by their answer, as `answerKey` has it. */
  readonly #answers = new Map<string, string[]>();
  readonly #gapQueries = new Set<string>();

  add({ id, fingerprint, query, assistant_output, metadata }: Candidate): void {
    this.#fingerprints.add(fingerprint);
    if (assistant_output === '') {
      for (const asked of [query, ...(metadata.variants ?? [])])
        this.#gapQueries.add(queryKey(asked));
    }
    addToGroup(this.#answers, answerKey(assistant_output), id);
  }

  /** @param complained answers, as `answerKey` has them */
  complainedAbout(complained: ReadonlySet<string>): string[] {
    return [...complained].flatMap((answer) => this.#answers.get(answer) ?? []).sort();
  }

  has({ fingerprint, query, assistant_output, metadata }: CandidateDraft): boolean {
    if (this.#fingerprints.has(fingerprint)) return true;
    if (assistant_output !== '') return this.#answers.has(answerKey(assistant_output));
    const asked = [query, ...(metadata.variants ?? [])];
    const known = asked.filter((each) => this.#gapQueries.has(queryKey(each)));
    return 2 * known.length >= asked.length;
  }
}
