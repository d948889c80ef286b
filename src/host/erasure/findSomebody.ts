import { l10n, window } from 'vscode';
import type { ErasurePlan } from '../../core/erasure/erasurePlan.js';
import { erasedLines, foundLines, planLines } from '../../core/erasure/erasureText.js';
import { gitReviewer } from '../../node/gitReviewer.js';
import type { ErrorReporter } from '../errorReporter.js';
import type { JobRunner } from '../jobs/jobRunner.js';
import { runWithProgress } from '../jobs/runWithProgress.js';
import type { ReviewDesk } from '../review/reviewDesk.js';
import { requireTrustedRoot } from '../workspace/workspaceFolder.js';
import type { ErasureDocument } from './erasureDocument.js';

const PLAN = l10n.t('Erase…');
const YES = l10n.t('Erase');
const BETWEEN_VALUES = ';';

export interface ErasureWorld {
  readonly jobs: JobRunner;
  readonly desk: ReviewDesk;
  readonly document: ErasureDocument;
  readonly errors: ErrorReporter;
}

/**
 * "Find Where Somebody Is": every place that names somebody, and what erasing them would do. What is typed is shown
 * nowhere, logged nowhere and kept nowhere; it goes to a worker and is forgotten with it.
 */
export async function findSomebody(world: ErasureWorld): Promise<void> {
  const root = requireTrustedRoot();
  const typed = await window.showInputBox({
    title: l10n.t('Find Where Somebody Is'),
    prompt: l10n.t('Name, e-mail address or secret; several of one person with ; between them'),
    password: true,
    ignoreFocusOut: true,
  });
  if (typed === undefined || typed.trim() === '') return;
  const values = typed.split(BETWEEN_VALUES);
  const plan = await runWithProgress(
    l10n.t('CodeLumi: looking for somebody'),
    (token, onProgress) => world.jobs.run('planErasure', { values }, root, { token, onProgress }),
  );
  await showPlan(plan, world.document);
  // Not awaited: the command is over, the message stays. What follows from it can still fail.
  offerErasure(plan, values, root, world).catch((error) => world.errors.report(error));
}

async function showPlan(plan: ErasurePlan, document: ErasureDocument): Promise<void> {
  await document.show(l10n.t('Where somebody is'), [
    ...foundLines(plan.found),
    '',
    l10n.t('What erasing them would do (nothing was done)'),
    ...planLines(plan),
  ]);
}

/** Exported for tests: what the last question says. */
export function erasureDetail({ reject, rewrite, evidence, entries, left }: ErasurePlan): string {
  return [
    l10n.t('{0} candidates are rejected, as one step.', reject.length),
    l10n.t('{0} lines of candidates get another text; that cannot be undone.', rewrite.length),
    l10n.t('{0} copies of log lines are deleted.', evidence.length),
    l10n.t('{0} entries of the knowledge base stay out of snapshots from now on.', entries.length),
    l10n.t('A tombstone of hashes alone keeps them from coming back.'),
    l10n.t('{0} things are left to you; the document lists them.', left.length),
  ].join('\n');
}

async function offerErasure(
  plan: ErasurePlan,
  values: readonly string[],
  root: string,
  { jobs, desk, document }: ErasureWorld,
): Promise<void> {
  const { places } = plan.found;
  if (places.length === 0) {
    window.showInformationMessage(l10n.t('They are nowhere in what is kept here.'));
    return;
  }
  const told = l10n.t(
    'They are in {0} places. The document says where, and what erasing them would do.',
    places.length,
  );
  if ((await window.showInformationMessage(told, PLAN)) !== PLAN) return;
  const options = { modal: true, detail: erasureDetail(plan) };
  if ((await window.showWarningMessage(l10n.t('Erase somebody?'), options, YES)) !== YES) return;
  const input = { values, plan: plan.id, reviewer: await gitReviewer(root) };
  const erased = await runWithProgress(l10n.t('CodeLumi: erasing somebody'), (token, onProgress) =>
    jobs.run('applyErasure', input, root, { token, onProgress }),
  );
  await desk.refresh();
  await document.show(l10n.t('What was erased, and what is left to do'), erasedLines(erased));
}
