import { CancellationTokenSource, type Disposable } from 'vscode';
import { JobCancelled } from '../../core/errors.js';
import type { JobProgress } from '../../core/job.js';
import { explanationVersion } from '../../core/mining/explainLines.js';
import type { LineExplanations } from '../../core/mining/lineExplanations.js';
import type { JobRunner } from '../jobs/jobRunner.js';
import { filesOfWorkspace } from '../workspace/userDataFolder.js';

interface Run {
  readonly version: string;
  readonly source: CancellationTokenSource;
  readonly outcome: Promise<LineExplanations>;
}

/**
 * Why each line of the logs became a candidate or not, computed in a worker once per version of logs,
 * settings and candidates. A newer version cancels the run of the older one; what was computed last
 * stays until the next is there.
 */
export class LogExplanations implements Disposable {
  readonly #jobs: Pick<JobRunner, 'run'>;
  readonly #listeners = new Set<(progress: JobProgress) => void>();
  #run: Run | undefined;
  #last: LineExplanations | undefined;

  constructor(jobs: Pick<JobRunner, 'run'>) {
    this.#jobs = jobs;
  }

  /** What was computed last, while the next is not there. */
  get last(): LineExplanations | undefined {
    return this.#last;
  }

  /**
   * Of the files as they are now; starts computing where nobody did yet.
   * @throws CodelumiError as the job does, JobCancelled when superseded or cancelled
   */
  async compute(
    root: string,
    onProgress: (progress: JobProgress) => void = () => {},
  ): Promise<LineExplanations> {
    const version = await explanationVersion({
      files: filesOfWorkspace(root),
      signal: new AbortController().signal,
    });
    if (this.#run?.version !== version) {
      this.cancel();
      this.#run = this.#start(version, root);
    }
    this.#listeners.add(onProgress);
    try {
      return await this.#run.outcome;
    } finally {
      this.#listeners.delete(onProgress);
    }
  }

  /** Stops what is being computed. */
  cancel(): void {
    this.#run?.source.cancel();
    this.#run = undefined;
  }

  #start(version: string, root: string): Run {
    const source = new CancellationTokenSource();
    const onProgress = (progress: JobProgress) => {
      for (const listener of this.#listeners) listener(progress);
    };
    const outcome = this.#jobs.run('explainLines', {}, root, { token: source.token, onProgress });
    const run: Run = { version, source, outcome };
    outcome.then(
      (explanations) => this.#keep(run, explanations),
      (error) => {
        // Another failure stays known: it would only come again.
        if (error instanceof JobCancelled && this.#run === run) this.#run = undefined;
      },
    );
    return run;
  }

  #keep(run: Run, explanations: LineExplanations): void {
    if (this.#run === run) this.#last = explanations;
  }

  dispose(): void {
    this.cancel();
    this.#last = undefined;
  }
}
