import type { JobContext } from '../job.js';
import type { ReviewedCandidate } from '../review/reviewedCandidates.js';
import {
  readTombstones,
  type Tombstones,
  tombstoneFiles,
} from '../screening/erasure/tombstones.js';
import { describeBreak, readJournal } from '../workspace/journal.js';
import type { Findings } from './fault.js';

/** Whether the journals of what was erased are unbroken; what they say. */
export async function verifyTombstones(
  context: Pick<JobContext, 'files'>,
  { faults }: Findings,
): Promise<Tombstones> {
  for (const file of await tombstoneFiles(context)) {
    const journal = await readJournal(context.files, file);
    // A torn last line was never promised to anybody.
    if (journal.break === undefined || journal.break.kind === 'torn') continue;
    const message = `${describeBreak(journal.break)}; what was erased from here on may come back`;
    faults.push({ check: 'erasure', place: { file, line: journal.break.line }, message });
  }
  return readTombstones(context);
}

/** Whether something that was erased is accepted again, by a branch that knew nothing of it. */
export function verifyNotErased(
  { candidate, state, position }: ReviewedCandidate,
  tombstones: Tombstones,
  { faults }: Findings,
): void {
  const { query, assistant_output } = state.text;
  if (!tombstones.holds(`${query}\n${assistant_output}`)) return;
  const message = `${candidate.id} is accepted and holds something that was erased; reject it`;
  faults.push({ check: 'erasure', place: position, message });
}
