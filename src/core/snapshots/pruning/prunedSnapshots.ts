import { readAuditLog } from '../../audit/journal/auditLog.js';
import type { JobContext } from '../../job.js';

/** What the audit log calls a run: verify takes a snapshot for pruned that such a run deleted. */
export const PRUNED = 'prune-snapshots';

/** Files of snapshots that were deleted by a run of pruning, and the SHA-256 that each had then. */
export async function prunedSnapshots(
  context: Pick<JobContext, 'files'>,
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const pruned = new Map<string, Set<string>>();
  for (const { entry } of await readAuditLog(context, { action: PRUNED })) {
    for (const { file, before, after } of entry.changes ?? []) {
      if (before === null || after !== null) continue;
      pruned.set(file, (pruned.get(file) ?? new Set()).add(before));
    }
  }
  return pruned;
}
