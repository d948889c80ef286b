import { type CancellationToken, ProgressLocation, window } from 'vscode';
import type { JobProgress } from '../../core/job.js';

/** Shows work that a person started in a notification with a cancel button. */
export function runWithProgress<Result>(
  title: string,
  work: (token: CancellationToken, onProgress: (progress: JobProgress) => void) => Promise<Result>,
): Thenable<Result> {
  const options = { location: ProgressLocation.Notification, title, cancellable: true };
  return window.withProgress(options, (progress, token) => {
    let shown = 0;
    return work(token, ({ message, done, total }) => {
      // VS Code adds increments up; jobs say how far they are.
      const percent = done !== undefined && total ? Math.floor((100 * done) / total) : shown;
      progress.report({ message, increment: percent - shown });
      shown = percent;
    });
  });
}
