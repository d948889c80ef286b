import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../durations.js';
import { cursorAt, type LogPosition } from '../../mining/facts/cursor.js';
import { readReleases } from '../../registry/readReleases.js';
import { continuedLogs } from './continuedLogs.js';
import { HourBook, inOrder } from './hourBook.js';
import type { HourRow } from './hourRow.js';
import { type KeptSearchLog, type KeptState, loadDay } from './keptStore.js';
import { newestTime } from './newestTime.js';
import { keepOlderHours } from './olderHours.js';
import { outcomeFacts } from './outcomeFacts.js';
import { ReplayedScores } from './replayedScores.js';
import { SearchLogReading } from './searchLogReading.js';
import { type StoreWorld, stampOf } from './storeSources.js';
import { summariesOf } from './updatedSummaries.js';

/** What users think of an answer is waited for that long. */
const OPEN_MS = 3 * DAY_MS;

export interface UpdatedSearches {
  readonly state: Omit<KeptState, 'settings' | 'stamps' | 'memory' | 'growth'>;
  /** The settled rows of days that changed. */
  readonly changed: ReadonlyMap<string, readonly HourRow[]>;
  readonly unreadable: number;
}

/** The logs of searches as they go on from what is kept, or from their beginnings. */
interface ContinuedSearches {
  /** By name; undefined: all are read anew. */
  readonly known: ReadonlyMap<string, KeptSearchLog> | undefined;
  /** What was settled, and what is settled from now on; milliseconds since the epoch. */
  readonly before: number;
  readonly boundary: number;
}

/**
 * Adds what the logs of searches gained: first everything that cannot change any more, to the rows of its days; then what may,
 * on copies of the rows that it is about, which take their place until the next time.
 *
 * @param startsFrom where a log of conversations is read from; see `updateGrowth`
 */
export async function updateSearches(
  world: StoreWorld,
  startsFrom: (file: string, time: number) => LogPosition | undefined,
): Promise<UpdatedSearches> {
  const { context, kept } = world;
  const continued = await continuedSearches(world);
  const { known, boundary } = continued;
  const days = known === undefined ? {} : (kept?.days ?? {});
  const settled = new HourBook(async (day) =>
    days[day] === undefined ? [] : loadDay(context, day, days[day]),
  );
  const open = new HourBook((day) => settled.rowsOf(day));
  const latest = new Map(Object.entries(kept?.latest ?? {}));
  const { readings, replays } = await readingsOf(world, continued, startsFrom, latest);
  for (const reading of readings) await reading.settle(settled);
  for (const reading of readings) await reading.readTail(open);

  const earliest = Math.min(...readings.map((reading) => reading.earliest));
  const older =
    known === undefined && kept !== undefined
      ? await keepOlderHours(context, kept, { earliest, settled, open })
      : { days, isKept: () => true };
  const changed = new Map<string, HourRow[]>();
  for (const day of settled.days) changed.set(day, await settled.rowsOf(day));
  const searches: KeptSearchLog[] = [];
  for (const reading of readings) searches.push(await keptLog(world, reading));
  const state = {
    boundary,
    searches,
    latest: Object.fromEntries(latest),
    days: older.days,
    rows: inOrder(open.changed),
    replays: replays.used,
  };
  const summaries = await summariesOf(context, kept, { state, changed, isKept: older.isKept });
  const unreadable = readings.reduce((sum, reading) => sum + reading.unreadable, 0);
  return { state: { ...state, summaries }, changed, unreadable };
}

async function continuedSearches(world: StoreWorld): Promise<ContinuedSearches> {
  const { context, logs, kept, isComparable, sources } = world;
  const known =
    isComparable && kept !== undefined
      ? await continuedLogs(logs, kept.searches, sources.searches, isSettled)
      : undefined;
  const before = known === undefined ? 0 : (kept?.boundary ?? 0);
  const stamps = sources.searches.map((file) => stampOf(world, file));
  const newest = await newestTime(logs, stamps, context.clock.now().getTime());
  const boundary = Math.floor((newest - OPEN_MS) / HOUR_MS) * HOUR_MS;
  return { known, before, boundary: Math.max(before, boundary) };
}

/** Whether all that a log held is in settled rows. */
function isSettled({ cursor, settled, sessions }: KeptSearchLog): boolean {
  return settled.byte_offset >= cursor.byte_offset && sessions.length === 0;
}

async function readingsOf(
  world: StoreWorld,
  { known, before, boundary }: ContinuedSearches,
  startsFrom: (file: string, time: number) => LogPosition | undefined,
  latest: Map<string, number>,
): Promise<{ readonly readings: readonly SearchLogReading[]; readonly replays: ReplayedScores }> {
  const { context, logs, config, kept, sources } = world;
  const endOf = (file: string) => stampOf(world, file).size;
  const joined = await outcomeFacts(logs, config, {
    searches: sources.searches.map((file) => {
      const lead = known?.get(file)?.lead;
      return { file, from: lead && { ...lead, time: null }, end: endOf(file) };
    }),
    memory: sources.memory.map((file) => ({
      file,
      from: startsFrom(file, before),
      end: endOf(file),
    })),
    executor: sources.executor,
    signals: sources.signals,
  });
  const releases = world.releases ?? (await readReleases(context));
  // Places in a log that was rewritten are those of other searches.
  const scores = known === undefined ? {} : (kept?.replays ?? {});
  const replays = new ReplayedScores({ context, config, releases, known: scores });
  const now = context.clock.now().getTime();
  const gapMs = config.mining.conversationGapMinutes * MINUTE_MS;
  const about = { context: logs, releases, ...joined, replays, gapMs, now, boundary, latest };
  const readings = sources.searches.map(
    (file) => new SearchLogReading(about, { file, end: endOf(file), known: known?.get(file) }),
  );
  return { readings, replays };
}

async function keptLog(world: StoreWorld, reading: SearchLogReading): Promise<KeptSearchLog> {
  const { file, end, settled } = reading;
  const { size, modified } = stampOf(world, file);
  const position = { file, line: end.line, byte_offset: end.byteOffset, time: null, outputs: 0 };
  const cursor = await cursorAt(world.logs.files, position);
  const { position: from, lead, latest, logs_scores, sessions } = settled;
  return {
    cursor: { ...cursor, size, modified },
    settled: { line: from.line, byte_offset: from.byteOffset },
    lead: { line: lead.line, byte_offset: lead.byteOffset },
    latest,
    logs_scores,
    sessions: [...sessions],
  };
}
