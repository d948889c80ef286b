import type { MetricState } from '../metric.js';
import type { MetricResult } from '../metricResult.js';

/** What a state is called in a sentence. */
export const STATE_NAMES: Readonly<Record<MetricState, string>> = {
  ok: 'ok',
  'no-data': 'no data',
  'warming-up': 'warming up',
  stale: 'stale',
  warn: 'warning',
  alert: 'alert',
};

/** `warming up 120 of 300`: what is still missing is told, so that nobody takes it for ok. */
export function stateWords(result: Pick<MetricResult, 'state' | 'n' | 'm' | 'needed'>): string {
  const { state } = result;
  if (state !== 'warming-up') return STATE_NAMES[state];
  const { have, need } = gathered(result);
  return `${STATE_NAMES[state]} ${have.toLocaleString('en')} of ${need.toLocaleString('en')}`;
}

/** The reference comes first: without one there is nothing that a window could be held against. */
export function gathered({ n, m, needed }: Pick<MetricResult, 'n' | 'm' | 'needed'>): {
  readonly have: number;
  readonly need: number;
} {
  return m < needed.m ? { have: m, need: needed.m } : { have: n, need: needed.n };
}
