import type { JobContext } from '../../job.js';
import { compareBytes } from '../../records/byteOrder.js';
import type { DaySummary } from './daySummary.js';
import { dayIn } from './hour.js';
import type { KeptState } from './keptStore.js';
import { openedStore, type StoreContent } from './openedStore.js';
import { summariseDays } from './summariseDay.js';

export interface SummarisedHours extends Pick<StoreContent, 'changed'> {
  readonly state: Pick<KeptState, 'rows' | 'latest' | 'days'>;
  /** Whether the summary of a day that was not touched is what it was. */
  readonly isKept: (day: string) => boolean;
}

/** The summaries of all days: worked out for those that were touched, now or as what might change. */
export async function summariesOf(
  context: JobContext,
  kept: KeptState | undefined,
  { state, changed, isKept }: SummarisedHours,
): Promise<DaySummary[]> {
  const rows = [...state.rows, ...(kept?.rows ?? [])];
  const touched = new Set([...changed.keys(), ...rows.map(({ hour }) => dayIn(hour))]);
  const store = openedStore(context, {
    state: { ...state, summaries: [], growth: [] },
    changed,
    unreadable: 0,
  });
  const summaries = (kept?.summaries ?? []).filter(({ day }) => !touched.has(day) && isKept(day));
  for (const day of touched) summaries.push(...summariseDays(await store.hoursOf(day)));
  return summaries.sort((a, b) => compareBytes(keyOf(a), keyOf(b)));
}

function keyOf({ day, deployment, reranker }: DaySummary): string {
  return JSON.stringify([day, deployment, reranker]);
}
