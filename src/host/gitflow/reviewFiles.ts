import { l10n, Uri, window, workspace } from 'vscode';
import { CodelumiError, formatPlace } from '../../core/errors.js';
import type { ExportInput } from '../../core/review/reviewFile/exportReviewFile.js';
import type { ImportedReview } from '../../core/review/reviewFile/importReviewFile.js';
import { REVIEW_FILES_FOLDER } from '../../core/workspace/paths.js';
import { gitReviewer } from '../../node/gitReviewer.js';
import { printable } from '../../shared/printable.js';
import type { JobRunner } from '../jobs/jobRunner.js';
import { runWithProgress } from '../jobs/runWithProgress.js';
import { plainMessage } from '../plainMessage.js';
import type { ReviewDesk } from '../review/reviewDesk.js';
import { openLine } from '../workspace/openLine.js';
import { pathInWorkspace } from '../workspace/pathInWorkspace.js';
import { requireTrustedRoot } from '../workspace/workspaceFolder.js';

const REPLACE = l10n.t('Replace It');
const SHOW_REFUSED = l10n.t('Show Refused');

/** "Export Review File": what waits as Markdown, opened to be looked at, committed or sent on. */
export async function exportReview(jobs: JobRunner): Promise<void> {
  const root = requireTrustedRoot();
  const run = (input: ExportInput) =>
    runWithProgress(l10n.t('CodeLumi: writing the review file'), (token, onProgress) =>
      jobs.run('exportReviewFile', input, root, { token, onProgress }),
    );
  try {
    await openLine((await run({})).file, 1);
  } catch (error) {
    if (!(error instanceof CodelumiError) || error.reason !== 'changed-meanwhile') throw error;
    const words = l10n.t(
      'Somebody ticked or wrote something in the review file that was not read in.',
    );
    const detail = l10n.t('Import it first to keep that, or replace it and lose it.');
    const answer = await window.showWarningMessage(words, { modal: true, detail }, REPLACE);
    if (answer === REPLACE) await openLine((await run({ force: true })).file, 1);
  }
}

/** "Import Review File": the one it is called on, or in the editor, or that is chosen. */
export async function importReview(
  target: unknown,
  jobs: JobRunner,
  desk: ReviewDesk,
): Promise<void> {
  const root = requireTrustedRoot();
  const uri = await fileFor(target, root);
  if (uri === undefined) return;
  const file = await pathInWorkspace(uri.fsPath, root);
  if (file === undefined) throw elsewhere(uri);
  // What is in the editor is meant, not what was saved before.
  await workspace.textDocuments.find((document) => document.uri.fsPath === uri.fsPath)?.save();
  const reviewer = await gitReviewer(root);
  const done = await runWithProgress(
    l10n.t('CodeLumi: reading the review file'),
    (token, onProgress) =>
      jobs.run('importReviewFile', { file, reviewer }, root, { token, onProgress }),
  );
  await desk.refresh();
  void tell(done);
}

async function fileFor(target: unknown, root: string): Promise<Uri | undefined> {
  if (target instanceof Uri) return target;
  const open = window.activeTextEditor?.document.uri;
  if (open?.scheme === 'file' && /\/review_[\d-]{10}\.md$/u.test(open.path)) return open;
  const chosen = await window.showOpenDialog({
    title: l10n.t('Import Review File'),
    defaultUri: Uri.joinPath(Uri.file(root), REVIEW_FILES_FOLDER),
    filters: { Markdown: ['md'] },
  });
  return chosen?.[0];
}

async function tell({
  file,
  decided,
  refused,
  undecided,
  warnings,
}: ImportedReview): Promise<void> {
  const words = l10n.t(
    '{0} decided, {1} refused, {2} left open.',
    decided.length,
    refused.length,
    undecided,
  );
  for (const warning of warnings) void window.showWarningMessage(plainMessage(warning));
  if (refused.length === 0) {
    await window.showInformationMessage(words);
    return;
  }
  if ((await window.showWarningMessage(words, SHOW_REFUSED)) !== SHOW_REFUSED) return;
  const lines = refused.map(({ candidate, line, message }) => {
    const name = candidate === undefined ? '' : `${candidate}: `;
    return `${formatPlace({ file, line })}: ${name}${message}`;
  });
  const content = printable(`${lines.join('\n')}\n`);
  await window.showTextDocument(await workspace.openTextDocument({ content }), { preview: true });
}

function elsewhere(uri: Uri): CodelumiError {
  return new CodelumiError({
    reason: 'outside-workspace',
    what: l10n.t('This review file is not in the workspace'),
    place: { file: uri.fsPath },
    remedy: l10n.t('Put it into {0} and import it from there.', REVIEW_FILES_FOLDER),
  });
}
