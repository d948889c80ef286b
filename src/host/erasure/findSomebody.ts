import { window } from 'vscode';
import type { ErasurePlan } from '../../core/erasure/erasurePlan.js';
import { erasedLines, foundLines, planLines } from '../../core/erasure/erasureText.js';
import { gitReviewer } from '../../node/gitReviewer.js';
import type { ErrorReporter } from '../errorReporter.js';
import type { JobRunner } from '../jobs/jobRunner.js';
import { runWithProgress } from '../jobs/runWithProgress.js';
import type { ReviewDesk } from '../review/reviewDesk.js';
import { requireTrustedRoot } from '../workspace/workspaceFolder.js';
import type { ErasureDocument } from './erasureDocument.js';

const PLAN = 'Erase…';
const YES = 'Erase';
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
    title: 'Find Where Somebody Is',
    prompt: 'Name, e-mail address or secret; several of one person with ; between them',
    password: true,
    ignoreFocusOut: true,
  });
  if (typed === undefined || typed.trim() === '') return;
  const values = typed.split(BETWEEN_VALUES);
  const plan = await runWithProgress('CodeLumi: looking for somebody', (token, onProgress) =>
    world.jobs.run('planErasure', { values }, root, { token, onProgress }),
  );
  await showPlan(plan, world.document);
  // Not awaited: the command is over, the message stays. What follows from it can still fail.
  offerErasure(plan, values, root, world).catch((error) => world.errors.report(error));
}

async function showPlan(plan: ErasurePlan, document: ErasureDocument): Promise<void> {
  await document.show('Where somebody is', [
    ...foundLines(plan.found),
    '',
    'What erasing them would do (nothing was done)',
    ...planLines(plan),
  ]);
}

/** Exported for tests: what the last question says. */
export function erasureDetail({ reject, rewrite, evidence, entries, left }: ErasurePlan): string {
  return [
    `${reject.length} candidates are rejected, as one step.`,
    `${rewrite.length} lines of candidates get another text; that cannot be undone.`,
    `${evidence.length} copies of log lines are deleted.`,
    `${entries.length} entries of the knowledge base stay out of snapshots from now on.`,
    `A tombstone of hashes alone keeps them from coming back.`,
    `${left.length} things are left to you; the document lists them.`,
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
    window.showInformationMessage('They are nowhere in what is kept here.');
    return;
  }
  const told = `They are in ${places.length} places. The document says where, and what erasing them would do.`;
  if ((await window.showInformationMessage(told, PLAN)) !== PLAN) return;
  const options = { modal: true, detail: erasureDetail(plan) };
  if ((await window.showWarningMessage('Erase somebody?', options, YES)) !== YES) return;
  const input = { values, plan: plan.id, reviewer: await gitReviewer(root) };
  const erased = await runWithProgress('CodeLumi: erasing somebody', (token, onProgress) =>
    jobs.run('applyErasure', input, root, { token, onProgress }),
  );
  await desk.refresh();
  await document.show('What was erased, and what is left to do', erasedLines(erased));
}
