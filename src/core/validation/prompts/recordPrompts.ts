import { CodelumiError } from '../../errors.js';
import type { JobContext } from '../../job.js';
import type { KnowledgeIndex } from '../../retrieval/knowledgeIndex.js';
import { requireFitComment } from '../../review/commentText.js';
import { approveVersion } from '../../signing/approvals/approveVersion.js';
import type { Config } from '../../workspace/configSchema.js';
import { withWorkspaceLock } from '../../workspace/lock.js';
import { GOLDEN_PROMPTS_FOLDER } from '../../workspace/paths.js';
import {
  type CheckedPrompts,
  comparePrompts,
  type PromptCheck,
  type PromptContext,
} from './checkPrompts.js';
import type { ComparedCase } from './comparedCases.js';
import { type GoldenFile, goldenFileOf, readGoldenPrompts, withRecorded } from './goldenPrompts.js';
import { readRecordings, recordingRule, recordingTexts } from './recordingApproval.js';

export type RecordContext = PromptContext & Pick<JobContext, 'processes'>;

export interface Recording {
  /** Why what the assistant sends may be another now; it is signed, and stays. */
  readonly reason: string;
  /** E-mail address of who signs. */
  readonly principal: string;
}

export interface PromptsRecorded {
  /** `unchanged`: what stands there is approved and is what is sent. */
  readonly state: 'recorded' | 'unchanged';
  /** Files that were written. */
  readonly files: readonly string[];
  /** What differed, and is accepted now. */
  readonly accepted: PromptCheck['differences'];
  readonly approved_by: readonly string[];
}

/**
 * Takes what the assistant sends as what it is to send from now on, and signs that. Messages that are as recorded stay as
 * they are. A message that breaks the rule about the knowledge base is taken by nobody.
 *
 * @throws CodelumiError `not-found` without golden prompts; `invalid-input` where the harness does not answer, or
 *   answers what breaks a rule; `cannot-sign`, `wrong-usage` where who signs may not; `checks-missing` for something
 *   private in the reason; `changed-meanwhile`, `locked`. In each case nothing is written.
 */
export async function recordPrompts(
  context: RecordContext,
  config: Config,
  knowledge: KnowledgeIndex,
  { reason, principal }: Recording,
): Promise<PromptsRecorded> {
  requireFitComment(reason, config.screening);
  const checked = await comparePrompts(context, config, knowledge);
  requireRecordable(checked);
  const { check, golden } = checked;
  const recorded = checked.compared.map(({ file, cases }) => {
    return { ...file, text: recordedText(file, cases) };
  });
  const accepted = check.differences;
  if (accepted.length === 0 && check.recording.state === 'approved')
    return { ...NOTHING, approved_by: check.recording.approved_by };
  return withWorkspaceLock(context, 'record prompts', async (lock) => {
    await requireUnchanged(context, golden.files);
    const { signers, heads } = await readRecordings(context, golden.files);
    const append = await approveVersion(context, {
      rule: recordingRule(signers),
      parents: heads,
      texts: recordingTexts(recorded, reason),
      principal,
    });
    await lock.confirm();
    const changed = recorded.filter(({ text }, index) => text !== golden.files[index]?.text);
    for (const { file, text } of changed) await context.files.replace(file, text);
    await append();
    const now = await readRecordings(context, recorded);
    const files = changed.map(({ file }) => file);
    return { state: 'recorded', files, accepted, approved_by: now.approved_by };
  });
}

const NOTHING = { state: 'unchanged', files: [], accepted: [] } as const;

/** Messages that fit stay as recorded, so that a recording changes no more than what was looked at. */
function recordedText(file: GoldenFile, cases: readonly ComparedCase[]): string {
  const changed = cases.flatMap(({ golden, answer, differences }) =>
    differences.length > 0 && answer !== undefined && 'messages' in answer
      ? [[golden.id, answer.messages] as const]
      : [],
  );
  if (changed.length === 0) return file.text;
  const text = withRecorded(file, new Map(changed));
  goldenFileOf(file.file, text); // What is signed can be read again.
  return text;
}

function requireRecordable({ check, golden, recordings, compared }: CheckedPrompts): void {
  const [damaged] = golden.problems;
  if (damaged !== undefined) throw refused('invalid-input', damaged.message, damaged.file);
  const isNone = golden.files.every(({ cases }) => cases.length === 0);
  // What was recorded once may be given up: by a recording, like every change of it.
  if (isNone && recordings.heads.length === 0)
    throw refused('not-found', 'There are no golden prompts', GOLDEN_PROMPTS_FOLDER);
  const unanswered = !isNone && compared.every(({ cases }) => cases.length === 0);
  if (unanswered) throw refused('invalid-input', check.problems[0] ?? 'The harness did not answer');
  const broken = check.differences.find(({ kind }) => kind === 'knowledge' || kind === 'no-answer');
  if (broken !== undefined)
    throw refused('invalid-input', `${broken.what} (${broken.path})`, broken.file);
}

async function requireUnchanged(
  context: RecordContext,
  before: readonly GoldenFile[],
): Promise<void> {
  const { files } = await readGoldenPrompts(context);
  const isSame =
    files.length === before.length &&
    files.every(({ file, text }, index) => {
      return file === before[index]?.file && text === before[index]?.text;
    });
  if (isSame) return;
  throw new CodelumiError({
    reason: 'changed-meanwhile',
    what: 'The golden prompts were changed while the harness was asked',
    place: { file: GOLDEN_PROMPTS_FOLDER },
    remedy: 'Try again.',
  });
}

function refused(
  reason: 'invalid-input' | 'not-found',
  what: string,
  file: string = GOLDEN_PROMPTS_FOLDER,
): CodelumiError {
  return new CodelumiError({
    reason,
    what,
    place: { file },
    remedy: 'Mend that, then record again; docs/prompts.md has the form of golden prompts.',
  });
}
