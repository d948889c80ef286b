import { l10n, window } from 'vscode';
import type { PlotSource } from '../../core/monitoring/plots/plot.js';
import { openLine } from '../workspace/openLine.js';
import { placeWords } from './dashboardView.js';

/**
 * Opens the lines that a figure was counted from, selected; of several stretches one is chosen.
 * @throws CodelumiError `not-found` where the log is gone, `not-readable` where it is too large for the editor
 */
export async function openRows(sources: readonly PlotSource[], title: string): Promise<void> {
  const source = await chosen(sources, title);
  if (source !== undefined) await openLine(source.file, source.first, source.last);
}

async function chosen(
  sources: readonly PlotSource[],
  title: string,
): Promise<PlotSource | undefined> {
  if (sources.length < 2) return sources[0];
  const rows = sources.map((source) => ({ label: placeWords(source), source }));
  const options = { title, placeHolder: l10n.t('Which rows? The newest come first.') };
  return (await window.showQuickPick(rows, options))?.source;
}
