import { createHash } from 'node:crypto';
import * as z from 'zod';
import type { JobContext } from '../../job.js';
import { LINE_FEED } from '../../records/jsonBytes.js';
import { sha256 } from '../../records/sha256.js';
import { ensureLocalFolder } from '../../workspace/localFolder.js';
import { FACTS_FILE } from '../../workspace/paths.js';
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
  const columns = Object.entries(facts.tables).flatMap(([name, table]) =>
    table.columnBytes(lengths[name] ?? 0),
  );
  const strings = Object.entries(facts.strings).map(([name, list]) => [
    name,
    list.first(lengths[name] ?? 0),
  ]);
  const header = {
    v: VERSION,
    littleEndian: LITTLE_ENDIAN,
    settings,
    cursors,
    lengths,
    strings: Object.fromEntries(strings),
    bytes: columns.reduce((sum, { length }) => sum + length, 0),
    sha256: hashOf(columns),
  };
  await ensureLocalFolder(files);
  await files.replace(FACTS_FILE, [`${JSON.stringify(header)}\n`, ...columns]);
}

/**
 * undefined when there are none, or none that can be used: of another version, machine or settings,
 * or damaged. They can always be had again from the logs.
 */
export async function loadFacts(
  { files }: Pick<JobContext, 'files'>,
  settings: string,
): Promise<SavedFacts | undefined> {
  if ((await files.stat(FACTS_FILE))?.kind !== 'file') return undefined;
  const bytes = await files.read(FACTS_FILE);
  const end = bytes.indexOf(LINE_FEED);
  const header = headerSchema.safeParse(parsed(bytes.subarray(0, end)));
  if (!header.success) return undefined;
  const { data } = header;
  const body = bytes.subarray(end + 1);
  const isWhole = body.length === data.bytes && sha256(body) === data.sha256;
  if (!isWhole || data.littleEndian !== LITTLE_ENDIAN || data.settings !== settings)
    return undefined;
  return { facts: filled(body, data.lengths, data.strings), cursors: data.cursors };
}

function filled(
  body: Uint8Array,
  lengths: Readonly<Record<string, number>>,
  strings: Readonly<Record<string, readonly string[]>>,
): Facts {
  const facts = new Facts();
  for (const [name, list] of Object.entries(facts.strings))
    for (const text of strings[name] ?? []) list.numberOf(text);
  let at = 0;
  for (const [name, table] of Object.entries(facts.tables)) {
    const rows = lengths[name] ?? 0;
    const columns = table.columnSizes(rows).map((size) => {
      at += size;
      return body.subarray(at - size, at);
    });
    table.fill(rows, columns);
  }
  facts.queries.restore();
  facts.answers.restore();
  return facts;
}

function parsed(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8'));
  } catch {
    return undefined; // Damaged: the logs are read anew.
  }
}

function hashOf(columns: readonly Uint8Array[]): string {
  const hash = createHash('sha256');
  for (const column of columns) hash.update(column);
  return hash.digest('hex');
}
