import { createHash } from 'node:crypto';
import { CodelumiError } from '../../errors.js';
import type { Files } from '../../ports/files.js';
import { sha256 } from '../../records/sha256.js';

/**
 * SHA-256 of a command line: of its words, and of the content of those that name files of the workspace, alone or behind
 * `--option=`. A scorer whose script or model is another has another digest.
 */
export async function commandDigest(files: Files, command: readonly string[]): Promise<string> {
  const parts: [word: string, content: string | undefined][] = [];
  for (const word of command) {
    const path = word.startsWith('-') ? word.slice(word.indexOf('=') + 1) : word;
    parts.push([word, await contentDigest(files, path)]);
  }
  return sha256(JSON.stringify(parts.map(([word, content]) => [word, content ?? null])));
}

/** undefined where the path is no file of the workspace. */
async function contentDigest(files: Files, path: string): Promise<string | undefined> {
  try {
    if ((await files.stat(path))?.kind !== 'file') return undefined;
    const hash = createHash('sha256');
    for await (const chunk of files.readPassing(path)) hash.update(chunk);
    return hash.digest('hex');
  } catch (error) {
    // A path that leads out, or none at all: a program of the machine, or a word.
    if (error instanceof CodelumiError) return undefined;
    throw error;
  }
}
