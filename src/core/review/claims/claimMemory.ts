import type { JobContext } from '../../job.js';
import type { Problem } from '../../workspace/candidateFiles.js';
import { stampsOf } from '../../workspace/fileStamp.js';
import type { JournalMemory } from '../../workspace/journalMemory.js';
import type { JournalledDecision } from '../decisionJournals.js';
import { type ClaimsOf, claimJournals, readClaims } from './claimJournals.js';
import { type ClaimState, claimStateOf } from './claimState.js';

/** The claims of one day in memory; read again only when their journals changed. */
export class ClaimMemory {
  readonly #context: Pick<JobContext, 'files'>;
  readonly #day: string;
  readonly #journals: JournalMemory;
  #stamp: string | undefined;
  #of: ClaimsOf = new Map();
  #problems: readonly Problem[] = [];

  constructor(context: Pick<JobContext, 'files'>, day: string, journals: JournalMemory) {
    this.#context = context;
    this.#day = day;
    this.#journals = journals;
  }

  get problems(): readonly Problem[] {
    return this.#problems;
  }

  /** @returns the candidates about which there are other claims now than before */
  async refresh(): Promise<string[]> {
    const stamp = await stampsOf(
      this.#context.files,
      await claimJournals(this.#context, this.#day),
    );
    if (stamp === this.#stamp) return [];
    const { of, problems } = await readClaims(this.#context, this.#day, (path) =>
      this.#journals.read(path),
    );
    const before = this.#of;
    this.#stamp = stamp;
    this.#of = of;
    this.#problems = problems;
    const ids = new Set([...before.keys(), ...of.keys()]);
    return [...ids].filter((id) => before.get(id)?.length !== of.get(id)?.length);
  }

  /** What they add up to; undefined: nobody claimed it. */
  stateOf(
    candidate: string,
    decisions: readonly JournalledDecision[] | undefined,
  ): ClaimState | undefined {
    const claims = this.#of.get(candidate);
    return claims && claimStateOf(claims, decisions ?? []);
  }
}
