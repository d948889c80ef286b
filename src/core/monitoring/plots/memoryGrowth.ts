import type { GrowthRow } from '../store/hourRow.js';
import { dayAxis } from './dayAxis.js';
import { figureOf } from './figure.js';
import type { Plot } from './plot.js';
import type { PlotData } from './plotData.js';
import { plotMarks } from './plotMarks.js';
import { linesByDay } from './plotSources.js';

const KINDS = {
  entries: { title: 'Memory growth, entries', name: 'Entries', unit: 'count' },
  bytes: { title: 'Memory growth, bytes', name: 'Bytes', unit: 'bytes' },
} as const;

/** What each day added to the log of conversations. */
export function memoryGrowth(kind: keyof typeof KINDS, data: PlotData): Plot {
  const { growth } = data.rollups;
  const { title, name, unit } = KINDS[kind];
  const days = dayAxis(growth.map(({ day }) => day));
  const byDay = new Map(growth.map((row: GrowthRow) => [row.day, row[kind]]));
  return {
    id: `memory-${kind}`,
    title,
    says:
      days.length === 0
        ? 'The log of conversations is empty.'
        : `What each of ${figureOf(days.length, 'day')} added to the log of conversations.`,
    shape: 'bars',
    x: { title: 'Day', labels: days },
    y: { title: `${name} a day`, unit },
    series: [{ name, role: 'plain', values: days.map((day) => byDay.get(day) ?? 0) }],
    marks: plotMarks(days, data, ['memory-growth']).filter((mark) => mark.kind === 'alert'),
    sources: linesByDay(days, growth),
  };
}
