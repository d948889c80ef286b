import { HOUR_MS } from '../../../src/core/durations.js';
import { SeededRandom } from '../../../src/core/statistics/seededRandom.js';

/** A stretch of searches whose scores lie around a middle. */
export interface ScoredStretch {
  readonly hours: number;
  /** Of the best hit's score, from 0 to 1. */
  readonly around: number;
}

/**
 * Lines of `kb_usage.jsonl`: a search an hour, each a conversation of its own, with logged scores.
 * @param until when the last stretch ends, in milliseconds since the epoch
 */
export function driftingSearches(stretches: readonly ScoredStretch[], until: number): string {
  const random = new SeededRandom(7);
  const share = () => random.bits() / 2 ** 32;
  let time = until - stretches.reduce((sum, { hours }) => sum + hours, 0) * HOUR_MS;
  const lines: string[] = [];
  for (const { hours, around } of stretches)
    for (let hour = 0; hour < hours; hour += 1) {
      const top = Math.min(1, Math.max(0, around + (share() - 0.5) * 0.2));
      const second = top * (0.5 + share() * 0.4);
      const hits = [1 + Math.floor(share() * 4), 9].map((id) => ({ id: `kb-${id}`, title: 'T' }));
      const line = { ts: time, query: `How is ${hour} done?`, source: 'kbFirst', hits };
      lines.push(JSON.stringify({ ...line, scores: [top, second] }));
      time += HOUR_MS;
    }
  return lines.map((line) => `${line}\n`).join('');
}
