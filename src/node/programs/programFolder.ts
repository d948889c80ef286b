import { constants } from 'node:fs';
import { mkdtemp, open, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { CodelumiError } from '../../core/errors.js';
import type { ProgramFolder } from '../../core/ports/programs.js';
import { errorCode } from '../fileErrors.js';

/** As `Programs.withFolder`. */
export async function withTemporaryFolder<Result>(
  work: (folder: ProgramFolder) => Promise<Result>,
): Promise<Result> {
  const path = await mkdtemp(join(await realpath(tmpdir()), 'codelumi-run-'));
  try {
    return await work({
      path,
      write: (name, content) => writeFile(join(path, plain(name)), content, { mode: 0o600 }),
      read: (name, limit) => readPlainFile(join(path, plain(name)), limit),
    });
  } finally {
    // A program that was just killed may still be on its way out, and hold files on Windows.
    await rm(path, { recursive: true, force: true, maxRetries: 5 });
  }
}

function plain(name: string): string {
  if (basename(name) === name && name !== '' && name !== '.' && name !== '..') return name;
  throw new Error(`"${name}" is no plain file name.`);
}

/** Whoever wrote it may have put anything there: no link is followed, and nothing is waited for. */
async function readPlainFile(path: string, limit: number): Promise<Uint8Array | undefined> {
  const { O_RDONLY, O_NOFOLLOW = 0, O_NONBLOCK = 0 } = constants;
  const file = await open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK).catch((error) => {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw refused(path, 'cannot be read', error);
  });
  if (file === undefined) return undefined;
  try {
    const found = await file.stat();
    if (!found.isFile()) throw refused(path, 'is no file');
    if (found.size > limit) throw refused(path, `has more than ${limit} bytes`);
    const bytes = Buffer.alloc(found.size);
    let read = 0;
    while (read < bytes.length) {
      const { bytesRead } = await file.read(bytes, read, bytes.length - read, read);
      if (bytesRead === 0) break;
      read += bytesRead;
    }
    return bytes.subarray(0, read);
  } finally {
    await file.close();
  }
}

function refused(path: string, how: string, cause?: unknown): CodelumiError {
  return new CodelumiError({
    reason: 'invalid-input',
    what: `What a program left as ${basename(path)} ${how}`,
    remedy: 'Nothing of it was used. Look at what the program does.',
    cause,
  });
}
