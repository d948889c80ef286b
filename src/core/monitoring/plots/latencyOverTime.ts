import { dayAxis } from './dayAxis.js';
import { figureOf } from './figure.js';
import type { Plot } from './plot.js';
import type { PlotData } from './plotData.js';
import { plotMarks } from './plotMarks.js';
import { linesByDay } from './plotSources.js';
import { quantileSeries } from './quantileSeries.js';

/** How long searches took, day by day. */
export function latencyOverTime(data: PlotData): Plot {
  const timed = data.rollups.summaries.filter(({ latency }) => latency !== null);
  const days = dayAxis(timed.map(({ day }) => day));
  const { series, used } = quantileSeries(
    days,
    timed,
    { name: 'Median', of: ({ latency }) => latency?.p50 ?? null },
    [{ name: '95th percentile', of: ({ latency }) => latency?.p95 ?? null }],
  );
  return {
    id: 'latency-over-time',
    title: 'Latency over time',
    says:
      days.length === 0
        ? 'The assistant logs no latency.'
        : `How long searches took over ${figureOf(days.length, 'day')}; one search a conversation.`,
    shape: 'lines',
    x: { title: 'Day', labels: days },
    y: { title: 'Latency', unit: 'milliseconds' },
    series,
    marks: plotMarks(days, data, ['latency', 'errors']),
    sources: linesByDay(days, used),
  };
}
