import { SeededRandom } from '../../statistics/seededRandom.js';
import { mean } from '../../statistics/summaries.js';
import { judgedHits, type RankedQuery } from './rankedQueries.js';

/** Enough that the mean over them is near what is to be expected. */
const SHUFFLES = 20;

/**
 * What is to be expected of the same hits in random order: figures are means over seeded shuffles.
 * A reranker that does no better knows nothing.
 */
export function inRandomOrder(ranked: readonly RankedQuery[], seed: number): RankedQuery[] {
  const random = new SeededRandom(seed);
  return ranked.map(({ hits, judgements }) => {
    const shuffles = Array.from({ length: SHUFFLES }, () =>
      judgedHits(scoredByPlace(random.shuffled(hits)), judgements),
    );
    const [first] = shuffles;
    const values = (first?.values ?? []).map((_, at) =>
      mean(shuffles.map((each) => each.values[at] ?? 0)),
    );
    return { hits, judgements, values, rank: undefined };
  });
}

/** The same hits in the best order there is: no reranker of them can do better. */
export function inBestOrder(ranked: readonly RankedQuery[]): RankedQuery[] {
  return ranked.map(({ hits, judgements }) => {
    const grade = (id: string) => judgements.get(id) ?? 0;
    const best = hits.toSorted((a, b) => grade(b.id) - grade(a.id));
    return judgedHits(scoredByPlace(best), judgements);
  });
}

/** Scores that say the order: measures sort by them. */
function scoredByPlace(hits: RankedQuery['hits']): RankedQuery['hits'] {
  return hits.map(({ id }, place) => ({ id, score: -place }));
}
