import type { Sample, Watched } from '../../../src/core/monitoring/samples.js';
import { SeededRandom } from '../../../src/core/statistics/seededRandom.js';

export const NOW = new Date('2026-03-20T12:00:00.000Z');

interface Shape {
  readonly sessions?: number;
  readonly seed?: number;
  /** Added to the logit of every score. */
  readonly shift?: number;
  /** Times as long. */
  readonly slower?: number;
  /** Added to the number of every entry. */
  readonly otherEntries?: number;
}

/** Conversations drawn from a seed; counts of events are as given, or 6 % of them. */
export function sampleOf(
  { sessions = 400, seed = 1, shift = 0, slower = 1, otherEntries = 0 }: Shape = {},
  counts: Partial<Sample> = {},
): Sample {
  const random = new SeededRandom(seed);
  const uniform = () => random.bits() / 2 ** 32;
  const logits = Array.from({ length: sessions }, () => logit(uniform()) / 2 + shift);
  const hits = new Map<string, number>();
  for (let i = 0; i < sessions; i += 1) {
    const id = `kb-${Math.floor(8 ** uniform()) + otherEntries}`;
    hits.set(id, (hits.get(id) ?? 0) + 1);
  }
  const few = Math.round(sessions * 0.06);
  return {
    span: { from: '2026-03-13T12:00:00.000Z', to: '2026-03-20T12:00:00.000Z' },
    ...{ sessions, searches: 2 * sessions, hits },
    ...{ zeroHits: few, negative: few, positive: 2 * few, errors: few },
    top: logits.map((each) => 1 / (1 + Math.exp(-each))),
    margin: logits.map((each) => 0.3 / (1 + Math.exp(-each))),
    latency: Array.from({ length: sessions }, () => slower * 100 * Math.exp(uniform())),
    ...counts,
  };
}

/** With a reference of a thousand conversations. */
export function watchedOf(windows: readonly Sample[], change: Partial<Watched> = {}): Watched {
  return {
    ...{ deployment: 'dep-20260301-0900', reranker: 'reranker 1.0.0', gathered: 1_000 },
    reference: {
      ...{ file: '.codelumi/monitoring/references/dep.json', sha256: 'ab'.repeat(32) },
      ...{ deployment: 'dep-20260301-0900', reranker: 'reranker 1.0.0' },
      sample: sampleOf({ sessions: 1_000, seed: 99 }),
    },
    windows,
    latest: '2026-03-20T11:00:00.000Z',
    ...change,
  };
}

function logit(share: number): number {
  const inside = Math.min(Math.max(share, 1e-6), 1 - 1e-6);
  return Math.log(inside / (1 - inside));
}
