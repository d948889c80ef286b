import { commands } from 'vscode';
import { countWords } from '../../core/comparison/diffMarkdown.js';
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
  const { before, after, counts } = await runWithProgress(
    'CodeLumi: comparing records',
    (token, onProgress) => jobs.run('diffSides', sides, root, { token, onProgress }),
  );
  const [old, now] = [sides.before, sides.after].map(({ file, name = file }) =>
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
