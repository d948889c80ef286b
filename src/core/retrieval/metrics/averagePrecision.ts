import { type JudgedRanking, UNJUDGED, UNPOOLED } from './judgedRanking.js';
import { type Measure, meanOf, ratio } from './measure.js';

/** Keeps a geometric mean from being 0 for one query that failed (trec_eval's MIN_GEO_MEAN). */
const LEAST_FOR_GEOMETRIC_MEAN = 0.00001;

/** The reciprocal rank of the first relevant document; its mean is the MRR. Cut the ranking first for MRR@k. */
export const RECIPROCAL_RANK = meanOf('recip_rank', ({ grades, relevanceLevel }) => {
  const first = grades.findIndex((grade) => grade >= relevanceLevel);
  return first < 0 ? 0 : 1 / (first + 1);
});

/** The same of a ranking cut at k. */
export function reciprocalRankAt(k: number): Measure {
  return meanOf(`recip_rank_${k}`, ({ grades, relevanceLevel }) => {
    const first = grades.slice(0, k).findIndex((grade) => grade >= relevanceLevel);
    return first < 0 ? 0 : 1 / (first + 1);
  });
}

/** AP: precision at the rank of each relevant document, 0 for those not found; its mean is the MAP. */
export const AVERAGE_PRECISION = meanOf('map', (ranking) => averagePrecision(ranking));

export function averagePrecisionAt(k: number): Measure {
  return meanOf(`map_cut_${k}`, (ranking) => averagePrecision(ranking, k));
}

function averagePrecision(
  { grades, relevanceLevel, relevant }: JudgedRanking,
  cutoff = grades.length,
): number {
  let [hits, sum] = [0, 0];
  for (const [rank, grade] of grades.entries()) {
    if (rank >= cutoff) break;
    if (grade < relevanceLevel) continue;
    hits += 1;
    sum += hits / (rank + 1);
  }
  return ratio(sum, relevant);
}

/** Logarithm of AP, for the geometric mean over queries. */
export const GEOMETRIC_AVERAGE_PRECISION = logarithmOf('gm_map', averagePrecision);

/**
 * bpref (Buckley and Voorhees 2004): for each relevant document, the share of the first R judged non-relevant
 * ones that stand behind it. What nobody judged does not count.
 */
export const BINARY_PREFERENCE = meanOf('bpref', binaryPreference);
export const GEOMETRIC_BINARY_PREFERENCE = logarithmOf('gm_bpref', binaryPreference);

function logarithmOf(name: string, of: (ranking: JudgedRanking) => number): Measure {
  const logarithm = (ranking: JudgedRanking) =>
    Math.log(Math.max(of(ranking), LEAST_FOR_GEOMETRIC_MEAN));
  return { name, summary: 'geometric', isCount: false, of: logarithm };
}

function binaryPreference({
  grades,
  relevanceLevel,
  relevant,
  nonRelevant,
}: JudgedRanking): number {
  let [before, sum] = [0, 0];
  for (const grade of grades) {
    if (grade < 0) continue;
    if (grade < relevanceLevel) before += 1;
    else sum += before === 0 ? 1 : 1 - Math.min(before, relevant) / Math.min(nonRelevant, relevant);
  }
  return ratio(sum, relevant);
}

const INFERRED_EPSILON = 0.00001;

/** Inferred AP (Yilmaz and Aslam 2006), for judgements that are a sample of the pool. */
export const INFERRED_AVERAGE_PRECISION = meanOf(
  'infAP',
  ({ grades, relevanceLevel, relevant }) => {
    let [sum, hits, misses, unjudged] = [0, 0, 0, 0];
    for (const [above, grade] of grades.entries()) {
      if (grade === UNPOOLED) continue;
      if (grade === UNJUDGED) unjudged += 1;
      else if (grade < relevanceLevel) misses += 1;
      else {
        sum += above === 0 ? 1 : inferredPrecision(above, { hits, misses, unjudged });
        hits += 1;
      }
    }
    return ratio(sum, relevant);
  },
);

function inferredPrecision(
  above: number,
  { hits, misses, unjudged }: { hits: number; misses: number; unjudged: number },
): number {
  const pooled = (hits + misses + unjudged) / above;
  const precision = (hits + INFERRED_EPSILON) / (hits + misses + 2 * INFERRED_EPSILON);
  return 1 / (above + 1) + (above / (above + 1)) * pooled * precision;
}

/** The greatest precision at or behind the rank where a share of the relevant documents is found. */
export function interpolatedPrecisionAt(recall: number): Measure {
  return meanOf(`iprec_at_recall_${recall.toFixed(2)}`, (ranking) =>
    interpolatedPrecision(ranking, recall),
  );
}

/** Mean of the interpolated precision at recall 0, 0.1, … 1. */
export const ELEVEN_POINT_AVERAGE = meanOf('11pt_avg', (ranking) => {
  let sum = 0;
  // From the greatest recall down, the order in which trec_eval adds them up.
  for (let tenths = 10; tenths >= 0; tenths -= 1)
    sum += interpolatedPrecision(ranking, ELEVEN_POINTS[tenths] ?? 0);
  return sum / 11;
});

export const ELEVEN_POINTS: readonly number[] = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1];

function interpolatedPrecision(
  { grades, relevanceLevel, relevant, relevantFound }: JudgedRanking,
  recall: number,
): number {
  const needed = Math.round(recall * relevant);
  if (needed > relevantFound) return 0;
  let hits = relevantFound;
  let greatest = ratio(relevantFound, grades.length);
  for (let count = grades.length; count > 0 && hits > 0; count -= 1) {
    greatest = Math.max(greatest, hits / count);
    if ((grades[count - 1] ?? UNPOOLED) < relevanceLevel) continue;
    if (hits === needed) return greatest;
    hits -= 1;
  }
  return greatest;
}
