import { readFile, stat } from 'node:fs/promises';
import { CodelumiError } from '../core/errors.js';
import { insideRoot } from '../node/insideRoot.js';

export interface ReadFile {
  /** Absolute. */
  readonly path: string;
  readonly content: Buffer;
}

/**
 * A file of the workspace, if it is one and no larger than that. A pipe is none: opening it would wait for a writer.
 * @throws CodelumiError `outside-workspace`, `not-a-file`; errors of the system as they come
 */
export async function boundedRead(
  workspace: string,
  file: string,
  limitBytes: number,
): Promise<ReadFile> {
  const path = await insideRoot(workspace, file);
  const found = await stat(path);
  if (found.isFile() && found.size <= limitBytes) return { path, content: await readFile(path) };
  throw new CodelumiError({
    reason: 'not-a-file',
    what: `This is no file of at most ${limitBytes} bytes`,
    place: { file },
    remedy: 'Check what stands there.',
  });
}
