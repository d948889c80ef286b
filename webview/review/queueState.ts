import type { Detail, ResultOf, ReviewStatus, Summary } from '../../src/shared/panelProtocol.js';

type Page = ResultOf<'queue'>;

/** What the panel knows of the queue; a prefix of it while further pages are under way. */
export interface QueueState {
  readonly phase: 'loading' | 'ready' | 'failed';
  readonly items: readonly Summary[];
  readonly total: number;
  readonly counts: Readonly<Record<ReviewStatus, number>>;
  readonly problems: readonly string[];
  readonly failure: string;
}

export const NO_QUEUE: QueueState = {
  phase: 'loading',
  items: [],
  total: 0,
  counts: { pending: 0, flagged: 0, accepted: 0, rejected: 0 },
  problems: [],
  failure: '',
};

export const PAGE_SIZE = 2_000;

/** The queue after one more page; `items` are those of the pages before it. */
export function withPage(items: readonly Summary[], page: Page): QueueState {
  // The queue may have moved between two pages; nobody is to meet a candidate twice.
  const known = new Set(items.map(({ id }) => id));
  return {
    phase: 'ready',
    items: [...items, ...page.items.filter(({ id }) => !known.has(id))],
    total: page.total,
    counts: page.counts,
    problems: page.problems,
    failure: '',
  };
}

/** The queue with what is now known of one candidate; its place stays until the queue is read anew. */
export function withDetail(queue: QueueState, detail: Detail): QueueState {
  const before = queue.items.find(({ id }) => id === detail.id);
  if (before === undefined) return queue;
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
  return { ...queue, counts, items: queue.items.map((item) => (item === before ? summary : item)) };
}

/**
 * What to review after `id`: the next pending candidate, from the top again after the last one, then
 * the flagged ones in the same way. Undefined when nothing else waits.
 */
export function nextUndecided(
  items: readonly Summary[],
  id: string | undefined,
): string | undefined {
  const at = items.findIndex((item) => item.id === id);
  const fromHere = [...items.slice(at + 1), ...items.slice(0, Math.max(at, 0))];
  return (
    fromHere.find(({ status }) => status === 'pending') ??
    fromHere.find(({ status }) => status === 'flagged')
  )?.id;
}

/** The candidate `step` places away in the list; the first one when none is open. */
export function neighbour(
  items: readonly Summary[],
  id: string | undefined,
  step: number,
): string | undefined {
  const at = items.findIndex((item) => item.id === id);
  if (at < 0) return items[0]?.id;
  return items[Math.min(Math.max(at + step, 0), items.length - 1)]?.id;
}

/** True when everything has been decided, and there was something to decide. */
export function isAllReviewed({ phase, counts, total }: QueueState): boolean {
  return phase === 'ready' && total > 0 && counts.pending === 0 && counts.flagged === 0;
}
