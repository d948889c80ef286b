import { type Disposable, EventEmitter, workspace } from 'vscode';
import type { Dashboard } from '../../core/monitoring/dashboard.js';
import type { MonitorReport } from '../../core/monitoring/monitorReport.js';
import type { JobRunner } from '../jobs/jobRunner.js';
import { requireRoot } from '../workspace/workspaceFolder.js';

/** What the dashboard shows, as it was looked last; it is kept while the editor runs. */
export class DashboardLooks implements Disposable {
  readonly #jobs: Pick<JobRunner, 'run'>;
  readonly #looked = new EventEmitter<Dashboard>();
  /** There is something newer than before. */
  readonly onDidLook = this.#looked.event;
  readonly #outdated = new EventEmitter<void>();
  /** Somebody else looked: what is shown is older than what is known. */
  readonly onDidGetOld = this.#outdated.event;
  #last: Dashboard | undefined;
  #isOld = false;
  #looking: Promise<Dashboard> | undefined;

  constructor(jobs: Pick<JobRunner, 'run'>) {
    this.#jobs = jobs;
  }

  /** As it is shown; undefined: nobody looked yet. */
  get last(): Dashboard | undefined {
    return this.#last;
  }

  /** The same; undefined where somebody else looked since. */
  get newest(): Dashboard | undefined {
    return this.#isOld ? undefined : this.#last;
  }

  /** Somebody looked, maybe here. */
  heard({ at }: Pick<MonitorReport, 'at'>): void {
    if (this.#last === undefined || this.#last.report.at === at) return;
    this.#isOld = true;
    this.#outdated.fire();
  }

  /**
   * Looks, once at a time. Nothing is kept in a workspace that is not trusted.
   * @throws CodelumiError as the job does
   */
  look(): Promise<Dashboard> {
    this.#looking ??= this.#look().finally(() => {
      this.#looking = undefined;
    });
    return this.#looking;
  }

  async #look(): Promise<Dashboard> {
    const input = { keep: workspace.isTrusted };
    const dashboard = await this.#jobs.run('dashboard', input, requireRoot());
    [this.#last, this.#isOld] = [dashboard, false];
    this.#looked.fire(dashboard);
    return dashboard;
  }

  dispose(): void {
    this.#looked.dispose();
    this.#outdated.dispose();
  }
}
