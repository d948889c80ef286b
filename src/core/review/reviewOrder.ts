import type { CandidateSummary } from './candidateSummary.js';
import type { IndexedCandidate } from './dayContents.js';
import type { ReviewStatus } from './reviewState.js';

/** One day's candidates by status, each in file order. */
export interface GroupedDay {
  readonly day: string;
  group(status: ReviewStatus): readonly IndexedCandidate[];
  entry(id: string): IndexedCandidate | undefined;
}

export const WAITING: readonly ReviewStatus[] = ['pending', 'flagged'];
export const DECIDED: readonly ReviewStatus[] = ['rejected', 'accepted'];
/** What waits comes first; within a status the newest day, and within a day the order of its file. */
export const REVIEW_ORDER: readonly ReviewStatus[] = [...WAITING, ...DECIDED];
const NONE: ReadonlySet<string> = new Set();

/** A page of all candidates in review order; those that were skipped come behind the others that wait. */
export function reviewPage(
  days: readonly GroupedDay[],
  offset: number,
  limit: number,
  skipped: ReadonlySet<string> = NONE,
): CandidateSummary[] {
  return pageOf(inReviewOrder(days, skipped), offset, limit);
}

type Group = readonly IndexedCandidate[];

function inReviewOrder(days: readonly GroupedDay[], skipped: ReadonlySet<string>): Group[] {
  const of = (status: ReviewStatus) => days.map((day) => unskipped(day, status, skipped));
  return [...WAITING.flatMap(of), waitingAmong(days, skipped), ...DECIDED.flatMap(of)];
}

function unskipped(day: GroupedDay, status: ReviewStatus, skipped: ReadonlySet<string>): Group {
  const group = day.group(status);
  const isTouched =
    isWaiting(status) && [...skipped].some((id) => day.entry(id)?.summary.status === status);
  return isTouched ? group.filter(({ summary }) => !skipped.has(summary.id)) : group;
}

/** In the order in which they were skipped; what was decided meanwhile stands where it belongs. */
function waitingAmong(days: readonly GroupedDay[], skipped: ReadonlySet<string>): Group {
  return [...skipped].flatMap((id) => {
    const entry = days.map((day) => day.entry(id)).find((found) => found !== undefined);
    return entry !== undefined && isWaiting(entry.summary.status) ? [entry] : [];
  });
}

function isWaiting(status: ReviewStatus): boolean {
  return WAITING.includes(status);
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

/** The same of those candidates alone that fit. */
export function fittingPage(
  days: readonly GroupedDay[],
  status: ReviewStatus,
  fits: (summary: CandidateSummary) => boolean,
  offset: number,
  limit: number,
): CandidateSummary[] {
  const page: CandidateSummary[] = [];
  let before = 0;
  for (const day of days) {
    for (const { summary } of day.group(status)) {
      if (page.length >= limit) return page;
      if (!fits(summary)) continue;
      if (before >= offset) page.push(summary);
      before += 1;
    }
  }
  return page;
}

/** How many candidates come before it in review order; undefined for one that is not there. */
export function placeInReview(
  days: readonly GroupedDay[],
  id: string,
  skipped: ReadonlySet<string> = NONE,
): number | undefined {
  const entry = days.map((day) => day.entry(id)).find((found) => found !== undefined);
  if (entry === undefined) return undefined;
  let before = 0;
  for (const group of inReviewOrder(days, skipped)) {
    const isHere = skipped.has(id) || group[0]?.summary.status === entry.summary.status;
    const at = isHere ? group.indexOf(entry) : -1;
    if (at >= 0) return before + at;
    before += group.length;
  }
  return undefined;
}

/**
 * What to review after a candidate: the next pending one, newest day first and in file order within
 * a day, from the top again after the last; then the flagged ones in the same way, and at last those that were
 * skipped. undefined when nothing else waits.
 */
export function nextWaiting(
  days: readonly GroupedDay[],
  after: string,
  skipped: ReadonlySet<string> = NONE,
): CandidateSummary | undefined {
  const at = days.findIndex((day) => day.entry(after) !== undefined);
  const here = days[at];
  const offset = here?.entry(after)?.byteOffset ?? -1;
  for (const status of WAITING) {
    const isNext = ({ summary, byteOffset }: IndexedCandidate, from: number) =>
      byteOffset > from && summary.id !== after && !skipped.has(summary.id);
    const next =
      here?.group(status).find((entry) => isNext(entry, offset)) ??
      [...days.slice(at + 1), ...days]
        .map((day) => day.group(status).find((entry) => isNext(entry, -1)))
        .find((entry) => entry !== undefined);
    if (next !== undefined) return next.summary;
  }
  return waitingAmong(days, skipped).find(({ summary }) => summary.id !== after)?.summary;
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
