import type { Change } from '../versions/changes.js';
import type { HoldoutQuery } from './holdout.js';
import type { RankedQuery } from './rankedQueries.js';

/** A holdout query as both sides answer it. */
export interface ComparedQuery {
  readonly query: HoldoutQuery;
  readonly baseline: RankedQuery;
  readonly candidate: RankedQuery;
}

/** @param baseline and @param candidate their rankings of the same queries, in their order */
export function comparedQueries(
  queries: readonly HoldoutQuery[],
  baseline: readonly RankedQuery[],
  candidate: readonly RankedQuery[],
): ComparedQuery[] {
  return queries.flatMap((query, at) => {
    const [before, after] = [baseline[at], candidate[at]];
    return before === undefined || after === undefined
      ? []
      : [{ query, baseline: before, candidate: after }];
  });
}

/** An entry that made a query better or worse. */
export interface Cause {
  readonly id: string;
  /**
   * `new`, `changed`, `gone`: what became of the entry itself. `moved`: it is as it was, and stands elsewhere because of
   * what others changed, or of the reranker.
   */
  readonly what: 'new' | 'changed' | 'gone' | 'moved';
  /** The candidates behind that, and the decision that accepted each. */
  readonly acceptances: readonly { readonly candidate: string; readonly decision: string }[];
}

const MOST_CAUSES = 10;
/** Behind this rank nobody looks. */
const LOOKED_AT = 10;

/** By entry, the change it is part of. */
export function changesByEntry(changes: readonly Change[]): ReadonlyMap<string, Change> {
  return new Map(
    changes.flatMap((change) => change.entries.map(({ id }) => [id, change] as const)),
  );
}

/**
 * The entries to which a worse query is owed: those above the first relevant one that were not above it before, and the
 * relevant ones that are gone. For a better query the same with both sides exchanged, and the relevant entries that are
 * new or changed.
 */
export function causesOf(
  { baseline, candidate }: ComparedQuery,
  isWorse: boolean,
  changes: ReadonlyMap<string, Change>,
): Cause[] {
  const [better, worse] = isWorse ? [baseline, candidate] : [candidate, baseline];
  const aboveBefore = new Set(idsAbove(better));
  const displacing = idsAbove(worse).filter((id) => !aboveBefore.has(id));
  const relevant = [...baseline.judgements.keys(), ...candidate.judgements.keys()].filter((id) =>
    changes.has(id),
  );
  const causes = [...new Set([...relevant, ...displacing])].map((id) => causeOf(id, changes));
  // What was changed explains; what only moved comes along with it.
  return causes
    .sort((a, b) => Number(a.what === 'moved') - Number(b.what === 'moved'))
    .slice(0, MOST_CAUSES);
}

function idsAbove({ hits, rank }: RankedQuery): string[] {
  const end = rank === undefined ? LOOKED_AT : Math.min(rank - 1, LOOKED_AT);
  return hits.slice(0, end).map(({ id }) => id);
}

function causeOf(id: string, changes: ReadonlyMap<string, Change>): Cause {
  const change = changes.get(id);
  const entry = change?.entries.find((each) => each.id === id);
  const acceptances = (change?.acceptances ?? []).map(({ candidate, decision }) => ({
    candidate,
    decision,
  }));
  if (entry === undefined) return { id, what: 'moved', acceptances: [] };
  if (entry.after === undefined) return { id, what: 'gone', acceptances };
  return { id, what: entry.before === undefined ? 'new' : 'changed', acceptances };
}
