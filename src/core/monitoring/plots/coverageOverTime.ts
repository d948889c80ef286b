import { dayAxis } from './dayAxis.js';
import { figureOf } from './figure.js';
import type { Plot } from './plot.js';
import type { PlotData } from './plotData.js';
import { plotMarks } from './plotMarks.js';
import { linesByDay } from './plotSources.js';
import { countsByDay, shareSeries } from './shareOverTime.js';

/** The share of conversations in which every search found something, day by day. */
export function coverageOverTime(data: PlotData): Plot {
  const { summaries } = data.rollups;
  const days = dayAxis(summaries.map(({ day }) => day));
  const counts = countsByDay(days, summaries);
  return {
    id: 'coverage-over-time',
    title: 'Coverage over time',
    says:
      days.length === 0
        ? 'No search has been logged.'
        : `The share of conversations in which every search had a hit, over ${figureOf(days.length, 'day')}.`,
    shape: 'lines',
    x: { title: 'Day', labels: days },
    y: { title: 'Share of conversations', unit: 'share' },
    series: [shareSeries('With hits', counts, ({ sessions, zeroHits }) => sessions - zeroHits)],
    marks: plotMarks(days, data, ['zero-hits']),
    sources: linesByDay(days, summaries),
  };
}
