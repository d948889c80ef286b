import { MINUTE_MS } from '../../durations.js';
import type { JobContext } from '../../job.js';
import type { Config } from '../../workspace/configSchema.js';
import { filesOf, requireMemory } from '../../workspace/sources.js';
import { DetectorOutputs } from '../detectorOutputs.js';
import type { SourceTally } from '../runReport.js';
import { type Cursor, cursorAt, isContinued, type LogPosition } from './cursor.js';
import { Facts } from './facts.js';
import { loadFacts, type SavedFacts, saveFacts } from './factsFile.js';
import type { LogToCut } from './parts/cutLog.js';
import { readInParts } from './parts/readInParts.js';
import { isDocument, type Log, type LogReading, readLog } from './readLog.js';
import { talliesOf } from './talliesOf.js';

export interface ReadFacts {
  readonly facts: Facts;
  /** What was read of each log, in this run and those before. */
  readonly tallies: readonly SourceTally[];
}

export interface ReadFactsOptions {
  /** Read everything again, whatever is known of earlier runs. */
  readonly full?: boolean | undefined;
  /** Keep what was read for the next run; left out by whoever only asks. */
  readonly keep?: boolean;
}

/**
 * Reads what the logs have gained since the last run and adds it to what was kept. The facts are
 * those that reading everything anew would give: a log that did not just grow (rotated, cut,
 * rewritten, gone) makes all be read again. What is not complete (an unfinished line, a conversation
 * that may go on) is taken into account now and read again next time.
 *
 * @throws CodelumiError `not-found`, `not-a-file` or `not-readable` for the conversation log
 */
export async function readFacts(
  context: JobContext,
  config: Config,
  options: ReadFactsOptions = {},
): Promise<ReadFacts> {
  const logs = await logsOf(context, config);
  const outputs = await DetectorOutputs.read(context, await filesOf(context, config, 'signals'));
  const saved = options.full === true ? undefined : await keptFacts(context, config, logs, outputs);
  const facts = saved?.facts ?? new Facts();
  facts.order = logs.map(({ file }) => file);
  const gapMs = gapMsOf(config);
  const cursors = new Map(saved?.cursors.map((cursor) => [cursor.file, cursor]));
  const toCut = outputs.isEmpty ? await logsToCut(context, logs, cursors, gapMs) : [];
  const next = await readInParts(context, facts, toCut);
  const readings: LogReading[] = [];
  for (const log of logs) {
    const from = next.get(log.file) ?? cursors.get(log.file);
    readings.push(await readLog(context, facts, log, { from, gapMs, outputs }));
  }
  if (options.keep === true) await keep(context, config, facts, readings, saved);
  for (const { addOpenEnd } of readings) addOpenEnd();
  return { facts, tallies: [...talliesOf(facts), ...outputs.tallies] };
}

/** The executor's logs are short, and outputs logged elsewhere tie a conversation to those before it. */
async function logsToCut(
  { files }: JobContext,
  logs: readonly Log[],
  cursors: ReadonlyMap<string, LogPosition>,
  gapMs: number,
): Promise<LogToCut[]> {
  const long = logs.filter((log) => log.kind !== 'executor' && !isDocument(log));
  return Promise.all(
    long.map(async (log) => {
      const from = cursors.get(log.file) ?? { line: 1, byte_offset: 0, time: null };
      return { log, from, gapMs, end: (await files.stat(log.file))?.size ?? 0 };
    }),
  );
}

/** Nothing is written where nothing was completed. */
async function keep(
  context: JobContext,
  config: Config,
  facts: Facts,
  readings: readonly LogReading[],
  saved: SavedFacts | undefined,
): Promise<void> {
  const lengths = facts.lengths;
  const cursors: Cursor[] = [];
  for (const { next } of readings) cursors.push(await cursorAt(context.files, next));
  if (JSON.stringify(cursors) === JSON.stringify(saved?.cursors)) return;
  await saveFacts(context, { facts, lengths, cursors, settings: settingsOf(config) });
}

async function logsOf(context: JobContext, config: Config): Promise<Log[]> {
  const memory = await requireMemory(context, config);
  const uses = await filesOf(context, config, 'kbUsage');
  const executor = await filesOf(context, config, 'executor');
  return [
    ...executor.map((file) => ({ file, kind: 'executor' }) as const),
    ...uses.map((file) => ({ file, kind: 'uses' }) as const),
    ...memory.map((file) => ({ file, kind: 'memory' }) as const),
  ];
}

async function keptFacts(
  context: JobContext,
  config: Config,
  logs: readonly Log[],
  outputs: DetectorOutputs,
): Promise<SavedFacts | undefined> {
  const saved = await loadFacts(context, settingsOf(config));
  if (saved === undefined) return undefined;
  for (const cursor of saved.cursors) {
    const isStillRead = logs.some(({ file }) => file === cursor.file);
    // An output that came late belongs into a conversation that counts as complete.
    const isOnTime = cursor.time === null || outputs.countUntil(cursor.time) === cursor.outputs;
    if (!isStillRead || !isOnTime || !(await isContinued(context.files, cursor))) return undefined;
  }
  return saved;
}

function gapMsOf({ mining }: Config): number {
  return mining.conversationGapMinutes * MINUTE_MS;
}

/** What facts depend on beside the logs: with other settings they are other facts. */
function settingsOf({ mining, sources }: Config): string {
  return JSON.stringify([mining.conversationGapMinutes, sources]);
}
