import { type CancellationToken, CancellationTokenSource, ProgressLocation, window } from 'vscode';
import type { JobProgress } from '../../core/job.js';

/** Work that is done sooner shows its result and no progress: a flash would only distract. */
const SHOWN_AFTER_MS = 500;

/** Shows work that a person started in a notification with a cancel button, if it takes its time. */
export async function runWithProgress<Result>(
  title: string,
  work: (token: CancellationToken, onProgress: (progress: JobProgress) => void) => Promise<Result>,
): Promise<Result> {
  const source = new CancellationTokenSource();
  const listeners = new Set<(progress: JobProgress) => void>();
  const running = work(source.token, (progress) => {
    for (const listener of listeners) listener(progress);
  });
  const timer = setTimeout(() => void show(title, running, source, listeners), SHOWN_AFTER_MS);
  try {
    return await running;
  } finally {
    clearTimeout(timer);
    source.dispose();
  }
}

function show(
  title: string,
  running: Promise<unknown>,
  source: CancellationTokenSource,
  listeners: Set<(progress: JobProgress) => void>,
): Thenable<void> {
  const options = { location: ProgressLocation.Notification, title, cancellable: true };
  return window.withProgress(options, async (progress, token) => {
    token.onCancellationRequested(() => source.cancel());
    let shown = 0;
    listeners.add(({ message, done, total }) => {
      // VS Code adds increments up; jobs say how far they are.
      const percent = done !== undefined && total ? Math.floor((100 * done) / total) : shown;
      progress.report({ message, increment: percent - shown });
      shown = percent;
    });
    await Promise.allSettled([running]); // Whoever started it hears of its outcome.
  });
}
