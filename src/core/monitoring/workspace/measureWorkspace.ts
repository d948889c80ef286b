import { throwIfCancelled } from '../../errors.js';
import type { JobContext } from '../../job.js';
import { type Releases, readReleases } from '../../registry/readReleases.js';
import { journalsOf } from '../../review/decisionJournals.js';
import { reviewDays } from '../../review/reviewedCandidates.js';
import type { Config } from '../../workspace/configSchema.js';
import { stampsOf } from '../../workspace/fileStamp.js';
import { candidatesFile } from '../../workspace/paths.js';
import { blindAgreement } from './blindAgreement.js';
import { decisionDays } from './decisionDays.js';
import { EntryTimes } from './entryTimes.js';
import { funnelOf } from './funnel.js';
import { coverageGaps, readLoggedFigures } from './loggedFigures.js';
import { MeasureMemory } from './measureMemory.js';
import { releasedCandidates } from './releasedCandidates.js';
import { ofAll, type ReviewedDay, readReviewedDay } from './reviewedDay.js';
import { reviewerThroughput } from './reviewerThroughput.js';
import { measureStaleness } from './staleness.js';
import type { WorkspaceMeasures } from './workspaceMeasures.js';

/** What whoever measures has already. */
export interface KnownToMeasure {
  /** Of whoever measures again and again. */
  readonly memory?: MeasureMemory;
  /** Left out, the registry is read. */
  readonly releases?: Releases;
}

/**
 * Measures everything that is watched beside the answers: what was mined and decided, by whom, what of it users get, which
 * knowledge is stale, and what nothing answers. Where there is nothing of a kind, its figures are 0 and its lists empty. Each
 * measure is defined in docs/monitoring-measures.md. No text of logs, candidates or entries is in it.
 *
 * @param known what the caller has already
 * @throws CodelumiError `not-found` where the settings name logs that are not there, `invalid-input` where it cannot be told
 *   who may sign releases, `git-refused`
 */
export async function measureWorkspace(
  context: JobContext,
  config: Config,
  { memory = new MeasureMemory(), releases }: KnownToMeasure = {},
): Promise<WorkspaceMeasures> {
  context.progress({ message: 'Measuring what was mined and decided' });
  const days = await reviewedDays(context, config, memory);
  const mined = days.flatMap((day) => day.mined ?? []);
  const verdicts = ofAll(days, 'verdicts');
  const released = await releasedCandidates(context, releases ?? (await readReleases(context)));
  context.progress({ message: 'Looking for stale entries and gaps' });
  const logs = await readLoggedFigures(context, config, memory);
  return {
    mined,
    decided: decisionDays(verdicts),
    reviewers: reviewerThroughput(ofAll(days, 'given'), context.clock.now()),
    agreement: blindAgreement(ofAll(days, 'blind')),
    staleness: await measureStaleness(context, config, {
      times: new EntryTimes(verdicts, released.snapshots),
      memory,
    }),
    gaps: coverageGaps(logs, ofAll(days, 'gaps')),
    funnel: funnelOf({ logs, mined, verdicts, ...released }),
  };
}

/** Oldest first. */
async function reviewedDays(
  context: JobContext,
  { review: policy }: Config,
  memory: MeasureMemory,
): Promise<ReviewedDay[]> {
  const { files, signal } = context;
  const days: ReviewedDay[] = [];
  for (const day of (await reviewDays(context)).sort()) {
    throwIfCancelled(signal);
    const stamps = await stampsOf(files, [candidatesFile(day), ...(await journalsOf(files, day))]);
    const stamp = JSON.stringify([policy.overlap, policy.overlapKey, stamps]);
    days.push(await memory.recall(day, stamp, () => readReviewedDay(context, day, policy)));
  }
  return days;
}
