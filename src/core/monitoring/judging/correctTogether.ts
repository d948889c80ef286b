import { counted } from '../../records/counted.js';
import { holmCorrection } from '../../statistics/holmCorrection.js';
import type { MetricResult } from '../metricResult.js';
import { probability } from './figureWords.js';

/**
 * Takes account of how many tests one look has: p is corrected by Holm over all results that have one, and levels fall to what the
 * corrected p allows; none ever rises. Evidence (e-values) is left as it is: its limits hold however often one looks, and
 * what is counted without a test has no p.
 *
 * @returns in the same order
 */
export function correctTogether(results: readonly MetricResult[]): MetricResult[] {
  const tested = results.filter(({ p }) => p !== undefined);
  const adjusted = holmCorrection(tested.map(({ p }) => p ?? 1));
  const byResult = new Map(tested.map((result, i) => [result, adjusted[i] ?? 1]));
  return results.map((result) => {
    const p = byResult.get(result);
    return p === undefined ? result : corrected(result, p, tested.length);
  });
}

function corrected(result: MetricResult, p: number, tests: number): MetricResult {
  const state = allowed(result, p);
  const words =
    state === result.state
      ? result.words
      : `${result.words} Over the ${counted(tests, 'test')} of this look that is ${probability(p)}, ${state === 'ok' ? 'which chance gives, too' : 'too much for an alert'}.`;
  return { ...result, adjusted_p: p, state, words };
}

function allowed({ state, threshold }: MetricResult, p: number): MetricResult['state'] {
  if (state !== 'alert' && state !== 'warn') return state;
  if (state === 'alert' && p < (threshold?.alert_p ?? 0)) return 'alert';
  return p < (threshold?.warn_p ?? 0) ? 'warn' : 'ok';
}
