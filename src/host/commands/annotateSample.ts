import { type QuickPickItem, window } from 'vscode';
import { CodelumiError } from '../../core/errors.js';
import { MOST_PAIRS, sampleNames } from '../../core/validation/annotation/sample.js';
import {
  ACTS,
  type AnnotationAct,
  type AnnotationDocument,
} from '../annotation/annotationDocument.js';
import type { ErrorReporter } from '../errorReporter.js';
import type { JobRunner } from '../jobs/jobRunner.js';
import { runWithProgress } from '../jobs/runWithProgress.js';
import { filesOfWorkspace } from '../workspace/userDataFolder.js';
import { requireTrustedRoot } from '../workspace/workspaceFolder.js';

export interface AnnotationWorld {
  readonly jobs: JobRunner;
  readonly annotation: AnnotationDocument;
  readonly errors: ErrorReporter;
}

const ANNOTATE = 'Annotate';
const USUAL_SIZE = '100';

/** "Draw Annotation Sample": pairs of logged queries and what is found for them, for people to grade. */
export async function drawAnnotationSample(world: AnnotationWorld): Promise<void> {
  const root = requireTrustedRoot();
  const typed = await window.showInputBox({
    title: 'Draw Annotation Sample',
    prompt: 'How many pairs of question and answer are to be graded',
    value: USUAL_SIZE,
    validateInput: (text) => (sizeIn(text) === undefined ? `1 to ${MOST_PAIRS}` : undefined),
    ignoreFocusOut: true,
  });
  const size = typed === undefined ? undefined : sizeIn(typed);
  if (size === undefined) return;
  const { name, pairs } = await runWithProgress('CodeLumi: drawing a sample', (token, onProgress) =>
    world.jobs.run('drawSample', { size }, root, { token, onProgress }),
  );
  // Not awaited: the command is over, the message stays. What follows from it can still fail.
  offerAnnotating(name, pairs, world).catch((error) => world.errors.report(error));
}

async function offerAnnotating(
  name: string,
  pairs: number,
  { annotation }: AnnotationWorld,
): Promise<void> {
  const said = `Drew ${name}: ${pairs} pairs. What is graded measures quality from then on, and is not learned.`;
  if ((await window.showInformationMessage(said, ANNOTATE)) === ANNOTATE)
    await annotation.show(name);
}

/** "Annotate Sample": grades one pair after the other. */
export async function annotateSample({ annotation }: AnnotationWorld): Promise<void> {
  const names = await sampleNames({ files: filesOfWorkspace(requireTrustedRoot()) });
  const [first] = names;
  if (first === undefined) throw noSample();
  const name =
    names.length === 1
      ? first
      : await window.showQuickPick(names.toReversed(), { title: 'Annotate Sample' });
  if (name !== undefined) await annotation.show(name);
}

/** "Grade Annotation Pair": what a key or lens says, else what is picked. */
export async function gradePair({ annotation }: AnnotationWorld, wanted: unknown): Promise<void> {
  const act = ACTS.find((each) => each.act === wanted)?.act ?? (await pickAct());
  if (act !== undefined) await annotation.perform(act);
}

async function pickAct(): Promise<AnnotationAct | undefined> {
  const items: (QuickPickItem & { readonly act: AnnotationAct })[] = [...ACTS];
  const picked = await window.showQuickPick(items, { title: 'Grade Annotation Pair' });
  return picked?.act;
}

function sizeIn(text: string): number | undefined {
  const size = /^\d{1,6}$/u.test(text.trim()) ? Number(text) : 0;
  return size >= 1 && size <= MOST_PAIRS ? size : undefined;
}

function noSample(): CodelumiError {
  return new CodelumiError({
    reason: 'not-found',
    what: 'There is no sample to grade yet',
    remedy: 'Run "CodeLumi: Draw Annotation Sample" first.',
  });
}
