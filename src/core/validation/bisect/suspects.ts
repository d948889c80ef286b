import type { ChangedQuery } from '../report/validationReport.js';
import type { Change } from '../versions/changes.js';

/** Changes in the order of what they are seen to have made worse, so that whom to blame is found sooner. */
export function bySuspicion(
  changes: readonly Change[],
  regressed: readonly ChangedQuery[],
): Change[] {
  const harm = new Map<string, number>();
  for (const { causes, ndcg } of regressed)
    for (const { id } of causes) harm.set(id, (harm.get(id) ?? 0) + ndcg.before - ndcg.after);
  const harmOf = ({ entries }: Change) =>
    entries.reduce((sum, { id }) => sum + (harm.get(id) ?? 0), 0);
  // The order of ids among equals: sorting is stable.
  return changes.toSorted((a, b) => harmOf(b) - harmOf(a));
}
