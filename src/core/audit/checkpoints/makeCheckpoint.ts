import { messageOf } from '../../errors.js';
import type { JobContext } from '../../job.js';
import type { Files } from '../../ports/files.js';
import { endsWithReturn } from '../../records/lineEnd.js';
import { appendToJournal } from '../../workspace/journal.js';
import { type LockContext, withWorkspaceLock } from '../../workspace/lock.js';
import { knownWriter, writerOf } from '../../workspace/writer.js';
import { CompactRange } from '../merkle/compactRange.js';
import {
  type Checkpoint,
  type CheckpointLog,
  type CheckpointSignature,
  readCheckpoints,
} from './checkpointLog.js';
import { checkpointText, originOf } from './checkpointText.js';
import { isCovered, journalsOf, witnessedBy } from './coveredJournals.js';
import { addLines } from './hashLines.js';
import { headLeaf, type JournalHead } from './journalHead.js';
import { RangeCache } from './rangeCache.js';
import { signingTimes } from './signingTimes.js';

/** A journal that is no longer what a checkpoint said. It gets into no new one. */
export interface RefusedJournal {
  readonly path: string;
  readonly what: string;
}

export interface MadeCheckpoint {
  readonly writer: string;
  readonly file: string;
  /** Leaves of the writer's tree. */
  readonly size: number;
  /** Journals that grew; none: there was nothing to say, and nothing was written. */
  readonly heads: readonly JournalHead[];
  /** Whose signature it has. */
  readonly signedBy: string | undefined;
  /** Why it has none, though there is a key. */
  readonly unsigned?: string;
  readonly refused: readonly RefusedJournal[];
}

/** What making a checkpoint takes; without `signer` and `actor` it is unsigned. */
export type CheckpointContext = Pick<
  JobContext,
  'files' | 'clock' | 'toolVersion' | 'signer' | 'actor'
>;

/**
 * Records how far this clone's journals go. Takes the lock.
 * @returns undefined where this clone has written nothing yet
 * @throws CodelumiError `locked`, `not-writable`, `invalid-input` where the checkpoints before are damaged
 */
export async function checkpoint(
  context: CheckpointContext & LockContext,
): Promise<MadeCheckpoint | undefined> {
  if ((await knownWriter(context)) === undefined) return undefined;
  return withWorkspaceLock(context, 'make a checkpoint', async (lock) => {
    // Another branch may have taken lines away: then this clone has another name there, and forks no checkpoints.
    const writer = await writerOf(context);
    await lock.confirm();
    return makeCheckpoint(context, writer);
  });
}

/**
 * The same, for who holds the lock. Costs the hashing of what the journals gained: a journal is read as a whole only
 * where the local cache does not know it.
 */
export async function makeCheckpoint(
  context: CheckpointContext,
  writer: string,
): Promise<MadeCheckpoint> {
  const { files, clock, toolVersion } = context;
  const log = await readCheckpoints(files, writer);
  const cache = await RangeCache.read(files);
  const { heads, refused } = await grown(files, writer, log, cache);
  for (const head of heads) log.tree.append(headLeaf(head));
  const { size } = log.tree;
  const made = { writer, file: log.file, size, heads, signedBy: undefined, refused };
  if (heads.length === 0) return made;
  const at = await notBefore(clock.now(), files, heads, log.latest);
  const text = checkpointText({ origin: originOf(writer), size, root: log.tree.root(), at });
  const { signature, unsigned } = await signed(context, text);
  const line = {
    at,
    tool_version: toolVersion,
    heads,
    checkpoint: text,
    ...(signature && { signature }),
  } satisfies Checkpoint;
  await appendToJournal(files, log.file, line);
  await cache.write(files);
  return { ...made, signedBy: signature?.principal, ...(unsigned !== undefined && { unsigned }) };
}

/**
 * When a checkpoint is made: now, or, where the clock was set back, when the newest statement that it holds says it was
 * signed. Otherwise that statement would seem to be signed after the checkpoint that holds it, for ever.
 */
async function notBefore(
  now: Date,
  files: Files,
  heads: readonly JournalHead[],
  latest: ReadonlyMap<string, JournalHead>,
): Promise<string> {
  let newest = now.toISOString();
  for (const { path, bytes } of heads) {
    const range = { start: latest.get(path)?.bytes ?? 0, end: bytes };
    for (const at of await signingTimes(files, path, range)) if (at > newest) newest = at;
  }
  return newest;
}

interface Signed {
  readonly signature?: CheckpointSignature;
  readonly unsigned?: string;
}

/** A checkpoint that cannot be signed is worth more than none. */
async function signed({ signer, actor }: CheckpointContext, text: string): Promise<Signed> {
  try {
    const key = await signer?.key();
    if (signer === undefined || key === undefined) return {};
    const principal = (await actor?.())?.email ?? '';
    if (principal === '') return { unsigned: 'Git knows no e-mail address to sign with' };
    const sig = await signer.sign(Buffer.from(text, 'utf8'), 'codelumi-audit@v1');
    return { signature: { keyid: key.keyid, principal, sig } };
  } catch (error) {
    return { unsigned: messageOf(error) };
  }
}

async function grown(
  files: Files,
  writer: string,
  { latest }: CheckpointLog,
  cache: RangeCache,
): Promise<{ heads: JournalHead[]; refused: RefusedJournal[] }> {
  const heads: JournalHead[] = [];
  const refused: RefusedJournal[] = [];
  const paths = [...(await journalsOf(files, writer)), ...(await witnessedBy(files, writer))];
  for (const path of new Set([...paths, ...[...latest.keys()].filter(isCovered)])) {
    const before = latest.get(path);
    const bytes = (await files.stat(path))?.size ?? 0;
    if (bytes === (before?.bytes ?? 0)) continue;
    if (await endsWithReturn(files, path, before?.bytes)) {
      // What Git made of it must not be sealed: once the file is as it was written, that would look like forgery.
      refused.push({
        path,
        what: 'has CRLF at the end of its lines, which it was not written with',
      });
      continue;
    }
    const range = await rangeAt(files, path, before, bytes, cache);
    if (typeof range === 'string') {
      refused.push({ path, what: range });
      continue;
    }
    const end = await addLines(files, path, { start: before?.bytes ?? 0, end: bytes }, range);
    if (end === undefined) continue;
    heads.push({ path, lines: range.size, bytes: end.bytes, root: range.root().toString('hex') });
    cache.set(path, range);
  }
  return { heads, refused };
}

/** The tree of the lines that the last checkpoint knew; what is wrong with them, where they are no longer there. */
async function rangeAt(
  files: Files,
  path: string,
  before: JournalHead | undefined,
  bytes: number,
  cache: RangeCache,
): Promise<CompactRange | string> {
  if (before === undefined) return new CompactRange();
  if (bytes < before.bytes) return 'is shorter than its last checkpoint says';
  const known = cache.at(before);
  if (known !== undefined) return known;
  const range = new CompactRange();
  await addLines(files, path, { start: 0, end: before.bytes }, range);
  if (range.size === before.lines && range.root().toString('hex') === before.root) return range;
  return 'holds other lines than its last checkpoint says';
}
