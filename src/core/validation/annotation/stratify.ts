import { compareBytes } from '../../records/byteOrder.js';
import type { Hit } from '../../retrieval/bm25f/bestHits.js';
import type { SeededRandom } from '../../statistics/seededRandom.js';

/** Ranks from and to, both included. */
const BANDS: readonly (readonly [first: number, last: number])[] = [
  [1, 1],
  [2, 3],
  [4, 10],
  [11, 50],
];
/** How sure a ranking is: by thirds of the best scores that queries have. */
const THIRDS = ['unsure', 'middling', 'sure'] as const;

export interface RankedQuery {
  readonly query: string;
  /** Best first, at least one. */
  readonly hits: readonly Hit[];
}

export interface DrawnPair {
  readonly query: string;
  readonly id: string;
  readonly rank: number;
  readonly score: number;
  readonly stratum: string;
}

/**
 * Draws pairs so that every stratum, a band of ranks and a third of scores, has as many as every other as far as it
 * can: what is graded then tells of what is found last as well as of what is found first. At most one pair of a query
 * in each band. In random order, so that whoever grades them learns nothing from it.
 *
 * @param keyOf the same for pairs that need to be graded once: two entries may give one answer
 */
export function stratify(
  ranked: readonly RankedQuery[],
  size: number,
  random: SeededRandom,
  keyOf: (pair: DrawnPair) => string,
): DrawnPair[] {
  const strata = new Map<string, DrawnPair[]>();
  const thirds = thirdsOf(ranked);
  for (const { query, hits } of random.shuffled(ranked)) {
    for (const [first, last] of BANDS) {
      const end = Math.min(last, hits.length);
      if (end < first) continue;
      const rank = first + random.below(end - first + 1);
      const hit = hits[rank - 1];
      if (hit === undefined) continue;
      const ranks = first === last ? `${first}` : `${first}-${last}`;
      const stratum = `rank ${ranks}, ${thirds(hits[0]?.score ?? 0)}`;
      const pair = { query, id: hit.id, rank, score: hit.score, stratum };
      strata.set(stratum, [...(strata.get(stratum) ?? []), pair]);
    }
  }
  const inOrder = [...strata].sort(([a], [b]) => compareBytes(a, b));
  return random.shuffled(inTurn(inOrder, size, keyOf));
}

function thirdsOf(ranked: readonly RankedQuery[]): (score: number) => (typeof THIRDS)[number] {
  const scores = ranked.map(({ hits }) => hits[0]?.score ?? 0).sort((a, b) => a - b);
  const [low, high] = [1, 2].map((third) => scores[Math.floor((third * scores.length) / 3)] ?? 0);
  return (score) => {
    if (score < (low ?? 0)) return 'unsure';
    return score < (high ?? 0) ? 'middling' : 'sure';
  };
}

/** One of each stratum after the other, until there are enough or none is left. */
function inTurn(
  strata: readonly (readonly [string, readonly DrawnPair[]])[],
  size: number,
  keyOf: (pair: DrawnPair) => string,
): DrawnPair[] {
  const drawn = new Map<string, DrawnPair>();
  const longest = strata.reduce((most, [, pairs]) => Math.max(most, pairs.length), 0);
  for (let turn = 0; turn < longest; turn += 1) {
    for (const [, pairs] of strata) {
      const pair = pairs[turn];
      if (pair === undefined || drawn.size === size) continue;
      const key = keyOf(pair);
      if (!drawn.has(key)) drawn.set(key, pair);
    }
  }
  return [...drawn.values()];
}
