import type { Detail, ReviewStatus, Summary } from '../../src/shared/candidateProtocol.js';
import type { ResultOf, Sort } from '../../src/shared/panelProtocol.js';

type Page = ResultOf<'queue'>;

/** What the panel knows of the queue: how long it is, and the rows around those that were looked at. */
export interface QueueState {
  readonly phase: 'loading' | 'ready' | 'failed';
  /** By place in the queue, from 0. */
  readonly rows: ReadonlyMap<number, Summary>;
  /** Place of the open candidate; undefined where it is not known or there is none. */
  readonly selectedAt: number | undefined;
  /** Where the open candidate stood when it left the list. */
  readonly leftAt: number | undefined;
  /** How many candidates fit the filter. */
  readonly total: number;
  /** The active filter; empty: none. */
  readonly filter: string;
  readonly sort: Sort;
  readonly progress: Page['progress'];
  /** Of all candidates. */
  readonly counts: Readonly<Record<ReviewStatus, number>>;
  readonly problems: readonly string[];
  readonly problemCount: number;
  readonly failure: string;
}

export const NO_QUEUE: QueueState = {
  phase: 'loading',
  rows: new Map(),
  selectedAt: undefined,
  leftAt: undefined,
  total: 0,
  filter: '',
  sort: 'queue',
  progress: { decided: 0, mine: null },
  counts: { pending: 0, flagged: 0, accepted: 0, rejected: 0 },
  problems: [],
  problemCount: 0,
  failure: '',
};

export const PAGE_SIZE = 200;
/** Rows far from those in view are read again when somebody goes there. */
const MOST_ROWS = 20 * PAGE_SIZE;

/**
 * The queue with one more page.
 * @param how `anew`: what was known before does not fit this page
 */
export function withPage(queue: QueueState, page: Page, how: 'anew' | 'more'): QueueState {
  const isOther = page.filter !== queue.filter;
  const rows = new Map(how === 'anew' || isOther ? [] : queue.rows);
  for (const [index, item] of page.items.entries()) rows.set(page.offset + index, item);
  return {
    phase: 'ready',
    rows: rows.size > MOST_ROWS ? nearest(rows, page.offset) : rows,
    selectedAt: page.selectedAt ?? undefined,
    leftAt: page.selectedAt !== null || isOther ? undefined : (queue.selectedAt ?? queue.leftAt),
    total: page.total,
    filter: page.filter,
    sort: page.sort,
    progress: page.progress,
    counts: page.counts,
    problems: page.problems,
    problemCount: page.problemCount,
    failure: '',
  };
}

function nearest(rows: ReadonlyMap<number, Summary>, place: number): Map<number, Summary> {
  const places = [...rows.keys()].sort((a, b) => Math.abs(a - place) - Math.abs(b - place));
  const kept = new Set(places.slice(0, MOST_ROWS / 2));
  return new Map([...rows].filter(([at]) => kept.has(at)));
}

/** The queue while another candidate is open; its place is known where its row is. */
export function withSelected(queue: QueueState, id: string | undefined): QueueState {
  const selectedAt = id === undefined ? undefined : placeIn(queue, id);
  return { ...queue, selectedAt, leftAt: undefined };
}

/** The queue with what is now known of one candidate; its place stays until the queue is read anew. */
export function withDetail(queue: QueueState, detail: Detail): QueueState {
  const at = placeIn(queue, detail.id);
  const before = at === undefined ? undefined : queue.rows.get(at);
  if (at === undefined || before === undefined) return queue;
  const counts = { ...queue.counts };
  counts[before.status] -= 1;
  counts[detail.status] += 1;
  const { remarks, attention } = detail;
  const summary: Summary = {
    id: detail.id,
    status: detail.status,
    query: detail.text.query,
    rules: [...new Set(detail.findings.map(({ rule }) => rule))],
    edited: detail.edited,
    ...(remarks === undefined ? {} : { remarks }),
    // Why in full is for the open candidate alone.
    ...(attention && { attention: { kind: attention.kind, words: attention.words } }),
  };
  return { ...queue, counts, rows: new Map(queue.rows).set(at, summary) };
}

/** What is known of a candidate from its row. */
export function rowOf(queue: QueueState, id: string): Summary | undefined {
  const at = placeIn(queue, id);
  return at === undefined ? undefined : queue.rows.get(at);
}

function placeIn({ rows, selectedAt }: QueueState, id: string): number | undefined {
  if (selectedAt !== undefined && rows.get(selectedAt)?.id === id) return selectedAt;
  for (const [place, row] of rows) if (row.id === id) return place;
  return undefined;
}

/**
 * The place `step` away from the open candidate, or from where it stood before it left the list; the first
 * one when that is not known.
 */
export function neighbour({ selectedAt, leftAt, total }: QueueState, step: number): number {
  // What came next stands in its place.
  const from = selectedAt ?? (leftAt === undefined || step < 0 ? leftAt : leftAt - 1);
  return from === undefined ? 0 : Math.max(Math.min(from + step, total - 1), 0);
}

/** The parts of a stretch of rows that are not known, by page. */
export function missingPages({ rows, total }: QueueState, start: number, end: number): number[] {
  const pages = new Set<number>();
  for (let place = Math.max(start, 0); place < Math.min(end, total); place += 1) {
    if (!rows.has(place)) pages.add(Math.floor(place / PAGE_SIZE));
  }
  return [...pages];
}

/** Whether it still waits for somebody to decide. */
export function isWaiting(status: ReviewStatus): boolean {
  return status === 'pending' || status === 'flagged';
}

/** True when everything has been decided, and there was something to decide. */
export function isAllReviewed(queue: QueueState): boolean {
  const { phase, counts } = queue;
  return phase === 'ready' && allOf(queue) > 0 && counts.pending === 0 && counts.flagged === 0;
}

/** Whether the filter takes anything away; an order alone does not. */
export function isNarrowed({ filter, sort }: QueueState): boolean {
  return filter !== '' && filter !== `sort:${sort}`;
}

/** How many candidates there are, whether or not they fit the filter. */
export function allOf({ counts }: QueueState): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}
