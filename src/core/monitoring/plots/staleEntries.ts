import type { StaleEntry } from '../workspace/workspaceMeasures.js';
import { figure, figureOf } from './figure.js';
import type { Plot } from './plot.js';
import type { PlotData } from './plotData.js';

const MOST = 20;
const DAY = 86_400_000;

/** Entries whose cited files changed after them, the furthest behind first. */
export function staleEntries({ measures: { staleness } }: PlotData): Plot {
  const { entries, citing, stale } = staleness;
  const shown = stale.toSorted((a, b) => daysBehind(b) - daysBehind(a)).slice(0, MOST);
  return {
    id: 'stale-entries',
    title: 'Stale entries',
    says:
      shown.length === 0
        ? `None of ${figureOf(citing, 'entry that cites a file', 'entries that cite a file')} of the workspace is older than the file (${figureOf(entries, 'entry', 'entries')} in all).`
        : `${figure(stale.length)} of ${figureOf(citing, 'entry', 'entries')} that cite a file of the workspace were written before the file changed last${stale.length > shown.length ? `; the ${shown.length} that are furthest behind` : ''}.`,
    shape: 'rows',
    x: { title: 'Entry and file', labels: shown.map(({ id, cited }) => `${id}: ${cited}`) },
    y: { title: 'Days behind', unit: 'count' },
    series: [{ name: 'Days behind', role: 'plain', values: shown.map(daysBehind) }],
    marks: [],
    sources: shown.map(({ place: { file, line } }) => [{ file, first: line, last: line }]),
  };
}

function daysBehind({ entryAt, changedAt }: StaleEntry): number {
  return Math.max(0, Math.round((Date.parse(changedAt) - Date.parse(entryAt)) / DAY));
}
