import type { Filterable } from './matchesCondition.js';
import type { Sort } from './query.js';

/** Candidates of one status in another order than the queue's; equal ones stay in that. */
export function inOrder<Candidate extends Filterable>(
  candidates: readonly Candidate[],
  sort: Sort,
): readonly Candidate[] {
  if (sort === 'queue') return candidates;
  const keys = Float64Array.from(candidates, (candidate) => keyOf(candidate, sort));
  const places = Uint32Array.from(candidates.keys());
  places.sort((a, b) => (keys[b] ?? 0) - (keys[a] ?? 0) || a - b);
  return Array.from(places, (place) => candidates[place]).filter((each) => each !== undefined);
}

/** What comes first has the highest. */
function keyOf({ summary, facts }: Filterable, sort: Exclude<Sort, 'queue'>): number {
  if (sort === 'impact') return facts.impact;
  if (sort === 'score') return facts.evidence ?? -1;
  const time = Date.parse(summary.timestamp);
  return Number.isNaN(time) ? 0 : time;
}
