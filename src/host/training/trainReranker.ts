import { l10n, window, workspace } from 'vscode';
import type { TrainResult } from '../../core/training/train.js';
import { printableLine } from '../../shared/printable.js';
import type { JobRunner } from '../jobs/jobRunner.js';
import { runWithProgress } from '../jobs/runWithProgress.js';
import { plainMessage } from '../plainMessage.js';
import { openLine } from '../workspace/openLine.js';
import { requireTrustedRoot } from '../workspace/workspaceFolder.js';

const OPEN_MANIFEST = l10n.t('Open Manifest');
const LONGEST_NOTE = 400;

/** The Python that the user, never the workspace, named; undefined: whichever is there. */
export function pythonHere(): string | undefined {
  return workspace.getConfiguration('codelumi').get<string>('training.python') || undefined;
}

/** "Retrain Reranker": trains, shows what came of it, and offers its manifest. */
export async function trainReranker(jobs: JobRunner): Promise<void> {
  const root = requireTrustedRoot();
  const result = await runWithProgress(
    l10n.t('CodeLumi: training a reranker'),
    (token, onProgress) => jobs.run('train', { python: pythonHere() }, root, { token, onProgress }),
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
    ? l10n.t(
        'Trained {0} on {1} questions.{2} Nothing ranks by it yet.',
        file,
        manifest.data.questions,
        said,
      )
    : l10n.t('The same data gives the same model: {0} is there already.', file);
  const answer = await window.showInformationMessage(plainMessage(what), OPEN_MANIFEST);
  if (answer === OPEN_MANIFEST) await openLine(manifestFile, 1);
}
