import type { JobContext } from '../../job.js';
import type { Candidate } from '../../records/candidate.js';
import type { Proposal } from '../../records/proposal.js';
import type { JournalMemory } from '../../workspace/journalMemory.js';
import type { JournalledDecision } from '../decisionJournals.js';
import { MemoryByCandidate } from '../memoryByCandidate.js';
import { reviewStateOf } from '../reviewState.js';
import { openProposals } from './openProposals.js';
import { proposalJournals, readProposals } from './proposalJournals.js';

/** The proposals of one day in memory; read again only when their journals changed. */
export class ProposalMemory extends MemoryByCandidate<Proposal> {
  constructor(context: Pick<JobContext, 'files'>, day: string, journals: JournalMemory) {
    super(context.files, {
      journals: () => proposalJournals(context, day),
      read: () => readProposals(context, day, (path) => journals.read(path)),
    });
  }

  /** How many wait for a person. */
  openFor(candidate: Candidate, decisions: readonly JournalledDecision[] | undefined): number {
    const proposals = this.of(candidate.id);
    if (proposals === undefined) return 0;
    return openProposals(proposals, reviewStateOf(candidate, decisions ?? [])).length;
  }
}
