import { METRIC_STATES, type MetricState } from '../metric.js';

/**
 * What several states come to. That one has no data, because the assistant does not log it or there is nothing of the kind, hides
 * nothing and holds nothing back; everything else does in the order of `METRIC_STATES`. Without any data it is `no-data`.
 */
export function worstOf(states: Iterable<MetricState>): MetricState {
  let worst: MetricState = 'no-data';
  for (const state of states) {
    if (state === 'no-data') continue;
    if (worst === 'no-data' || METRIC_STATES.indexOf(state) > METRIC_STATES.indexOf(worst))
      worst = state;
  }
  return worst;
}
