import type { Labelled, LabelledText } from './labelledText.js';

/** From here on, two spans are the same (as AmbientMeta's benchmark has it). */
const LEAST_OVERLAP = 0.5;

export interface Tally {
  readonly hits: number;
  readonly falseAlarms: number;
  readonly misses: number;
}

export interface Measures {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
  readonly f2: number;
}

/**
 * Hits, false alarms and misses by type: same type and intersection over union of 0.5 or more, one to one,
 * the best overlap first.
 *
 * @param types those that the data are labelled with; findings of others are left out
 */
export function score(
  texts: readonly LabelledText[],
  found: readonly (readonly Labelled[])[],
  types: readonly string[],
): Map<string, Tally> {
  const tallies = new Map(types.map((type) => [type, { hits: 0, falseAlarms: 0, misses: 0 }]));
  texts.forEach(({ spans }, index) => {
    for (const [type, tally] of tallies) {
      const wanted = spans.filter((span) => span.type === type);
      const got = (found[index] ?? []).filter((span) => span.type === type);
      const hits = matched(wanted, got);
      tally.hits += hits;
      tally.falseAlarms += got.length - hits;
      tally.misses += wanted.length - hits;
    }
  });
  return tallies;
}

function matched(wanted: readonly Labelled[], got: readonly Labelled[]): number {
  const pairs = wanted
    .flatMap((one) => got.map((other) => ({ one, other, overlap: overlapOf(one, other) })))
    .filter(({ overlap }) => overlap >= LEAST_OVERLAP)
    .sort((a, b) => b.overlap - a.overlap);
  const taken = new Set<Labelled>();
  let hits = 0;
  for (const { one, other } of pairs) {
    if (taken.has(one) || taken.has(other)) continue;
    taken.add(one).add(other);
    hits += 1;
  }
  return hits;
}

/** Intersection over union. */
function overlapOf(a: Labelled, b: Labelled): number {
  const shared = Math.min(a.end, b.end) - Math.max(a.start, b.start);
  if (shared <= 0) return 0;
  return shared / (Math.max(a.end, b.end) - Math.min(a.start, b.start));
}

/** Over all of some types together (micro average). */
export function sumOf(tallies: Iterable<Tally>): Tally {
  let hits = 0;
  let falseAlarms = 0;
  let misses = 0;
  for (const tally of tallies) {
    hits += tally.hits;
    falseAlarms += tally.falseAlarms;
    misses += tally.misses;
  }
  return { hits, falseAlarms, misses };
}

/** A tool that finds nothing is precise: there is nothing to be wrong about. */
export function measuresOf({ hits, falseAlarms, misses }: Tally): Measures {
  const precision = hits + falseAlarms === 0 ? 1 : hits / (hits + falseAlarms);
  const recall = hits + misses === 0 ? 1 : hits / (hits + misses);
  const f = (beta: number) => {
    const weight = beta * beta;
    const sum = weight * precision + recall;
    return sum === 0 ? 0 : ((1 + weight) * precision * recall) / sum;
  };
  return { precision, recall, f1: f(1), f2: f(2) };
}
