import { createHash } from 'node:crypto';
import * as z from 'zod';
import { throwIfCancelled } from '../../errors.js';
import type { JobContext } from '../../job.js';
import { LINE_FEED } from '../../records/jsonBytes.js';
import { parsedJson } from '../../records/parsedJson.js';
import { ensureLocalFolder } from '../../workspace/localFolder.js';
import { FACTS_FILE } from '../../workspace/paths.js';
import { bytesOf, bytesOfRow, ColumnFilling } from './columnBytes.js';
import { type Cursor, cursorSchema } from './cursor.js';
import { Facts } from './facts.js';

/** Changes whenever the same log would give other facts, or the same facts other bytes. */
const VERSION = 3;

const headerSchema = z.strictObject({
  v: z.literal(VERSION),
  /** Numbers are kept as this machine has them. */
  littleEndian: z.boolean(),
  settings: z.string(),
  cursors: z.array(cursorSchema),
  /** How many rows and texts there are of each table and list. */
  lengths: z.record(z.string(), z.int().nonnegative()),
  strings: z.record(z.string(), z.array(z.string())),
  bytes: z.int().nonnegative(),
  /** Of the bytes behind the header. */
  sha256: z.string(),
});

export interface SavedFacts {
  readonly facts: Facts;
  readonly cursors: readonly Cursor[];
}

export interface FactsToSave extends SavedFacts {
  /** How many rows of each table are complete. */
  readonly lengths: Facts['lengths'];
  readonly settings: string;
}

const LITTLE_ENDIAN = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;

/**
 * Keeps facts and cursors in one file, all at once, so that they always belong together: one line of
 * JSON, then the columns of every table one behind the other.
 */
export async function saveFacts(
  { files }: Pick<JobContext, 'files'>,
  saved: FactsToSave,
): Promise<void> {
  const { facts, lengths, cursors, settings } = saved;
  const columns = Object.entries(facts.tables)
    .flatMap(([name, table]) => table.columns(lengths[name] ?? 0))
    .map(bytesOf);
  const strings = Object.entries(facts.strings).map(([name, list]) => [
    name,
    list.first(lengths[name] ?? 0),
  ]);
  const hash = createHash('sha256');
  for (const column of columns) hash.update(column);
  const header = {
    v: VERSION,
    littleEndian: LITTLE_ENDIAN,
    settings,
    cursors,
    lengths,
    strings: Object.fromEntries(strings),
    bytes: columns.reduce((sum, { length }) => sum + length, 0),
    sha256: hash.digest('hex'),
  };
  await ensureLocalFolder(files);
  await files.replace(FACTS_FILE, [`${JSON.stringify(header)}\n`, ...columns]);
}

/**
 * undefined when there are none, or none that can be used: of another version, machine or settings,
 * or damaged. They can always be had again from the logs. The columns are read into place, so that
 * memory holds them once.
 */
export async function loadFacts(
  { files, signal }: Pick<JobContext, 'files' | 'signal'>,
  settings: string,
): Promise<SavedFacts | undefined> {
  const { kind, size = 0 } = (await files.stat(FACTS_FILE)) ?? {};
  if (kind !== 'file') return undefined;
  const header = await headerIn(files);
  if (header?.littleEndian !== LITTLE_ENDIAN || header.settings !== settings) return undefined;
  const facts = new Facts();
  const tables = Object.entries(facts.tables).map(([name, table]) => {
    const rows = header.lengths[name] ?? 0;
    return { table, types: table.types, rows };
  });
  const bytes = tables.reduce((sum, { types, rows }) => sum + rows * bytesOfRow(types), 0);
  const start = size - bytes;
  if (bytes !== header.bytes || start !== header.length) return undefined;
  const filling = new ColumnFilling(tables);
  for await (const chunk of files.readChunks(FACTS_FILE, { start, end: size })) {
    throwIfCancelled(signal);
    filling.take(chunk);
  }
  if (filling.sha256 !== header.sha256) return undefined;
  restore(facts, header);
  return { facts, cursors: header.cursors };
}

type Header = z.infer<typeof headerSchema> & {
  /** In bytes, with the line feed behind it. */
  readonly length: number;
};

async function headerIn(files: JobContext['files']): Promise<Header | undefined> {
  const pieces: Uint8Array[] = [];
  for await (const chunk of files.readChunks(FACTS_FILE)) {
    const end = chunk.indexOf(LINE_FEED);
    pieces.push(end < 0 ? chunk : chunk.subarray(0, end));
    if (end >= 0) break;
  }
  const line = Buffer.concat(pieces);
  const header = headerSchema.safeParse(parsedJson(line));
  return header.success ? { ...header.data, length: line.length + 1 } : undefined;
}

function restore(facts: Facts, { strings }: Header): void {
  for (const [name, list] of Object.entries(facts.strings))
    for (const text of strings[name] ?? []) list.numberOf(text);
  facts.queries.restore();
  facts.answers.restore();
}
