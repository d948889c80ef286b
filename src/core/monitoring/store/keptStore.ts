import * as z from 'zod';
import { MINUTE_MS } from '../../durations.js';
import { CodelumiError } from '../../errors.js';
import type { JobContext } from '../../job.js';
import { cursorSchema } from '../../mining/facts/cursor.js';
import { compareBytes } from '../../records/byteOrder.js';
import { parsedJson } from '../../records/parsedJson.js';
import { sha256 } from '../../records/sha256.js';
import { ensureLocalFolder } from '../../workspace/localFolder.js';
import { ROLLUP_FOLDER } from '../../workspace/paths.js';
import { daySummarySchema } from './daySummary.js';
import { growthRowSchema, type HourRow, hourRowSchema } from './hourRow.js';
import { memoryLogSchema } from './memoryGrowth.js';
import { replaySchema } from './replayedScores.js';
import { sessionSchema } from './session.js';

/** Changes whenever the same logs would be added up differently. */
const VERSION = 1;
const STATE_FILE = `${ROLLUP_FOLDER}/state.json`;
const DIGITS = 16;
/** Longer than it takes to write all parts. */
const FRESH_MS = 10 * MINUTE_MS;
const DAY = /^\d{4}-\d{2}-\d{2}$/u;

const digest = z.string().regex(/^[0-9a-f]{16}$/u);
const lineStart = z.strictObject({
  line: z.int().positive(),
  byte_offset: z.int().nonnegative(),
});

/** How far a log of searches is settled, and what was open there. */
export const searchLogSchema = z.strictObject({
  /** Behind the last whole line. */
  cursor: cursorSchema,
  /** The first line that is read again each time: what came of it may still change. */
  settled: lineStart,
  /** A little before that, for searches that an answer there may be about. */
  lead: lineStart,
  latest: z.number().nullable(),
  logs_scores: z.boolean(),
  sessions: z.array(sessionSchema),
});
export type KeptSearchLog = z.infer<typeof searchLogSchema>;

const stateSchema = z.strictObject({
  v: z.literal(VERSION),
  settings: z.string(),
  /** Searches before it are settled; milliseconds since the epoch. */
  boundary: z.number(),
  searches: z.array(searchLogSchema),
  memory: z.array(memoryLogSchema),
  /** Every log as it was when it was read. */
  stamps: z.array(z.strictObject({ file: z.string(), size: z.number(), modified: z.number() })),
  /** By deployment: when it was last asked, in milliseconds since the epoch. */
  latest: z.record(z.string(), z.number()),
  /** By day: the digits in the name of the file that holds its settled rows. */
  days: z.record(z.string().regex(DAY), digest),
  tail: digest,
  totals: digest,
});

const tailSchema = z.strictObject({
  /** Rows that may still change; each takes the place of the settled row of its key. */
  rows: z.array(hourRowSchema),
  replays: z.record(z.string(), replaySchema),
});

const totalsSchema = z.strictObject({
  summaries: z.array(daySummarySchema),
  growth: z.array(growthRowSchema),
});

/** Everything that is kept but the settled rows, which are read day by day. */
export type KeptState = Omit<z.infer<typeof stateSchema>, 'v' | 'tail' | 'totals'> &
  z.infer<typeof tailSchema> &
  z.infer<typeof totalsSchema>;

/**
 * Reads what is kept. undefined where there is nothing that can be used: of another version, or damaged. It can always be had
 * again from the logs.
 */
export async function loadState({
  files,
}: Pick<JobContext, 'files'>): Promise<KeptState | undefined> {
  const state = stateSchema.safeParse(parsedJson(await bytesOf(files, STATE_FILE)));
  if (!state.success) return undefined;
  const { v: _, tail, totals, ...rest } = state.data;
  const read = async <Schema extends z.ZodType>(schema: Schema, name: string, hash: string) => {
    const bytes = await bytesOf(files, partFile(name, hash));
    return digestOf(bytes) === hash ? schema.safeParse(parsedJson(bytes)).data : undefined;
  };
  const tailPart = await read(tailSchema, 'tail', tail);
  const totalsPart = await read(totalsSchema, 'totals', totals);
  if (tailPart === undefined || totalsPart === undefined) return undefined;
  return { ...rest, ...tailPart, ...totalsPart };
}

/**
 * The settled rows of a day.
 * @throws CodelumiError `invalid-input` where they are not as they were written
 */
export async function loadDay(
  { files }: Pick<JobContext, 'files'>,
  day: string,
  hash: string,
): Promise<HourRow[]> {
  const file = partFile(day, hash);
  const bytes = await bytesOf(files, file);
  const rows = z.array(hourRowSchema).safeParse(parsedJson(bytes));
  if (digestOf(bytes) === hash && rows.success) return rows.data;
  throw new CodelumiError({
    reason: 'invalid-input',
    what: 'What was added up of the logs is not as it was written',
    place: { file },
    remedy: `Remove the folder ${ROLLUP_FOLDER}; it is made again from the logs.`,
  });
}

/**
 * Keeps everything, at once: each part is a new file with the digits of its hash in its name, and counts from the moment in
 * which the state names it. So a process that is killed leaves the old state or the new one.
 *
 * @param changed the settled rows of days that changed
 */
export async function saveState(
  { files }: Pick<JobContext, 'files'>,
  { rows, replays, summaries, growth, ...state }: KeptState,
  changed: ReadonlyMap<string, readonly HourRow[]>,
): Promise<void> {
  await ensureLocalFolder(files);
  const days = new Map(Object.entries(state.days));
  for (const [day, settled] of changed) days.set(day, await savePart(files, day, settled));
  const tail = await savePart(files, 'tail', { rows, replays });
  const totals = await savePart(files, 'totals', { summaries, growth });
  const inOrder = [...days].sort(([a], [b]) => compareBytes(a, b));
  const written = { v: VERSION, ...state, days: Object.fromEntries(inOrder), tail, totals };
  await files.replace(STATE_FILE, `${JSON.stringify(written)}\n`);
  const parts = [...inOrder, ['tail', tail] as const, ['totals', totals] as const];
  await sweep(files, new Set(parts.map(([name, hash]) => partFile(name, hash))));
}

/** @returns the digits of its name */
async function savePart(
  files: JobContext['files'],
  name: string,
  content: unknown,
): Promise<string> {
  const text = `${JSON.stringify(content)}\n`;
  const hash = digestOf(Buffer.from(text));
  const file = partFile(name, hash);
  if ((await files.stat(file)) === undefined) await files.replace(file, text);
  return hash;
}

/** Takes away what no state names any more; what is new may be of another process, which has not named it yet. */
async function sweep(files: JobContext['files'], named: ReadonlySet<string>): Promise<void> {
  const now = (await files.stat(STATE_FILE))?.modifiedMs ?? 0;
  for (const { name, kind } of await files.list(ROLLUP_FOLDER)) {
    const file = `${ROLLUP_FOLDER}/${name}`;
    if (kind !== 'file' || file === STATE_FILE || named.has(file)) continue;
    const { modifiedMs = now } = (await files.stat(file)) ?? {};
    if (now - modifiedMs > FRESH_MS) await files.remove(file);
  }
}

function partFile(name: string, hash: string): string {
  return `${ROLLUP_FOLDER}/${name}.${hash}.json`;
}

function digestOf(bytes: Uint8Array): string {
  return sha256(bytes).slice(0, DIGITS);
}

async function bytesOf(files: JobContext['files'], file: string): Promise<Uint8Array> {
  return (await files.stat(file))?.kind === 'file' ? files.read(file) : new Uint8Array();
}
