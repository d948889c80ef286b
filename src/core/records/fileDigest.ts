import { createHash } from 'node:crypto';
import type { Files } from '../ports/files.js';

/** SHA-256 of a file's bytes as 64 lower-case hexadecimal digits, however long it is. */
export async function fileDigest(files: Pick<Files, 'readPassing'>, file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of files.readPassing(file)) hash.update(piece);
  return hash.digest('hex');
}
