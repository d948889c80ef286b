import { Disposable, RelativePattern, workspace } from 'vscode';
import { workspaceRoot } from './workspaceFolder.js';

/** Long enough for a burst of writes to be one change, short enough not to be noticed. */
const QUIET_MS = 150;

/** Calls `onChange` when files of the workspace change on disk: a CLI run, a Git pull, another window. */
export function watchFiles(patterns: readonly string[], onChange: () => void): Disposable {
  const root = workspaceRoot();
  if (root === undefined) return new Disposable(() => {});
  let timer: NodeJS.Timeout | undefined;
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(onChange, QUIET_MS);
  };
  const watchers = patterns.flatMap((pattern) => {
    const watcher = workspace.createFileSystemWatcher(new RelativePattern(root, pattern));
    return [
      watcher,
      watcher.onDidChange(soon),
      watcher.onDidCreate(soon),
      watcher.onDidDelete(soon),
    ];
  });
  return Disposable.from(...watchers, new Disposable(() => clearTimeout(timer)));
}
