import { type ComparedQuery, causesOf, changesByEntry } from '../holdout/comparedQueries.js';
import { valuesOf } from '../holdout/rankedQueries.js';
import type { Change } from '../versions/changes.js';
import type { ChangedQuery } from './validationReport.js';

/** By so much a figure may differ without anything being different. */
const ROUNDING = 1e-9;

/** Queries that are answered better and worse than before, by nDCG@10, the greatest difference first. */
export function changedQueries(
  compared: readonly ComparedQuery[],
  changes: readonly Change[],
): { readonly improved: ChangedQuery[]; readonly regressed: ChangedQuery[] } {
  const byEntry = changesByEntry(changes);
  const before = valuesOf(
    compared.map(({ baseline }) => baseline),
    'ndcg@10',
  );
  const after = valuesOf(
    compared.map(({ candidate }) => candidate),
    'ndcg@10',
  );
  const differing = compared.flatMap((each, at): ChangedQuery[] => {
    const ndcg = { before: before[at] ?? 0, after: after[at] ?? 0 };
    const difference = ndcg.after - ndcg.before;
    if (Math.abs(difference) < ROUNDING) return [];
    const { value, place } = each.query;
    return [
      {
        query: value.query,
        place,
        before: each.baseline.rank ?? null,
        after: each.candidate.rank ?? null,
        ndcg,
        causes: causesOf(each, difference < 0, byEntry).map((cause) => ({
          ...cause,
          acceptances: [...cause.acceptances],
        })),
      },
    ];
  });
  const size = ({ ndcg }: ChangedQuery) => Math.abs(ndcg.after - ndcg.before);
  const isWorse = ({ ndcg }: ChangedQuery) => ndcg.after < ndcg.before;
  const sorted = differing.sort((a, b) => size(b) - size(a) || a.place.line - b.place.line);
  return {
    improved: sorted.filter((each) => !isWorse(each)),
    regressed: sorted.filter(isWorse),
  };
}
