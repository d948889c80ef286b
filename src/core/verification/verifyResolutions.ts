import type { JobContext } from '../job.js';
import { readKnowledgeBase } from '../retrieval/knowledgeBase.js';
import type { ReviewedCandidate } from '../review/reviewedCandidates.js';
import { resolutionOf } from '../review/standingEntry.js';
import { fromKnowledgeBase } from '../snapshots/base.js';
import { collectEntries } from '../snapshots/collectEntries.js';
import type { Config } from '../workspace/configSchema.js';
import type { Findings } from './fault.js';

/**
 * Whether every merge and every supersession can be carried out: the other entry is there as it was
 * decided about, and nobody else took its place.
 *
 * @param accepted all of them, in any order
 */
export async function verifyResolutions(
  context: Pick<JobContext, 'files' | 'signal'>,
  accepted: readonly ReviewedCandidate[],
  { sources }: Pick<Config, 'sources'>,
  { faults }: Findings,
): Promise<void> {
  if (accepted.every(({ state }) => resolutionOf(state).kind === 'keep')) return;
  const { entries } = await readKnowledgeBase(context, sources.knowledgeBase);
  const inOrder = accepted.toSorted((a, b) => (a.candidate.id < b.candidate.id ? -1 : 1));
  const { problems } = collectEntries(entries.map(fromKnowledgeBase), inOrder, () => ({
    taken: [],
    leftOut: 0,
  }));
  for (const { accepted: each, what } of problems)
    faults.push({ check: 'acceptance', place: each.position, message: what });
}
