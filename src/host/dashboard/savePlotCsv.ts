import { l10n, Uri, window, workspace } from 'vscode';
import type { Plot } from '../../core/monitoring/plots/plot.js';
import { csvOf } from '../../core/monitoring/plots/plotCsv.js';
import { printableCsv } from '../../shared/printableCsv.js';
import { requireTrustedRoot } from '../workspace/workspaceFolder.js';

/**
 * Asks where to, and saves the table of a plot there.
 * @returns the name of the file; undefined: nobody chose one
 * @throws CodelumiError `not-trusted`
 */
export async function savePlotCsv(plot: Plot): Promise<string | undefined> {
  const root = Uri.file(requireTrustedRoot());
  const uri = await window.showSaveDialog({
    title: l10n.t('Save {0} as CSV', plot.title),
    defaultUri: Uri.joinPath(root, `${fileName(plot.id)}.csv`),
    filters: { CSV: ['csv'] },
  });
  if (uri === undefined) return undefined;
  await workspace.fs.writeFile(uri, Buffer.from(printableCsv(csvOf(plot))));
  return uri.path.slice(uri.path.lastIndexOf('/') + 1);
}

/** Ids name deployments, which come from logs. */
function fileName(id: string): string {
  return id.replaceAll(/[^\w-]/gu, '-').slice(0, 80);
}
