import { figureOf } from './figure.js';
import type { Plot } from './plot.js';
import type { PlotData } from './plotData.js';
import { plotMarks } from './plotMarks.js';

/** Days on which something was mined; more would not be told apart. */
const MOST = 30;

/** What became of the candidates of each day of mining. */
export function candidateOutcomes(data: PlotData): Plot {
  const mined = data.measures.mined.slice(-MOST);
  const days = mined.map(({ day }) => day);
  return {
    id: 'candidates',
    title: 'Candidates by day of mining',
    says:
      days.length === 0
        ? 'No candidates have been mined.'
        : `What was mined on ${figureOf(days.length, 'day')} with new candidates, what of it is rejected, by reviewers or screening, and what holds something private.`,
    shape: 'bars',
    x: { title: 'Day', labels: days },
    y: { title: 'Candidates', unit: 'count' },
    series: [
      { name: 'Mined', role: 'plain', values: mined.map((day) => day.mined) },
      { name: 'Rejected', role: 'plain', values: mined.map((day) => day.rejected) },
      { name: 'Private', role: 'plain', values: mined.map((day) => day.private) },
    ],
    marks: plotMarks(days, data, ['reject-rate', 'private-rate', 'candidate-volume']).filter(
      ({ kind }) => kind === 'alert',
    ),
    sources: mined.map(({ source }) => [source]),
  };
}
