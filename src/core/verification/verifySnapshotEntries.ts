import { type Place, throwIfCancelled } from '../errors.js';
import type { JobContext } from '../job.js';
import { readJsonLines } from '../records/jsonLinesReader.js';
import { describeFault } from '../records/readFault.js';
import { isPrivate } from '../review/acceptance.js';
import type { ScreeningPolicy } from '../screening/recogniser.js';
import { screenText } from '../screening/screenText.js';
import { type SnapshotEntry, snapshotEntrySchema } from '../snapshots/snapshotEntry.js';
import type { Findings } from './fault.js';

/** What the entries of a snapshot are held against. */
export interface Known {
  readonly policy: ScreeningPolicy;
  /** Hashes of all decisions that count. */
  readonly decisions: ReadonlySet<string>;
}

/**
 * Whether every line of a snapshot is an entry, comes from a decision that was made, and holds nothing
 * private.
 * @returns how many records there are
 */
export async function verifyEntries(
  { files, signal }: Pick<JobContext, 'files' | 'signal'>,
  file: string,
  known: Known,
  findings: Findings,
): Promise<number> {
  let entries = 0;
  for await (const item of readJsonLines(files, file, { looksLikeRecord: () => true, signal })) {
    throwIfCancelled(signal);
    const { line } = item.kind === 'fault' ? item.fault.position : item.position;
    const place = { file, line };
    if (item.kind === 'fault') {
      findings.faults.push({ check: 'snapshot', place, message: describeFault(item.fault) });
      continue;
    }
    entries += 1;
    const parsed = snapshotEntrySchema.safeParse(item.value);
    if (parsed.success) verifyEntry(parsed.data, place, known, findings);
    else findings.faults.push({ check: 'snapshot', place, message: 'not an entry of a snapshot' });
  }
  return entries;
}

function verifyEntry(
  { id, q, a, origin }: SnapshotEntry,
  place: Place,
  { policy, decisions }: Known,
  { faults, warnings }: Findings,
): void {
  const isLearned = 'candidate' in origin;
  if (isLearned && !decisions.has(origin.decision)) {
    const message = `${id} says that a decision on ${origin.candidate} put it here, and no journal holds that decision`;
    faults.push({ check: 'snapshot', place, message });
  }
  const rules = screenText({ query: q, assistant_output: a }, policy)
    .filter(isPrivate)
    .map(({ rule }) => rule);
  if (rules.length === 0) return;
  const message = `${id} holds something private: ${[...new Set(rules)].join(', ')}`;
  // What stood in the knowledge base before was never ours to accept.
  (isLearned ? faults : warnings).push({ check: 'snapshot', place, message });
}
