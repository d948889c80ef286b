import type { CandidateSummary } from '../candidateSummary.js';
import type { IndexedCandidate } from '../dayContents.js';
import { DECIDED, type GroupedDay, WAITING } from '../reviewOrder.js';
import type { ReviewStatus } from '../reviewState.js';
import { folded } from './foldedText.js';
import { inOrder } from './inOrder.js';
import { type Asking, conditionTest, type FactCondition } from './matchesCondition.js';
import { asksForApproval, type Query } from './query.js';

/** A query, and who asks. */
export interface Filter extends Asking {
  readonly query: Query;
}

export interface SearchedDay extends GroupedDay {
  search(needle: string): Uint8Array;
}

/** The candidates that fit a filter, in its order, as they were at one moment. */
export class FilteredQueue {
  readonly entries: readonly IndexedCandidate[];
  readonly #skipped: ReadonlySet<string>;
  /** What comes next after a decision, by status. */
  readonly #next: readonly ReviewStatus[];

  /** @param skipped what somebody put behind the others that wait */
  constructor(
    days: readonly SearchedDay[],
    filter: Filter,
    skipped: ReadonlySet<string> = new Set(),
  ) {
    const tests = days.map((day) => ({ day, fits: dayTest(day, filter) }));
    const of = (status: ReviewStatus) =>
      inOrder(
        tests.flatMap(({ day, fits }) => day.group(status).filter(fits)),
        filter.query.sort,
      );
    const waiting = WAITING.flatMap(of);
    const isSkipped = ({ summary }: IndexedCandidate) => skipped.has(summary.id);
    const inPlace = waiting.filter((entry) => !isSkipped(entry));
    this.#skipped = skipped;
    this.#next = asksForApproval(filter.query) ? [...WAITING, 'accepted'] : WAITING;
    this.entries = [...inPlace, ...waiting.filter(isSkipped), ...DECIDED.flatMap(of)];
  }

  get size(): number {
    return this.entries.length;
  }

  page(offset: number, limit: number): CandidateSummary[] {
    return this.entries.slice(offset, offset + limit).map(({ summary }) => summary);
  }

  /** Its place, from 0; undefined for one that does not fit. */
  placeOf(id: string): number | undefined {
    const at = this.entries.findIndex(({ summary }) => summary.id === id);
    return at < 0 ? undefined : at;
  }

  /**
   * What to review after a candidate: what stood behind it in this queue and still waits and fits, from
   * the top again after the last; what is pending before what is flagged, and what was skipped at last.
   * @param fits whether it still does
   */
  nextAfter(id: string, fits: (id: string) => boolean): CandidateSummary | undefined {
    const from = (this.placeOf(id) ?? -1) + 1;
    const { length } = this.entries;
    for (const status of this.#next) {
      for (let step = 0; step < length; step += 1) {
        const { summary } = this.entries[(from + step) % length] ?? {};
        const isNext = summary?.status === status && !this.#skipped.has(summary.id);
        if (isNext && summary.id !== id && fits(summary.id)) return summary;
      }
    }
    const isLeft = ({ summary: left }: IndexedCandidate) =>
      this.#skipped.has(left.id) &&
      WAITING.includes(left.status) &&
      left.id !== id &&
      fits(left.id);
    return this.entries.find(isLeft)?.summary;
  }
}

function dayTest(
  day: SearchedDay,
  { query, ...asking }: Filter,
): (entry: IndexedCandidate) => boolean {
  const tests = query.terms.map(({ not, condition }) => {
    const test =
      condition.key === 'text' ? textTest(day, condition.text) : factTest(condition, asking);
    return not ? (entry: IndexedCandidate) => !test(entry) : test;
  });
  return (entry) => tests.every((test) => test(entry));
}

function textTest(day: SearchedDay, text: string): (entry: IndexedCandidate) => boolean {
  const found = day.search(folded(text));
  return ({ at }) => found[at] === 1;
}

function factTest(condition: FactCondition, asking: Asking): (entry: IndexedCandidate) => boolean {
  return conditionTest(condition, asking);
}
