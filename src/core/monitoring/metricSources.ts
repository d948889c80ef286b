import type { MetricResult } from './metricResult.js';
import type { Observation } from './observe.js';
import type { PlotSource } from './plots/plot.js';

/** So many places are named; the newest first. */
const MOST = 20;

type Seen = Pick<Observation, 'rollups' | 'measures'>;

/** The lines that a metric was counted from, the newest first. Of alerts, as far as they still stand in the logs. */
export function metricSources(result: MetricResult, seen: Seen): PlotSource[] {
  const days = daysOf(result.window);
  return sourcesOf(
    result,
    seen,
    (day) => days === undefined || (day >= days.from && day <= days.to),
  )
    .toReversed()
    .slice(0, MOST);
}

function sourcesOf(
  { metric, deployment }: MetricResult,
  { rollups, measures }: Seen,
  isInside: (day: string) => boolean,
): readonly PlotSource[] {
  switch (metric) {
    case 'rollout':
      return [];
    case 'staleness':
      return measures.staleness.stale.map(({ place: { file, line } }) => ({
        file,
        first: line,
        last: line,
      }));
    case 'reject-rate':
      return measures.decided.filter(({ day }) => isInside(day)).flatMap(({ source }) => source);
    case 'private-rate':
    case 'candidate-volume':
      return measures.mined.filter(({ day }) => isInside(day)).map(({ source }) => source);
    case 'memory-growth':
      return rollups.growth.filter(({ day }) => isInside(day)).flatMap(({ lines }) => lines);
    default:
      return rollups.summaries
        .filter((each) => each.deployment === deployment && isInside(each.day))
        .flatMap(({ lines }) => lines);
  }
}

/** `to` is no part of a window, but may lie within a day. */
function daysOf(window: MetricResult['window']): { from: string; to: string } | undefined {
  if (window === undefined) return undefined;
  const last = new Date(Date.parse(window.to) - 1);
  const to = Number.isNaN(last.getTime()) ? window.to : last.toISOString();
  return { from: window.from.slice(0, 10), to: to.slice(0, 10) };
}
