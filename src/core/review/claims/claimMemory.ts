import type { JobContext } from '../../job.js';
import type { JournalMemory } from '../../workspace/journalMemory.js';
import type { JournalledDecision } from '../decisionJournals.js';
import { MemoryByCandidate } from '../memoryByCandidate.js';
import { claimJournals, readClaims } from './claimJournals.js';
import { type ClaimState, claimStateOf, type JournalledClaim } from './claimState.js';

/** The claims of one day in memory; read again only when their journals changed. */
export class ClaimMemory extends MemoryByCandidate<JournalledClaim> {
  constructor(context: Pick<JobContext, 'files'>, day: string, journals: JournalMemory) {
    super(context.files, {
      journals: () => claimJournals(context, day),
      read: () => readClaims(context, day, (path) => journals.read(path)),
    });
  }

  /** What they add up to; undefined: nobody claimed it. */
  stateOf(
    candidate: string,
    decisions: readonly JournalledDecision[] | undefined,
  ): ClaimState | undefined {
    const claims = this.of(candidate);
    return claims && claimStateOf(claims, decisions ?? []);
  }
}
