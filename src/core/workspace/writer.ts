import * as z from 'zod';
import type { JobContext } from '../job.js';
import type { Files } from '../ports/files.js';
import { parsedJson } from '../records/parsedJson.js';
import { readJournal } from './journal.js';
import { isEndThere, readEnds } from './journalEnds.js';
import { ensureLocalFolder } from './localFolder.js';
import { WRITER_FILE } from './paths.js';

const name = z.string().regex(/^[a-z0-9-]{1,60}$/u);

const writerSchema = z.object({
  writer: name,
  /** Names that this clone has written under on branches that are not checked out, latest first. */
  others: z.array(name).max(100).optional(),
});

type Writers = z.infer<typeof writerSchema>;

/** A clone that is on more branches than this at once forgets the oldest. */
const MOST_OTHERS = 50;

/**
 * The name under which this clone writes its journals: `<machine>-<8 random digits>`. One writer a file is what
 * lets branches merge without conflicts; so a name is kept for as long as its journals are here as they were
 * left, and where another branch has taken lines of them away, the clone writes under another name, and under
 * the old one again once they are back. The caller holds the lock.
 */
export async function writerOf({
  files,
  processes,
}: Pick<JobContext, 'files' | 'processes'>): Promise<string> {
  const known = await knownWriters(files);
  const names = known === undefined ? [] : [known.writer, ...(known.others ?? [])];
  for (const writer of names) {
    if (!(await isHere(files, writer))) continue;
    if (writer !== names[0]) await keep(files, writer, names);
    return writer;
  }
  const machine = processes.host
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/gu, '-')
    .slice(0, 40);
  const writer = `${machine.replaceAll(/^-|-$/gu, '') || 'machine'}-${processes.randomId().slice(0, 8)}`;
  await keep(files, writer, names);
  return writer;
}

/** The same, for who only looks; undefined where this clone has written nothing yet. */
export async function knownWriter({
  files,
}: Pick<JobContext, 'files'>): Promise<string | undefined> {
  return (await knownWriters(files))?.writer;
}

async function knownWriters(files: Files): Promise<Writers | undefined> {
  if ((await files.stat(WRITER_FILE)) === undefined) return undefined;
  return writerSchema.safeParse(parsedJson(await files.read(WRITER_FILE))).data;
}

async function keep(files: Files, writer: string, names: readonly string[]): Promise<void> {
  const others = names.filter((each) => each !== writer).slice(0, MOST_OTHERS);
  const writers: Writers = { writer, ...(others.length === 0 ? {} : { others }) };
  await ensureLocalFolder(files);
  await files.replace(WRITER_FILE, `${JSON.stringify(writers)}\n`);
}

/**
 * Whether every journal of a writer still holds what this clone wrote last. One that was damaged does: whoever
 * writes to it is told.
 */
async function isHere(files: Files, writer: string): Promise<boolean> {
  for (const end of await readEnds(files)) {
    if (!end.path.split(/[/.]/u).includes(writer) || (await isEndThere(files, end))) continue;
    const journal = await readJournal(files, end.path);
    const isDamaged = journal.break !== undefined && journal.break.kind !== 'torn';
    if (!isDamaged && !journal.lines.some(({ hash }) => hash === end.hash)) return false;
  }
  return true;
}
