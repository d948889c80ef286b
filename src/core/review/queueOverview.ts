import type { Problem } from '../workspace/candidateFiles.js';
import type { DayIndex } from './dayIndex.js';
import { type ReviewStatus, STATUSES } from './reviewState.js';

/** The candidates of one status on one day; there is no group without candidates. */
export interface QueueGroup {
  readonly status: ReviewStatus;
  readonly day: string;
  readonly count: number;
  /** Rises whenever anything in the group changes. */
  readonly version: number;
}

/** What is known of the queue without its candidates. */
export interface QueueOverview {
  /** Rises with every change. */
  readonly version: number;
  /** False while candidates are still being read for the first time. */
  readonly isComplete: boolean;
  readonly counts: Readonly<Record<ReviewStatus, number>>;
  /** Newest day first. */
  readonly groups: readonly QueueGroup[];
  /** The first of the lines that could not be used, and how many there are. */
  readonly problems: readonly Problem[];
  readonly problemCount: number;
}

const MOST_PROBLEMS = 500;

type OverviewedDay = Pick<DayIndex, 'day' | 'group' | 'problems' | 'isComplete'>;

/** How many candidates there are of each status. */
export function countsOf(
  days: readonly Pick<DayIndex, 'group'>[],
): Readonly<Record<ReviewStatus, number>> {
  const counts = { pending: 0, flagged: 0, accepted: 0, rejected: 0 };
  for (const status of STATUSES) for (const day of days) counts[status] += day.group(status).length;
  return counts;
}

/**
 * @param days newest first
 * @param versionOf of a group
 */
export function queueOverview(
  version: number,
  days: readonly OverviewedDay[],
  versionOf: (day: string, status: ReviewStatus) => number,
): QueueOverview {
  const groups: QueueGroup[] = [];
  for (const each of days) {
    for (const status of STATUSES) {
      const count = each.group(status).length;
      if (count === 0) continue;
      groups.push({ status, day: each.day, count, version: versionOf(each.day, status) });
    }
  }
  const problems = days.flatMap((day) => day.problems);
  return {
    version,
    isComplete: days.every(({ isComplete }) => isComplete),
    counts: countsOf(days),
    groups,
    problems: problems.slice(0, MOST_PROBLEMS),
    problemCount: problems.length,
  };
}
