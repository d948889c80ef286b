import type { CandidateSummary } from './candidateSummary.js';
import type { IndexedCandidate } from './dayContents.js';
import type { ReviewStatus } from './reviewState.js';

/** One day's candidates by status, each in file order. */
export interface GroupedDay {
  readonly day: string;
  group(status: ReviewStatus): readonly IndexedCandidate[];
  entry(id: string): IndexedCandidate | undefined;
}

/** What waits comes first; within a status the newest day, and within a day the order of its file. */
const REVIEW_ORDER: readonly ReviewStatus[] = ['pending', 'flagged', 'rejected', 'accepted'];
const WAITING: readonly ReviewStatus[] = ['pending', 'flagged'];

/** A page of all candidates in review order. */
export function reviewPage(
  days: readonly GroupedDay[],
  offset: number,
  limit: number,
): CandidateSummary[] {
  const groups = REVIEW_ORDER.flatMap((status) => days.map((day) => day.group(status)));
  return pageOf(groups, offset, limit);
}

/** A page of the candidates of one status, newest day first, or of one status and day. */
export function statusPage(
  days: readonly GroupedDay[],
  status: ReviewStatus,
  offset: number,
  limit: number,
): CandidateSummary[] {
  return pageOf(
    days.map((day) => day.group(status)),
    offset,
    limit,
  );
}

/** How many candidates come before it in review order; undefined for one that is not there. */
export function placeInReview(days: readonly GroupedDay[], id: string): number | undefined {
  let before = 0;
  for (const status of REVIEW_ORDER) {
    for (const day of days) {
      const group = day.group(status);
      const entry = day.entry(id);
      if (entry?.summary.status === status) return before + group.indexOf(entry);
      before += group.length;
    }
  }
  return undefined;
}

/**
 * What to review after a candidate: the next pending one, newest day first and in file order within
 * a day, from the top again after the last; then the flagged ones in the same way. undefined when
 * nothing else waits.
 */
export function nextWaiting(
  days: readonly GroupedDay[],
  after: string,
): CandidateSummary | undefined {
  const at = days.findIndex((day) => day.entry(after) !== undefined);
  const here = days[at];
  const offset = here?.entry(after)?.byteOffset ?? -1;
  for (const status of WAITING) {
    const next =
      here?.group(status).find(({ byteOffset }) => byteOffset > offset) ??
      firstOf(days.slice(at + 1), status) ??
      firstOf(days, status);
    if (next !== undefined && next.summary.id !== after) return next.summary;
  }
  return undefined;
}

function firstOf(days: readonly GroupedDay[], status: ReviewStatus): IndexedCandidate | undefined {
  for (const day of days) {
    const [first] = day.group(status);
    if (first !== undefined) return first;
  }
  return undefined;
}

function pageOf(
  groups: readonly (readonly IndexedCandidate[])[],
  offset: number,
  limit: number,
): CandidateSummary[] {
  const page: CandidateSummary[] = [];
  let before = 0;
  for (const group of groups) {
    const from = Math.max(offset - before, 0);
    for (const { summary } of group.slice(from, from + limit - page.length)) page.push(summary);
    before += group.length;
    if (page.length >= limit) break;
  }
  return page;
}
