import type { Files } from '../ports/files.js';

/**
 * What tells without reading a file that it was not written since: its size and the time of its last
 * change; undefined when there is none. Good enough to show what was read before; where a decision
 * is made, what is read is checked again.
 */
export async function stampOf(files: Files, path: string): Promise<string | undefined> {
  const stat = await files.stat(path);
  return stat === undefined ? undefined : `${stat.size} ${stat.modifiedMs}`;
}

/** The same of several files, as one text. */
export async function stampsOf(files: Files, paths: readonly string[]): Promise<string> {
  const stamps = await Promise.all(paths.map((path) => stampOf(files, path)));
  return paths.map((path, index) => `${path} ${stamps[index]}`).join('\n');
}
