import { realpath, stat } from 'node:fs/promises';
import { isAbsolute, join, normalize, sep } from 'node:path';
import { CodelumiError } from '../core/errors.js';
import { USER_DATA_FOLDER } from '../core/workspace/paths.js';
import { errorCode } from './fileErrors.js';
import { insideRoot, isWithin, realpathOfNearest } from './insideRoot.js';

/** The name under which the assistant's own folder appears in the workspace, wherever it is. */
const USER_DATA = USER_DATA_FOLDER;

/** A link in the workspace must not say where logs are read; the user may. */
const NAME_IT =
  'Name the folder that it leads to with --user-data, or as codelumi.userDataFolder in the user settings.';

/**
 * Where the paths of a workspace lead: into its folder, or, below `userData/`, into the folder in
 * which the assistant keeps its data. What is there belongs to the assistant and is only read,
 * wherever the folder is and by whatever name or link somebody comes to it.
 */
export class Roots {
  readonly #workspace: string;
  readonly #userData: string | undefined;

  /** @param userData undefined: in the workspace, like everything else */
  constructor(workspace: string, userData: string | undefined) {
    this.#workspace = workspace;
    this.#userData = userData;
  }

  /**
   * The absolute path of something in the workspace.
   * @throws CodelumiError `outside-workspace`; `not-writable` for writing below the userData folder;
   *   `not-found` or `invalid-input` where one elsewhere is no folder
   */
  async locate(path: string, doing: 'reading' | 'writing'): Promise<string> {
    const [first, ...rest] = normalize(path).split(sep);
    if (doing === 'writing') return this.#forWriting(path, first);
    if (first !== USER_DATA) return insideRoot(this.#workspace, path);
    if (this.#userData === undefined)
      return insideRoot(this.#workspace, path, { path, root: 'workspace', remedy: NAME_IT });
    await requireFolder(this.#userData);
    return insideRoot(this.#userData, join(...rest), { path, root: 'userData folder' });
  }

  /** Some file systems take `userdata` for the same name, and a link may lead there. */
  async #forWriting(path: string, first: string | undefined): Promise<string> {
    if (first?.toLowerCase() === USER_DATA.toLowerCase()) throw readOnly(path);
    const absolute = await insideRoot(this.#workspace, path);
    const real = await realpathOfNearest(absolute, { path, root: 'workspace' });
    const folder = this.#userData ?? join(this.#workspace, USER_DATA);
    if (isWithin(await realpath(folder).catch(() => folder), real)) throw readOnly(path);
    return absolute;
  }

  /** The name of the folder that is elsewhere, if it shows in this one. */
  shownIn(folder: string): string | undefined {
    const isTop = join(folder, '.') === '.';
    return isTop && this.#userData !== undefined ? USER_DATA : undefined;
  }
}

async function requireFolder(folder: string): Promise<void> {
  if (!isAbsolute(folder)) throw unusable('invalid-input', 'is not an absolute path', folder);
  const found = await stat(folder).catch((error) => {
    if (errorCode(error) === 'ENOENT' || errorCode(error) === 'ENOTDIR') return undefined;
    throw error;
  });
  if (found === undefined) throw unusable('not-found', 'is missing', folder);
  if (!found.isDirectory()) throw unusable('not-found', 'is not a folder', folder);
}

function unusable(
  reason: 'invalid-input' | 'not-found',
  how: string,
  folder: string,
): CodelumiError {
  return new CodelumiError({
    reason,
    what: `The userData folder ${how}`,
    place: { file: folder },
    remedy: 'Correct --user-data, or codelumi.userDataFolder in the user settings.',
  });
}

function readOnly(path: string): CodelumiError {
  return new CodelumiError({
    reason: 'not-writable',
    what: "The assistant's userData folder is only read",
    place: { file: path },
    remedy: 'Write somewhere else in the workspace.',
  });
}
