import * as z from 'zod';
import type { Files } from '../ports/files.js';
import { parsedJson } from '../records/parsedJson.js';
import { ensureLocalFolder } from './localFolder.js';
import { JOURNAL_ENDS_FILE } from './paths.js';

const endSchema = z.object({
  path: z.string(),
  /** How long the journal was when this clone had written its line. */
  bytes: z.int().positive(),
  /** Of that line. */
  hash: z.string().regex(/^[0-9a-f]{64}$/u),
});

const endsSchema = z.array(endSchema);

export type JournalEnd = z.infer<typeof endSchema>;

/** So many journals are kept in mind; older ones are not written to any more. */
const MOST = 32;

/**
 * Keeps in mind where a journal ends that this clone writes. Git takes lines away when another branch is checked
 * out; who then went on in the same journal would fork it, and no merge could bring the two together.
 */
export async function rememberEnd(files: Files, path: string, hash: string): Promise<void> {
  const stat = await files.stat(path);
  if (stat === undefined) return;
  const others = (await readEnds(files)).filter((end) => end.path !== path);
  const ends = [...others, { path, bytes: stat.size, hash }].slice(-MOST);
  await ensureLocalFolder(files);
  await files.replace(JOURNAL_ENDS_FILE, `${JSON.stringify(ends)}\n`);
}

/** Latest last; a damaged file is as good as none. */
export async function readEnds(files: Files): Promise<readonly JournalEnd[]> {
  if ((await files.stat(JOURNAL_ENDS_FILE)) === undefined) return [];
  return endsSchema.safeParse(parsedJson(await files.read(JOURNAL_ENDS_FILE))).data ?? [];
}

/** Whether the line that this clone wrote last still ends where it did. Reads no more than the end of that line. */
export async function isEndThere(
  files: Files,
  { path, bytes, hash }: JournalEnd,
): Promise<boolean> {
  const ending = `${hash}"}\n`;
  const stat = await files.stat(path);
  if (stat === undefined || stat.size < bytes) return false;
  const range = { start: bytes - ending.length, end: bytes };
  for await (const found of files.readRanges(path, [range]))
    return Buffer.from(found).toString('latin1') === ending;
  return false;
}
