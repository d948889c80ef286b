import { DAY_MS } from '../../durations.js';
import type { StaleEntry } from '../workspace/workspaceMeasures.js';
import { figure, figureOf } from './figure.js';
import type { Plot } from './plot.js';
import type { PlotData } from './plotData.js';

const MOST = 20;

/** Entries whose cited files changed after them, the furthest behind first. */
export function staleEntries({ measures: { staleness } }: PlotData): Plot {
  const shown = staleness.stale.toSorted((a, b) => daysBehind(b) - daysBehind(a)).slice(0, MOST);
  return {
    id: 'stale-entries',
    title: 'Stale entries',
    says: sentence(staleness, shown.length),
    shape: 'rows',
    x: { title: 'Entry and file', labels: shown.map(({ id, cited }) => `${id}: ${cited}`) },
    y: { title: 'Days behind', unit: 'count' },
    series: [{ name: 'Days behind', role: 'plain', values: shown.map(daysBehind) }],
    marks: [],
    sources: shown.map(({ place: { file, line } }) => [{ file, first: line, last: line }]),
  };
}

function sentence(
  { entries, citing, stale }: PlotData['measures']['staleness'],
  shown: number,
): string {
  if (citing === 0)
    return `No entry of the knowledge base cites a file of the workspace (${figureOf(entries, 'entry', 'entries')}).`;
  const which = figureOf(citing, 'entry that cites a file', 'entries that cite a file');
  if (shown === 0) return `None of ${which} of the workspace is older than its last change.`;
  const most = stale.length > shown ? `; the ${shown} that are furthest behind` : '';
  return `${figure(stale.length)} of ${which} of the workspace are older than its last change${most}.`;
}

function daysBehind({ entryAt, changedAt }: StaleEntry): number {
  return Math.max(0, Math.round((Date.parse(changedAt) - Date.parse(entryAt)) / DAY_MS));
}
