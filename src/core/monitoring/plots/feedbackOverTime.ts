import { dayAxis } from './dayAxis.js';
import { figureOf } from './figure.js';
import type { Plot } from './plot.js';
import type { PlotData } from './plotData.js';
import { plotMarks } from './plotMarks.js';
import { linesByDay } from './plotSources.js';
import { countsByDay, shareSeries } from './shareOverTime.js';

/** What users thought of answers, day by day. Of a conversation with both outcomes each counts, and it is not among "None". */
export function feedbackOverTime(data: PlotData): Plot {
  const { summaries } = data.rollups;
  const days = dayAxis(summaries.map(({ day }) => day));
  const counts = countsByDay(days, summaries);
  return {
    id: 'feedback-over-time',
    title: 'Feedback over time',
    says:
      days.length === 0
        ? 'No search has been logged.'
        : `Conversations whose users were content, were not, or said nothing, over ${figureOf(days.length, 'day')}. Feedback comes late: the last days may still change.`,
    shape: 'lines',
    x: { title: 'Day', labels: days },
    y: { title: 'Share of conversations', unit: 'share' },
    series: [
      shareSeries('Positive', counts, ({ positive }) => positive),
      shareSeries('Negative', counts, ({ negative }) => negative),
      shareSeries('None', counts, ({ sessions, positive, negative }) =>
        Math.max(0, sessions - positive - negative),
      ),
    ],
    marks: plotMarks(days, data, ['negative-feedback']),
    sources: linesByDay(days, summaries),
  };
}
