import { dayAxis } from './dayAxis.js';
import { figureOf } from './figure.js';
import type { Plot } from './plot.js';
import type { PlotData } from './plotData.js';
import { plotMarks } from './plotMarks.js';
import { linesByDay } from './plotSources.js';
import { quantileSeries } from './quantileSeries.js';

/** Scores of the first hits, day by day, with what was released and what warned. */
export function scoresOverTime(data: PlotData): Plot {
  const scored = data.rollups.summaries.filter(({ top }) => top !== null);
  const days = dayAxis(scored.map(({ day }) => day));
  const { series, used } = quantileSeries(
    days,
    scored,
    { name: 'Median', of: ({ top }) => top?.p50 ?? null },
    [
      { name: '10th percentile', of: ({ top }) => top?.p10 ?? null },
      { name: '90th percentile', of: ({ top }) => top?.p90 ?? null },
    ],
  );
  return {
    id: 'scores-over-time',
    title: 'Top scores over time',
    says:
      days.length === 0
        ? 'No search has a score.'
        : `Scores of first hits over ${figureOf(days.length, 'day')}. Scores of two rerankers are not on one scale: where another one answers, the line begins anew.`,
    shape: 'lines',
    x: { title: 'Day', labels: days },
    y: { title: 'Score of the first hit', unit: 'score' },
    series,
    marks: plotMarks(days, data, ['top-score', 'score-margin', 'hit-mix']),
    sources: linesByDay(days, used),
  };
}
