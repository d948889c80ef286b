import type { MetricResult } from '../metricResult.js';
import type { PlotSource } from '../plots/plot.js';
import type { Rollups } from '../store/rollups.js';
import type { WorkspaceMeasures } from '../workspace/workspaceMeasures.js';

/** Lines that a result was counted from, newest first; by days, as figures are kept by the day. */
export function rowsBehind(
  { metric, deployment, window }: Pick<MetricResult, 'metric' | 'deployment' | 'window'>,
  { summaries, growth }: Pick<Rollups, 'summaries' | 'growth'>,
  { mined, decided, staleness }: Pick<WorkspaceMeasures, 'mined' | 'decided' | 'staleness'>,
): PlotSource[] {
  const isIn = ({ day }: { readonly day: string }) =>
    window === undefined || (day >= window.from.slice(0, 10) && day <= window.to.slice(0, 10));
  switch (metric) {
    case 'memory-growth':
      return growth
        .filter(isIn)
        .toReversed()
        .flatMap(({ lines }) => lines);
    case 'reject-rate':
      return decided
        .filter(isIn)
        .toReversed()
        .flatMap(({ source }) => source);
    case 'private-rate':
    case 'candidate-volume':
      return mined
        .filter(isIn)
        .toReversed()
        .map(({ source }) => source);
    case 'staleness':
      return staleness.stale.map(({ place }) => ({
        file: place.file,
        first: place.line,
        last: place.line,
      }));
    case 'rollout':
      return []; // It is judged by other metrics, and its gates name theirs.
    default:
      return summaries
        .filter((each) => each.deployment === deployment && isIn(each))
        .toReversed()
        .flatMap(({ lines }) => lines);
  }
}
