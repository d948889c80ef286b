import { window, workspace } from 'vscode';
import type { TrainResult } from '../../core/training/train.js';
import { printableLine } from '../../shared/printable.js';
import type { JobRunner } from '../jobs/jobRunner.js';
import { runWithProgress } from '../jobs/runWithProgress.js';
import { plainMessage } from '../plainMessage.js';
import { openLine } from '../workspace/openLine.js';
import { requireTrustedRoot } from '../workspace/workspaceFolder.js';

const OPEN_MANIFEST = 'Open Manifest';
const LONGEST_NOTE = 400;

/** The Python that the user, never the workspace, named; undefined: whichever is there. */
export function pythonHere(): string | undefined {
  return workspace.getConfiguration('codelumi').get<string>('training.python') || undefined;
}

/** "Retrain Reranker": trains, shows what came of it, and offers its manifest. */
export async function trainReranker(jobs: JobRunner): Promise<void> {
  const root = requireTrustedRoot();
  const result = await runWithProgress('CodeLumi: training a reranker', (token, onProgress) =>
    jobs.run('train', { python: pythonHere() }, root, { token, onProgress }),
  );
  void showTrained(result);
}

/** Not awaited: the message stays until it is closed. */
export async function showTrained({
  file,
  manifestFile,
  manifest,
  isNew,
}: TrainResult): Promise<void> {
  const [note] = manifest.notes;
  const said = note === undefined ? '' : ` ${printableLine(note, LONGEST_NOTE)}`;
  const what = isNew
    ? `Trained ${file} on ${manifest.data.questions} questions.${said} Nothing ranks by it yet.`
    : `The same data gives the same model: ${file} is there already.`;
  const answer = await window.showInformationMessage(plainMessage(what), OPEN_MANIFEST);
  if (answer === OPEN_MANIFEST) await openLine(manifestFile, 1);
}
