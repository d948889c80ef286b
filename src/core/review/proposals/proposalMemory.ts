import type { JobContext } from '../../job.js';
import type { Candidate } from '../../records/candidate.js';
import type { Problem } from '../../workspace/candidateFiles.js';
import { stampsOf } from '../../workspace/fileStamp.js';
import type { JournalMemory } from '../../workspace/journalMemory.js';
import type { JournalledDecision } from '../decisionJournals.js';
import { reviewStateOf } from '../reviewState.js';
import { openProposals } from './openProposals.js';
import { type ProposalsOf, proposalJournals, readProposals } from './proposalJournals.js';

/** The proposals of one day in memory; read again only when their journals changed. */
export class ProposalMemory {
  readonly #context: Pick<JobContext, 'files'>;
  readonly #day: string;
  readonly #journals: JournalMemory;
  #stamp = '';
  #of: ProposalsOf = new Map();
  #problems: readonly Problem[] = [];

  constructor(context: Pick<JobContext, 'files'>, day: string, journals: JournalMemory) {
    this.#context = context;
    this.#day = day;
    this.#journals = journals;
  }

  get problems(): readonly Problem[] {
    return this.#problems;
  }

  /** @returns the candidates for which there are others now than before */
  async refresh(): Promise<string[]> {
    const { files } = this.#context;
    const stamp = await stampsOf(files, await proposalJournals(this.#context, this.#day));
    if (stamp === this.#stamp) return [];
    const { of, problems } = await readProposals(this.#context, this.#day, (path) =>
      this.#journals.read(path),
    );
    const before = this.#of;
    this.#stamp = stamp;
    this.#of = of;
    this.#problems = problems;
    const ids = new Set([...before.keys(), ...of.keys()]);
    return [...ids].filter((id) => before.get(id)?.length !== of.get(id)?.length);
  }

  /** How many wait for a person. */
  openFor(candidate: Candidate, decisions: readonly JournalledDecision[] | undefined): number {
    const proposals = this.#of.get(candidate.id);
    if (proposals === undefined) return 0;
    return openProposals(proposals, reviewStateOf(candidate, decisions ?? [])).length;
  }
}
