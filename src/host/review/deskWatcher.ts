import { Disposable, RelativePattern, workspace } from 'vscode';
import { workspaceRoot } from '../workspace/workspaceFolder.js';

/** Long enough for a burst of writes to be one change, short enough not to be noticed. */
const QUIET_MS = 150;

const PATTERNS = [
  'candidates/*.jsonl',
  'staging_kb/*/decisions/*.jsonl',
  '.codelumi/config.json',
  // The folders as well: what is written into a new one at once is not seen by itself.
  'candidates',
  'staging_kb/*',
  'staging_kb/*/decisions',
];

/** Calls `onChange` when candidates or decisions change on disk: a CLI run, a Git pull, another window. */
export function watchReviewFiles(onChange: () => void): Disposable {
  const root = workspaceRoot();
  if (root === undefined) return new Disposable(() => {});
  let timer: NodeJS.Timeout | undefined;
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(onChange, QUIET_MS);
  };
  const watchers = PATTERNS.flatMap((pattern) => {
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
