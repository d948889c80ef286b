import type { JobContext } from '../../job.js';
import { type Cursor, isContinued } from '../../mining/facts/cursor.js';

/** A log as it was found. */
export interface LogStamp {
  readonly file: string;
  /** Bytes. */
  readonly size: number;
  /** Milliseconds since the epoch. */
  readonly modified: number;
}

export async function stampsOf(
  { files }: Pick<JobContext, 'files'>,
  logs: readonly string[],
): Promise<LogStamp[]> {
  const stamps: LogStamp[] = [];
  for (const file of logs) {
    const { size = 0, modifiedMs: modified = 0 } = (await files.stat(file)) ?? {};
    stamps.push({ file, size, modified });
  }
  return stamps;
}

interface KeptLog {
  readonly cursor: Cursor;
}

/**
 * Finds again, in the logs that there are, those that were read before: each where it was, or under the name that it was
 * given since.
 *
 * @param isDone whether nothing of a log that is gone is missed
 * @returns by their names now; undefined where one was cut, rewritten or taken away: then all have to be read anew
 */
export async function continuedLogs<Kept extends KeptLog>(
  { files }: Pick<JobContext, 'files'>,
  known: readonly Kept[],
  logs: readonly string[],
  isDone: (log: Kept) => boolean,
): Promise<ReadonlyMap<string, Kept> | undefined> {
  const found = new Map<string, Kept>();
  const moved: Kept[] = [];
  for (const log of known) {
    const { file } = log.cursor;
    if (logs.includes(file) && (await isContinued(files, log.cursor))) found.set(file, log);
    else moved.push(log);
  }
  for (const log of moved) {
    const free = log.cursor.byte_offset === 0 ? [] : logs.filter((file) => !found.has(file));
    const name = await firstOf(free, (file) => isContinued(files, { ...log.cursor, file }));
    if (name !== undefined) found.set(name, { ...log, cursor: { ...log.cursor, file: name } });
    else if (logs.includes(log.cursor.file) || !isDone(log)) return undefined;
  }
  return found;
}

async function firstOf(
  files: readonly string[],
  isIt: (file: string) => Promise<boolean>,
): Promise<string | undefined> {
  for (const file of files) if (await isIt(file)) return file;
  return undefined;
}
