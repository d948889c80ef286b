import { compareText } from '../../records/compareText.js';
import type { DaySummary } from '../store/daySummary.js';
import { type Answerer, answererName, isSameAnswerer } from './deploymentName.js';
import type { PlotSeries } from './plot.js';

/** More lines at once cannot be told apart. */
const MOST_ANSWERERS = 3;

interface Quantile {
  readonly name: string;
  readonly of: (summary: DaySummary) => number | null;
}

/**
 * Quantiles day by day. Those of two answerers are never put together: each has its own median; all quantiles are shown of the
 * one that answered last.
 * @param median the quantile that every one of them shows
 * @param others further quantiles of the newest
 * @returns the series, and the summaries that they are made of
 */
export function quantileSeries(
  days: readonly string[],
  summaries: readonly DaySummary[],
  median: Quantile,
  others: readonly Quantile[],
): { readonly series: PlotSeries[]; readonly used: DaySummary[] } {
  const answerers = newestAnswerers(summaries).slice(0, MOST_ANSWERERS);
  const [newest] = answerers;
  const suffix = (each: Answerer) =>
    answerers.length < 2 ? '' : `, ${answererName(each, answerers)}`;
  const seriesOf = ({ name, of }: Quantile, each: Answerer): PlotSeries => {
    const byDay = new Map(
      summaries
        .filter((summary) => isSameAnswerer(summary, each))
        .map((summary) => [summary.day, of(summary)]),
    );
    return {
      name: `${name}${suffix(each)}`,
      role: 'plain',
      values: days.map((day) => byDay.get(day) ?? null),
    };
  };
  return {
    series: [
      ...answerers.map((each) => seriesOf(median, each)),
      ...(newest === undefined ? [] : others.map((other) => seriesOf(other, newest))),
    ],
    used: summaries.filter((summary) => answerers.some((each) => isSameAnswerer(each, summary))),
  };
}

/** Who answered last comes first; of those on one day, who answered more. */
function newestAnswerers(summaries: readonly DaySummary[]): DaySummary[] {
  const latest = new Map<string, DaySummary>();
  for (const summary of summaries) {
    const key = JSON.stringify([summary.deployment, summary.reranker]);
    const known = latest.get(key);
    if (known === undefined || known.day <= summary.day) latest.set(key, summary);
  }
  return [...latest.values()].sort(
    (a, b) =>
      compareText(b.day, a.day) ||
      b.sessions - a.sessions ||
      compareText(a.deployment, b.deployment),
  );
}
