import { randomBytes } from 'node:crypto';
import { type FileHandle, mkdir, open, readdir, rename, stat, unlink } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { HOUR_MS } from '../core/durations.js';
import type { Content } from '../core/ports/files.js';
import { errorCode } from './fileErrors.js';

const BUSY = new Set(['EPERM', 'EBUSY', 'EACCES']);
const FIRST_RETRY_MS = 10;
const LAST_RETRY_MS = 1_280;
/** A temp file this old belongs to a process that died. */
const ABANDONED_MS = HOUR_MS;

/**
 * Replaces a file so that a reader, or a machine that loses power, sees the old bytes or the new
 * ones: temp file in the same folder, flush, rename, flush of the folder.
 * @param access `private`: for its owner alone, whatever it was before
 */
export async function writeAtomically(
  path: string,
  content: Content,
  access?: 'private',
): Promise<void> {
  const folder = dirname(path);
  await mkdir(folder, { recursive: true, ...(access === undefined ? {} : { mode: 0o700 }) });
  await sweepAbandoned(folder);
  const temporary = join(
    folder,
    `.${basename(path)}.${process.pid}.${randomBytes(4).toString('hex')}.tmp`,
  );
  try {
    const mode = access === 'private' ? 0o600 : await modeOf(path);
    const file = await open(temporary, 'wx', mode);
    try {
      for await (const piece of pieces(content)) await writeAll(file, piece);
      await file.sync();
    } finally {
      await file.close();
    }
    await renameWithPatience(temporary, path);
  } catch (error) {
    await unlinkIfThere(temporary);
    throw error;
  }
  await syncFolder(folder);
}

async function* pieces(content: Content): AsyncGenerator<Uint8Array> {
  if (typeof content === 'string') yield Buffer.from(content);
  else if (content instanceof Uint8Array) yield content;
  else
    for await (const piece of content) yield typeof piece === 'string' ? Buffer.from(piece) : piece;
}

/** One write may take fewer bytes than it was given. */
export async function writeAll(file: FileHandle, bytes: Uint8Array): Promise<void> {
  let written = 0;
  while (written < bytes.length) {
    written += (await file.write(bytes, written, bytes.length - written)).bytesWritten;
  }
}

/** Virus scanners and editors keep files busy for moments on Windows. */
async function renameWithPatience(from: string, to: string): Promise<void> {
  for (let wait = FIRST_RETRY_MS; ; wait *= 2) {
    try {
      await rename(from, to);
      return;
    } catch (error) {
      if (!BUSY.has(errorCode(error) ?? '') || process.platform !== 'win32' || wait > LAST_RETRY_MS)
        throw error;
      await setTimeout(wait);
    }
  }
}

/** So that the rename itself survives a loss of power. Windows cannot and need not. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } catch (error) {
    if (!['EINVAL', 'EPERM'].includes(errorCode(error) ?? '')) throw error; // Some file systems refuse.
  } finally {
    await handle.close();
  }
}

async function modeOf(path: string): Promise<number> {
  try {
    return (await stat(path)).mode & 0o777;
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return 0o644;
    throw error;
  }
}

async function sweepAbandoned(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (!/^\..+\.\d+\.[0-9a-f]{8}\.tmp$/u.test(name)) continue;
    const path = join(folder, name);
    const age = Date.now() - (await stat(path).catch(() => ({ mtimeMs: Date.now() }))).mtimeMs;
    if (age > ABANDONED_MS) await unlinkIfThere(path);
  }
}

async function unlinkIfThere(path: string): Promise<void> {
  try {
    await unlink(path);
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error;
  }
}
