import type { Detail, ResultOf, ReviewStatus, Summary } from '../../src/shared/panelProtocol.js';

type Page = ResultOf<'queue'>;

/** What the panel knows of the queue: how long it is, and the rows around those that were looked at. */
export interface QueueState {
  readonly phase: 'loading' | 'ready' | 'failed';
  /** By place in the queue, from 0. */
  readonly rows: ReadonlyMap<number, Summary>;
  /** Place of the open candidate; undefined where it is not known or there is none. */
  readonly selectedAt: number | undefined;
  readonly total: number;
  readonly counts: Readonly<Record<ReviewStatus, number>>;
  readonly problems: readonly string[];
  readonly problemCount: number;
  readonly failure: string;
}

export const NO_QUEUE: QueueState = {
  phase: 'loading',
  rows: new Map(),
  selectedAt: undefined,
  total: 0,
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
  const rows = new Map(how === 'anew' ? [] : queue.rows);
  for (const [index, item] of page.items.entries()) rows.set(page.offset + index, item);
  return {
    phase: 'ready',
    rows: rows.size > MOST_ROWS ? nearest(rows, page.offset) : rows,
    selectedAt: page.selectedAt ?? undefined,
    total: page.total,
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
  return { ...queue, selectedAt: id === undefined ? undefined : placeIn(queue, id) };
}

/** The queue with what is now known of one candidate; its place stays until the queue is read anew. */
export function withDetail(queue: QueueState, detail: Detail): QueueState {
  const at = placeIn(queue, detail.id);
  const before = at === undefined ? undefined : queue.rows.get(at);
  if (at === undefined || before === undefined) return queue;
  const counts = { ...queue.counts };
  counts[before.status] -= 1;
  counts[detail.status] += 1;
  const summary: Summary = {
    id: detail.id,
    status: detail.status,
    query: detail.text.query,
    rules: [...new Set(detail.findings.map(({ rule }) => rule))],
    edited: detail.edited,
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

/** The place `step` away from the open candidate; the first one when its place is not known. */
export function neighbour({ selectedAt, total }: QueueState, step: number): number {
  if (selectedAt === undefined) return 0;
  return Math.max(Math.min(selectedAt + step, total - 1), 0);
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
export function isAllReviewed({ phase, counts, total }: QueueState): boolean {
  return phase === 'ready' && total > 0 && counts.pending === 0 && counts.flagged === 0;
}
