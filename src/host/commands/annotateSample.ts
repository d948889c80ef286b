import { l10n, type QuickPickItem, window } from 'vscode';
import { CodelumiError } from '../../core/errors.js';
import { MOST_PAIRS, sampleNames } from '../../core/validation/annotation/sample.js';
import type { AnnotationAct } from '../../shared/annotationProtocol.js';
import { GRADES } from '../../shared/gradeWords.js';
import type { AnnotationPanel } from '../annotation/annotationPanel.js';
import type { ErrorReporter } from '../errorReporter.js';
import type { JobRunner } from '../jobs/jobRunner.js';
import { runWithProgress } from '../jobs/runWithProgress.js';
import { filesOfWorkspace } from '../workspace/userDataFolder.js';
import { requireTrustedRoot } from '../workspace/workspaceFolder.js';

export interface AnnotationWorld {
  readonly jobs: JobRunner;
  readonly annotation: Pick<AnnotationPanel, 'show' | 'perform'>;
  readonly errors: ErrorReporter;
}

const ANNOTATE = l10n.t('Annotate');
const USUAL_SIZE = '100';

/** "Draw Annotation Sample": pairs of logged queries and what is found for them, for people to grade. */
export async function drawAnnotationSample(world: AnnotationWorld): Promise<void> {
  const root = requireTrustedRoot();
  const typed = await window.showInputBox({
    title: l10n.t('Draw Annotation Sample'),
    prompt: l10n.t('How many pairs of question and answer are to be graded'),
    value: USUAL_SIZE,
    validateInput: (text) =>
      sizeIn(text) === undefined ? l10n.t('1 to {0}', MOST_PAIRS) : undefined,
    ignoreFocusOut: true,
  });
  const size = typed === undefined ? undefined : sizeIn(typed);
  if (size === undefined) return;
  const { name, pairs } = await runWithProgress(
    l10n.t('CodeLumi: drawing a sample'),
    (token, onProgress) => world.jobs.run('drawSample', { size }, root, { token, onProgress }),
  );
  // Not awaited: the command is over, the message stays. What follows from it can still fail.
  offerAnnotating(name, pairs, world).catch((error) => world.errors.report(error));
}

async function offerAnnotating(
  name: string,
  pairs: number,
  { annotation }: AnnotationWorld,
): Promise<void> {
  const said = l10n.t(
    'Drew {0}: {1} pairs. What is graded measures quality from then on, and is not learned.',
    name,
    pairs,
  );
  if ((await window.showInformationMessage(said, ANNOTATE)) === ANNOTATE) annotation.show(name);
}

/** "Annotate Sample": grades one pair after the other. */
export async function annotateSample({ annotation }: AnnotationWorld): Promise<void> {
  const names = await sampleNames({ files: filesOfWorkspace(requireTrustedRoot()) });
  const [first] = names;
  if (first === undefined) throw noSample();
  const name =
    names.length === 1
      ? first
      : await window.showQuickPick(names.toReversed(), { title: l10n.t('Annotate Sample') });
  if (name !== undefined) annotation.show(name);
}

/** The choices in the order in which they are picked from, with the keys of the page. */
const ACTS: readonly { readonly act: AnnotationAct; readonly label: string }[] = [
  ...([3, 2, 1, 0] as const).map((grade) => ({
    act: `${grade}` as const,
    label: `${grade} ${GRADES[grade]}`,
  })),
  { act: 'skip', label: l10n.t('s skip') },
  { act: 'undo', label: l10n.t('u undo') },
];

/** "Grade Annotation Pair": what a keybinding says, else what is picked. */
export async function gradePair({ annotation }: AnnotationWorld, wanted: unknown): Promise<void> {
  const act = ACTS.find((each) => each.act === String(wanted))?.act ?? (await pickAct());
  if (act !== undefined) annotation.perform(act);
}

async function pickAct(): Promise<AnnotationAct | undefined> {
  const items: (QuickPickItem & { readonly act: AnnotationAct })[] = [...ACTS];
  const picked = await window.showQuickPick(items, { title: l10n.t('Grade Annotation Pair') });
  return picked?.act;
}

function sizeIn(text: string): number | undefined {
  const size = /^\d{1,6}$/u.test(text.trim()) ? Number(text) : 0;
  return size >= 1 && size <= MOST_PAIRS ? size : undefined;
}

function noSample(): CodelumiError {
  return new CodelumiError({
    reason: 'not-found',
    what: l10n.t('There is no sample to grade yet'),
    remedy: l10n.t('Run "CodeLumi: Draw Annotation Sample" first.'),
  });
}
