import { commands, l10n, window } from 'vscode';
import { counted } from '../../core/records/counted.js';
import { awaitedValidation } from '../../core/rollout/validationCommand.js';
import type { ValidateResult } from '../../core/validation/validate.js';
import { type ValidateInput, validateInputSchema } from '../../core/validation/validateInput.js';
import { COMMANDS } from '../../shared/ids.js';
import type { ErrorReporter } from '../errorReporter.js';
import type { JobRunner } from '../jobs/jobRunner.js';
import { runWithProgress } from '../jobs/runWithProgress.js';
import type { ReviewPanel } from '../panel/reviewPanel.js';
import type { RolloutReleases } from '../rollout/rolloutReleases.js';
import { openLine } from '../workspace/openLine.js';
import { requireTrustedRoot } from '../workspace/workspaceFolder.js';
import { askWhatToValidate } from './askWhatToValidate.js';
import type { ValidationDocument } from './validationDocument.js';

const ADVANCE = l10n.t('Advance Rollout');
const OPEN_CANDIDATE = l10n.t('Open Candidate…');
const OPEN_PREVIEW = l10n.t('Open Preview');
const OPEN_REPORT = l10n.t('Open JSON');

export interface ValidationWorld {
  readonly jobs: Pick<JobRunner, 'run'>;
  readonly document: ValidationDocument;
  readonly panel: Pick<ReviewPanel, 'show'>;
  readonly rollouts: Pick<RolloutReleases, 'overview' | 'refresh'>;
  readonly errors: ErrorReporter;
}

/**
 * "Run Validation": what would be released, held against what is in use.
 * @param chosen what a keybinding gives: `{"snapshot":"kb_snapshot_…"}`, `{}`; of anything else it is asked for
 */
export async function runValidation(world: ValidationWorld, chosen: unknown): Promise<void> {
  const root = requireTrustedRoot();
  const given = validateInputSchema.safeParse(chosen);
  const input = given.success
    ? given.data
    : await askWhatToValidate(root, await awaitedBy(world.rollouts));
  if (input === undefined) return;
  const result = await runWithProgress(l10n.t('CodeLumi: validating'), (token, onProgress) =>
    world.jobs.run('validate', input, root, { token, onProgress }),
  );
  await world.document.show(result);
  // Not awaited: the command is over, the message stays. What follows from it can still fail.
  offerWhatFollows(result, world).catch((error) => world.errors.report(error));
}

async function offerWhatFollows(
  { report, file }: ValidateResult,
  { panel, document, rollouts }: ValidationWorld,
): Promise<void> {
  const { verdict, blame } = report;
  const blamed = blame?.candidates ?? [];
  const offers = [
    ...(verdict === 'pass' && (await isWaitedFor(rollouts)) ? [ADVANCE] : []),
    ...(blamed.length === 0 ? [] : [OPEN_CANDIDATE]),
    OPEN_PREVIEW,
    OPEN_REPORT,
  ];
  const tell = verdict === 'pass' ? window.showInformationMessage : window.showWarningMessage;
  const answer = await tell(validatedWords(report), ...offers);
  if (answer === ADVANCE) await commands.executeCommand(COMMANDS.advanceRollout);
  if (answer === OPEN_PREVIEW) await document.showPreview();
  if (answer === OPEN_REPORT) await openLine(file, 1);
  if (answer !== OPEN_CANDIDATE) return;
  const [only, ...others] = blamed;
  const id = others.length === 0 ? only : await askCandidate(blamed);
  if (id !== undefined) panel.show(id);
}

/** Whether a rollout waits for a validation before it goes anywhere. */
async function isWaitedFor(rollouts: ValidationWorld['rollouts']): Promise<boolean> {
  await rollouts.refresh();
  return rollouts.overview?.status.underWay?.stage === 'DRAFT';
}

/** What a rollout waits for now, whoever started it. */
async function awaitedBy(
  rollouts: ValidationWorld['rollouts'],
): Promise<ValidateInput | undefined> {
  await rollouts.refresh();
  return rollouts.overview && awaitedValidation(rollouts.overview.status);
}

async function askCandidate(blamed: readonly string[]): Promise<string | undefined> {
  return window.showQuickPick([...blamed], {
    title: l10n.t('Whom it is owed to'),
    placeHolder: l10n.t('Which candidate is to be opened?'),
  });
}

/** What came of it, in a sentence or two. */
export function validatedWords({
  verdict,
  gates,
  policy,
  blame,
}: ValidateResult['report']): string {
  const { length: required } = policy.required;
  if (verdict === 'pass') return l10n.t('Validated: all {0} required gates pass.', required);
  const wanted = verdict === 'fail' ? ['fail'] : ['inconclusive', 'no-data'];
  const named = gates
    .filter(({ gate, status }) => wanted.includes(status) && isCounted(gate, status))
    .map(({ gate }) => gate);
  const what = verdict === 'fail' ? l10n.t('failed') : l10n.t('could not be told');
  const owed = blame?.candidates.length ?? 0;
  const by = owed === 0 ? '' : l10n.t(' Owed to {0}.', counted(owed, 'candidate'));
  return l10n.t('Not validated: {0} {1}.{2}', named.join(', '), what, by);

  function isCounted(gate: (typeof gates)[number]['gate'], status: string): boolean {
    return status === 'fail' || policy.required.includes(gate);
  }
}
