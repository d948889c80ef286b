import { commands, l10n } from 'vscode';
import { countWords } from '../../core/comparison/diffMarkdown.js';
import type { DiffSides } from '../../core/comparison/diffSides.js';
import { printable, printableLine } from '../../shared/printable.js';
import type { JobRunner } from '../jobs/jobRunner.js';
import { runWithProgress } from '../jobs/runWithProgress.js';
import { requireRoot } from '../workspace/workspaceFolder.js';
import { type ChosenSides, chooseSides } from './chooseSides.js';
import type { RecordDocuments } from './recordDocuments.js';

const LONGEST_NAME = 80;

/** "Compare JSONL Records…": two files in the diff editor, record beside record wherever each stands. */
export async function compareRecords(
  target: unknown,
  selected: unknown,
  jobs: JobRunner,
  documents: RecordDocuments,
): Promise<void> {
  const root = requireRoot();
  const sides = await chooseSides(root, target, selected);
  if (sides === undefined) return;
  await showComparison(root, sides, jobs, documents);
}

/** Two files in the diff editor, with progress. */
export async function showComparison(
  root: string,
  sides: ChosenSides,
  jobs: JobRunner,
  documents: RecordDocuments,
): Promise<void> {
  const compared = await runWithProgress(
    l10n.t('CodeLumi: comparing records'),
    (token, onProgress) => jobs.run('diffSides', sides, root, { token, onProgress }),
  );
  const { before, after } = sides;
  const names = { before: before.name ?? before.file, after: after.name ?? after.file };
  await showSides(names, compared, documents);
}

/** Two texts in the diff editor. */
export async function showSides(
  names: { readonly before: string; readonly after: string },
  { before, after, counts }: DiffSides,
  documents: RecordDocuments,
): Promise<void> {
  const [old, now] = [names.before, names.after].map((name) =>
    printableLine(name.slice(name.lastIndexOf('/') + 1), LONGEST_NAME),
  );
  await commands.executeCommand(
    'vscode.diff',
    documents.add(`before/${old}`, printable(before)),
    documents.add(`after/${now}`, printable(after)),
    `${old} ↔ ${now}: ${countWords(counts)}`,
    { preview: true },
  );
}
