import { HOUR_MS } from '../../durations.js';
import { OWN } from '../../registry/ownDeployment.js';
import type { Releases } from '../../registry/readReleases.js';
import type { MonitoringSettings } from '../../workspace/settings/monitoringSchema.js';
import type { Watched } from '../samples.js';
import { dayIn, hourOf } from '../store/hour.js';
import type { HourRow } from '../store/hourRow.js';
import type { OpenedStore } from '../store/openedStore.js';

/** What a deployment did first. */
export interface FirstSessions {
  /** Of whole hours, in order. */
  readonly rows: readonly HourRow[];
  readonly sessions: number;
  /** Whether a reference holds no more. */
  readonly isFull: boolean;
  /** The first of the hours that could be among them, as `2026-02-01T13`. */
  readonly from: string;
}

/**
 * The first sessions of a deployment after it reached production, hour by hour, as many as a reference holds at most, and
 * more only where it takes that to have as many as it needs; for what the assistant has of its own, from the first search on.
 *
 * @param until the hour from which on nothing counts
 * @returns undefined where it never was in production
 */
export async function firstSessions(
  store: Pick<OpenedStore, 'summaries' | 'hoursOf'>,
  { state }: Pick<Releases, 'state'>,
  { deployment, reranker }: Pick<Watched, 'deployment' | 'reranker'>,
  { sessions: most, minimumSessions: least }: MonitoringSettings['reference'],
  until = '9999-12-31T23',
): Promise<FirstSessions | undefined> {
  const released = state.production.find((each) => each.deployment === deployment)?.at;
  if (released === undefined && deployment !== OWN) return undefined;
  // In the hour of the release itself some of it was still a candidate.
  const from = deployment === OWN || released === undefined ? '' : hourAfter(released);
  const rows: HourRow[] = [];
  let sessions = 0;
  const days = store.summaries
    .filter((each) => each.deployment === deployment && each.reranker === reranker)
    .map(({ day }) => day);
  for (const day of days.filter((each) => each >= dayIn(from) && each <= dayIn(until))) {
    for (const [hour, group] of hoursOf(await store.hoursOf(day), deployment, reranker)) {
      if (hour < from || hour >= until) continue;
      const count = group.reduce((sum, row) => sum + row.sessions, 0);
      if (sessions >= least && sessions + count > most)
        return { rows, sessions, isFull: true, from };
      rows.push(...group);
      sessions += count;
    }
  }
  return { rows, sessions, isFull: sessions >= most, from };
}

function hourAfter(at: string): string {
  return hourOf(Math.ceil(Date.parse(at) / HOUR_MS) * HOUR_MS);
}

/** In order, for the rows are. */
function hoursOf(
  rows: readonly HourRow[],
  deployment: string,
  reranker: string | null,
): Map<string, HourRow[]> {
  const hours = new Map<string, HourRow[]>();
  for (const row of rows) {
    if (row.deployment !== deployment || row.reranker !== reranker) continue;
    hours.set(row.hour, [...(hours.get(row.hour) ?? []), row]);
  }
  return hours;
}
