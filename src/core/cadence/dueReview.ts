import { DAY_MS } from '../durations.js';
import { formatPlace } from '../errors.js';
import type { JobContext } from '../job.js';
import { counted } from '../records/counted.js';
import { reviewDays, reviewedCandidates } from '../review/reviewedCandidates.js';
import { isProblem, type Problem } from '../workspace/candidateFiles.js';
import { dayOf } from '../workspace/paths.js';
import type { CadenceSettings } from '../workspace/settings/cadenceSchema.js';
import type { DueItem } from './dueItem.js';

type Told = Pick<DueItem, 'isDue' | 'why' | 'since' | 'isUnknown'>;

/**
 * Whether candidates wait too long for a decision: pending and flagged ones, from the day on which they were extracted. Days
 * that are not old enough are not read. Lines that cannot be used are told beside what the others say.
 */
export async function dueReview(
  context: Pick<JobContext, 'files' | 'clock' | 'signal'>,
  { days: limit }: CadenceSettings['review'],
): Promise<DueItem> {
  const newest = dayOf(new Date(context.clock.now().getTime() - limit * DAY_MS));
  const days = (await reviewDays(context)).filter((day) => day <= newest).sort();
  const problems: Problem[] = [];
  let waiting = 0;
  let oldest: string | undefined;
  for (const day of days)
    for await (const read of reviewedCandidates(context, day)) {
      if (isProblem(read)) problems.push(read);
      else if (read.state.status === 'pending' || read.state.status === 'flagged') {
        waiting += 1;
        oldest ??= day;
      }
    }
  const told = toldOf({ waiting, oldest, limit });
  return {
    kind: 'review',
    ...withProblems(told, problems),
    command: 'review list',
    isAutomatic: false,
  };
}

interface Waiting {
  readonly waiting: number;
  readonly oldest: string | undefined;
  /** Days. */
  readonly limit: number;
}

function toldOf({ waiting, oldest, limit }: Waiting): Told {
  const days = counted(limit, 'day');
  if (oldest === undefined)
    return { isDue: false, why: `No candidate has waited for ${days} or longer.` };
  const wait = waiting === 1 ? 'waits' : 'wait';
  return {
    isDue: true,
    why: `${counted(waiting, 'candidate')} ${wait} for a decision, for ${days} or longer; the oldest since ${oldest}.`,
    since: new Date(Date.parse(`${oldest}T00:00:00Z`) + limit * DAY_MS).toISOString(),
  };
}

function withProblems(told: Told, problems: readonly Problem[]): Told {
  const [first] = problems;
  if (first === undefined) return told;
  const lines = `${counted(problems.length, 'line')} cannot be used, such as ${formatPlace(first.position)}: ${first.message}.`;
  if (told.isDue) return { ...told, why: `${told.why} ${lines}` };
  return {
    isDue: true,
    isUnknown: true,
    why: `It cannot be told whether candidates wait too long: ${lines}`,
  };
}
