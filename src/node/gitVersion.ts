import { simpleGit } from 'simple-git';
import { CodelumiError, messageOf } from '../core/errors.js';

/**
 * The bytes of a file as Git's last commit has them, with no filter run over them.
 *
 * @param file relative to `root`, with `/` between its parts
 * @throws CodelumiError `not-found` where there is no commit, or none with this file. Runs Git, so it must
 *   not be called in a workspace that is not trusted.
 */
export async function committedBytes(root: string, file: string): Promise<Uint8Array> {
  try {
    const found: unknown = await simpleGit(root).binaryCatFile(['blob', `HEAD:./${file}`]);
    return Buffer.isBuffer(found) ? found : Buffer.from(String(found));
  } catch (cause) {
    throw new CodelumiError({
      reason: 'not-found',
      what: `Git has no committed version of the file: ${messageOf(cause).split('\n', 1)[0]}`,
      place: { file },
      remedy: 'Commit it once, or compare it with another file.',
      cause,
    });
  }
}
