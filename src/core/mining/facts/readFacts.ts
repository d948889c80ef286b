import type { JobContext } from '../../job.js';
import type { Config } from '../../workspace/configSchema.js';
import { filesOf, requireMemory } from '../../workspace/sources.js';
import { type Cursor, cursorAt, isContinued } from './cursor.js';
import { Facts } from './facts.js';
import { loadFacts, type SavedFacts, saveFacts } from './factsFile.js';
import { type Log, type LogReading, readLog } from './readLog.js';

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
): Promise<Facts> {
  const logs = await logsOf(context, config);
  const saved = options.full === true ? undefined : await keptFacts(context, config, logs);
  const facts = saved?.facts ?? new Facts();
  facts.order = logs.map(({ file }) => file);
  const readings: LogReading[] = [];
  for (const log of logs) {
    const from = saved?.cursors.find(({ file }) => file === log.file);
    readings.push(await readLog(context, facts, log, { from, gapMs: gapMsOf(config) }));
  }
  if (options.keep === true) await keep(context, config, facts, readings, saved);
  for (const { addOpenEnd } of readings) addOpenEnd();
  return facts;
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
  return [
    ...uses.map((file) => ({ file, kind: 'uses' }) as const),
    ...memory.map((file) => ({ file, kind: 'memory' }) as const),
  ];
}

async function keptFacts(
  context: JobContext,
  config: Config,
  logs: readonly Log[],
): Promise<SavedFacts | undefined> {
  const saved = await loadFacts(context, settingsOf(config));
  if (saved === undefined) return undefined;
  for (const cursor of saved.cursors) {
    const isStillRead = logs.some(({ file }) => file === cursor.file);
    if (!isStillRead || !(await isContinued(context.files, cursor))) return undefined;
  }
  return saved;
}

function gapMsOf({ mining }: Config): number {
  return mining.conversationGapMinutes * 60_000;
}

/** What facts depend on beside the logs: with other settings they are other facts. */
function settingsOf({ mining, sources }: Config): string {
  return JSON.stringify([mining.conversationGapMinutes, sources]);
}
