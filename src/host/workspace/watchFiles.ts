import { Disposable, RelativePattern, workspace } from 'vscode';
import { workspaceRoot } from './workspaceFolder.js';

/** Long enough for a burst of writes to be one change, short enough not to be noticed. */
const QUIET_MS = 150;

/** What never gets quiet, such as a log that is written all the time, is told this often. */
const LONGEST_MS = 2_000;

/**
 * Calls `onChange` when files of the workspace change on disk: a CLI run, a Git pull, another window. However many
 * change, and however long, it is called once when they are quiet, and every two seconds until they are.
 */
export function watchFiles(patterns: readonly string[], onChange: () => void): Disposable {
  const root = workspaceRoot();
  if (root === undefined) return new Disposable(() => {});
  let timer: NodeJS.Timeout | undefined;
  let firstAt = 0;
  const tell = () => {
    timer = undefined;
    onChange();
  };
  const soon = () => {
    const now = Date.now();
    if (timer === undefined) firstAt = now;
    else if (now - firstAt + QUIET_MS > LONGEST_MS) return; // It is told at the latest by then.
    clearTimeout(timer);
    timer = setTimeout(tell, QUIET_MS);
  };
  // One watcher: each is asked about every file that changes in the window's folders.
  const either = patterns.length === 1 ? `${patterns[0]}` : `{${patterns.join(',')}}`;
  const watcher = workspace.createFileSystemWatcher(new RelativePattern(root, either));
  return Disposable.from(
    watcher,
    watcher.onDidChange(soon),
    watcher.onDidCreate(soon),
    watcher.onDidDelete(soon),
    new Disposable(() => clearTimeout(timer)),
  );
}
