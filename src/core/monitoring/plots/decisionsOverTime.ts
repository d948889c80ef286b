import { dayAxis } from './dayAxis.js';
import { figureOf } from './figure.js';
import type { Plot } from './plot.js';
import type { PlotData } from './plotData.js';

/** A quarter: how fast people review now. */
const MOST_DAYS = 92;

/** How much was decided each day, whenever it was mined. */
export function decisionsOverTime({ measures: { decided } }: PlotData): Plot {
  const days = dayAxis(
    decided.map(({ day }) => day),
    MOST_DAYS,
  );
  const byDay = new Map(decided.map((each) => [each.day, each]));
  const series = (name: string, of: 'accepted' | 'rejected' | 'flagged') => ({
    name,
    role: 'plain' as const,
    values: days.map((day) => byDay.get(day)?.[of] ?? 0),
  });
  return {
    id: 'decisions-over-time',
    title: 'Decisions a day',
    says:
      days.length === 0
        ? 'Nothing has been decided.'
        : `What reviewers decided over ${figureOf(days.length, 'day')}.`,
    shape: 'lines',
    x: { title: 'Day', labels: days },
    y: { title: 'Decisions', unit: 'count' },
    series: [
      series('Accepted', 'accepted'),
      series('Rejected', 'rejected'),
      series('Flagged', 'flagged'),
    ],
    marks: [],
    sources: days.map((day) => (byDay.get(day)?.source ?? []).slice(-8).reverse()),
  };
}
