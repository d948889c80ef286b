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

  async changedSince(
    paths: readonly string[],
    since: number,
  ): Promise<ReadonlyMap<string, number>> {
    const changed = new Map<string, number>();
    for (const some of inCalls(paths)) {
      for (const [path, time] of changesIn(await this.#log(some, since)))
        if (time >= since && time > (changed.get(path) ?? 0)) changed.set(path, time);
    }
    return changed;
  }

  async content(id: string): Promise<Uint8Array> {
    const found: unknown = await this.#git.binaryCatFile(['blob', id]);
    return Buffer.isBuffer(found) ? found : Buffer.from(String(found));
  }

  async #log(paths: readonly string[], since: number): Promise<string> {
    try {
      return await simpleGit(this.#root, { config: ['log.showRoot=false'] }).raw([
        '--literal-pathspecs',
        'log',
        '-z',
        '--name-only',
        '--relative',
        '--no-renames',
        '--no-show-signature',
        `--max-count=${MOST_COMMITS}`,
        `--format=${COMMIT}%ct`,
        `--since=${new Date(Math.max(since, 0)).toISOString().slice(0, 19)}Z`,
        '--',
        ...paths,
      ]);
    } catch (error) {
      throw new CodelumiError({
        reason: 'git-refused',
        what: `Git does not tell when files were changed: ${messageOf(error).split('\n', 1)[0]}`,
        remedy: 'Try git log in the workspace.',
        cause: error,
      });
    }
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

/** The newest ones; what was changed before them all counts as not changed. */
const MOST_COMMITS = 20_000;
/** Begins a commit in what is asked of the log; no path that is asked about holds it. */
const COMMIT = '\u0001';
/** Characters; Windows starts no program with more than twice as many. */
const MOST_IN_CALL = 15_000;

function* inCalls(paths: readonly string[]): Generator<string[]> {
  let some: string[] = [];
  let length = 0;
  for (const path of paths) {
    if (length + path.length > MOST_IN_CALL && some.length > 0) {
      yield some;
      [some, length] = [[], 0];
    }
    some.push(path);
    length += path.length + 3;
  }
  if (some.length > 0) yield some;
}

/** Each file of each commit, with the commit's time in milliseconds since the epoch. */
function* changesIn(log: string): Generator<[path: string, time: number]> {
  let time = 0;
  for (const part of log.split('\0')) {
    const text = part.startsWith('\n') ? part.slice(1) : part;
    if (text.startsWith(COMMIT)) time = Number(text.slice(COMMIT.length)) * 1_000;
    else if (text !== '') yield [text, time];
  }
}

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
