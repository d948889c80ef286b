import { simpleGit } from 'simple-git';
import { CodelumiError, messageOf } from '../core/errors.js';
import type { CommittedFile, History } from '../core/ports/history.js';

/** The repository around a workspace. Runs Git, so it must not be used in a workspace that is not trusted. */
export class GitHistory implements History {
  readonly #root: string;

  /** @param root absolute path of the workspace */
  constructor(root: string) {
    this.#root = root;
  }

  async mergeBase(ref: string): Promise<string | undefined> {
    if (!(await this.#hasCommit())) return undefined;
    // What begins with a dash would be an option.
    if (ref.startsWith('-')) throw noBase(ref, undefined);
    try {
      return (await this.#git.raw(['merge-base', ref, 'HEAD'])).trim() || refuse(ref);
    } catch (error) {
      throw error instanceof CodelumiError ? error : noBase(ref, error);
    }
  }

  async filesAt(commit: string, folders: readonly string[]): Promise<CommittedFile[]> {
    const listed = await this.#git.raw(['ls-tree', '-r', '-z', '--long', commit, '--', ...folders]);
    return listed.split('\0').flatMap((entry) => {
      const [, id, size, path] = ENTRY.exec(entry) ?? [];
      return id === undefined || path === undefined ? [] : [{ id, size: Number(size), path }];
    });
  }

  async content(id: string): Promise<Uint8Array> {
    const found: unknown = await this.#git.binaryCatFile(['blob', id]);
    return Buffer.isBuffer(found) ? found : Buffer.from(String(found));
  }

  get #git() {
    return simpleGit(this.#root);
  }

  async #hasCommit(): Promise<boolean> {
    try {
      return (await this.#git.raw(['rev-parse', '--verify', '--quiet', 'HEAD'])).trim() !== '';
    } catch {
      return false; // No Git, no repository or nothing committed: there is nothing to hold files against.
    }
  }
}

/** `100644 blob <id> <size>\t<path>`; links and submodules are no files of ours. */
const ENTRY = /^100(?:644|755) blob ([0-9a-f]{40,64}) +(\d+)\t(.+)$/su;

function refuse(ref: string): never {
  throw noBase(ref, undefined);
}

function noBase(ref: string, cause: unknown): CodelumiError {
  const why = cause === undefined ? '' : `: ${messageOf(cause).split('\n', 1)[0]}`;
  return new CodelumiError({
    reason: 'not-found',
    what: `Git finds nothing that this branch and ${JSON.stringify(ref)} have in common${why}`,
    remedy: 'Name a branch or commit; in CI fetch the whole history (fetch-depth: 0).',
    cause,
  });
}
