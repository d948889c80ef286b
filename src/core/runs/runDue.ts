import type { DueItem, DueKind } from '../cadence/dueItem.js';
import { whatIsDue } from '../cadence/whatIsDue.js';
import { CodelumiError, type ErrorReason, throwIfCancelled } from '../errors.js';
import type { Job, JobContext } from '../job.js';
import { counted } from '../records/counted.js';
import { type Advanced, advanceSnapshots } from './advanceSnapshots.js';
import { recordedJobs } from './recordedJobs.js';

export interface RunDueInput {
  /** The Python that has scikit-learn; undefined: whichever is there. */
  readonly python?: string | undefined;
}

/** What came of something that was due. */
export interface RanItem {
  readonly kind: DueKind;
  /** As a shell would have typed it, without `codelumi`. */
  readonly command: string;
  /** `gate`: it was done, and found what somebody has to look at. */
  readonly outcome: 'done' | 'gate' | 'failed';
  /** As a sentence. */
  readonly words: string;
  /** Why it failed. */
  readonly reason?: ErrorReason;
}

export interface RunDueResult {
  /** As it was before. */
  readonly items: readonly DueItem[];
  /** In the order in which it was done. */
  readonly ran: readonly RanItem[];
}

type Done = Pick<RanItem, 'outcome' | 'words'>;
type Runner = (context: JobContext, input: RunDueInput) => Promise<Done>;

/** What can be done without a person, by the command that does it. */
const RUNNERS: ReadonlyMap<string, Runner> = new Map<string, Runner>([
  ['extract', extraction],
  ['snapshot advance', snapshot],
  ['train', training],
  ['rollout advance', rollout],
  ['monitor', monitoring],
]);

/** What gives others something to work with comes first. */
const ORDER: readonly DueKind[] = ['extraction', 'snapshot', 'training', 'rollout', 'monitoring'];

/**
 * Does what is due and may be done without a person: extraction, snapshots and training where the settings say that they are
 * made by themselves, the steps that the gates of a rollout call for, and a look at what is watched. One after the other, each recorded in the
 * audit log as if it had been run alone; one that fails stops no other.
 *
 * @throws CodelumiError `not-trusted` where nothing may be written, `invalid-input` where the settings cannot be read
 */
export const runDue: Job<RunDueInput, RunDueResult> = async (input, context) => {
  if (context.actor === undefined) throw notTrusted();
  const items = await whatIsDue({}, context);
  const ran: RanItem[] = [];
  for (const kind of ORDER) {
    const item = items.find((each) => each.kind === kind);
    // To look decides nothing, so it needs nobody, whether or not the editor does it by itself.
    const needsNobody = item?.isAutomatic === true || kind === 'monitoring';
    const command = item?.isDue && needsNobody ? item.command : undefined;
    const run = command === undefined ? undefined : RUNNERS.get(command);
    if (command === undefined || run === undefined) continue;
    throwIfCancelled(context.signal);
    ran.push({ kind, command, ...(await outcomeOf(() => run(context, input))) });
  }
  return { items, ran };
};

async function outcomeOf(run: () => Promise<Done>): Promise<Done & Pick<RanItem, 'reason'>> {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof CodelumiError)) throw error;
    return { outcome: 'failed', words: error.message, reason: error.reason };
  }
}

async function extraction(context: JobContext): Promise<Done> {
  const { report } = await recordedJobs.extract({}, context);
  const { added } = report.candidates;
  return { outcome: 'done', words: `${counted(added, 'candidate')} added.` };
}

async function snapshot(context: JobContext): Promise<Done> {
  const found = await advanceSnapshots({}, context);
  const isHeldBack = found.built !== undefined && !found.published;
  return { outcome: isHeldBack ? 'gate' : 'done', words: snapshotWords(found) };
}

function snapshotWords({ built, published, why }: Advanced): string {
  if (built === undefined) return 'No snapshot is due any more.';
  return published ? `Built and published ${built}.` : `Built ${built}; not published: ${why}.`;
}

async function training(context: JobContext, { python }: RunDueInput): Promise<Done> {
  const { file, isNew } = await recordedJobs.train({ python }, context);
  return {
    outcome: 'done',
    words: isNew ? `Trained ${file}.` : `The same data gives the same model: ${file}.`,
  };
}

async function rollout(context: JobContext): Promise<Done> {
  if (context.actor === undefined) throw notTrusted();
  const by = await context.actor();
  const advanced = await recordedJobs.advanceRollout({ by }, context);
  for (const warning of advanced.warnings) context.warn?.(warning);
  const isStopped = advanced.rolledBack !== undefined || advanced.rollout.pause !== undefined;
  return { outcome: isStopped ? 'gate' : 'done', words: advanced.done };
}

async function monitoring(context: JobContext): Promise<Done> {
  const { state, words } = await recordedJobs.monitor({}, context);
  return { outcome: state === 'alert' ? 'gate' : 'done', words };
}

function notTrusted(): CodelumiError {
  return new CodelumiError({
    reason: 'not-trusted',
    what: 'Nothing is done in a workspace that is not trusted',
    remedy: 'Trust the workspace first.',
  });
}
