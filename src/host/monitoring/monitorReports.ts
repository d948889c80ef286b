import { type Disposable, EventEmitter, type LogOutputChannel, type Memento } from 'vscode';
import { JobCancelled } from '../../core/errors.js';
import type { MonitorReport } from '../../core/monitoring/monitorReport.js';
import type { JobOptions } from '../jobs/jobRunner.js';
import { toldOf } from '../releases/latestRead.js';
import { requireRoot } from '../workspace/workspaceFolder.js';
import { keepReport, keptReport } from './keptReport.js';
import type { MonitorJobs } from './monitorJobs.js';

interface ReportsWorld {
  readonly monitoring: Pick<MonitorJobs, 'look'>;
  /** Of the workspace. */
  readonly state: Memento;
  readonly log: LogOutputChannel;
}

/** What the last look at everything that is watched came to, as status bar, view and documents see it. */
export class MonitorReports implements Disposable {
  readonly #world: ReportsWorld;
  readonly #changed = new EventEmitter<void>();
  /** It is being looked, or was: the report or why there is none is another one. */
  readonly onDidChange = this.#changed.event;
  readonly #looked = new EventEmitter<MonitorReport>();
  /** A look is done. */
  readonly onDidLook = this.#looked.event;
  #report: MonitorReport | undefined;
  #failure: string | undefined;
  #looking: Promise<MonitorReport> | undefined;

  constructor(world: ReportsWorld) {
    this.#world = world;
    this.#report = keptReport(world.state);
  }

  /** Of the last look that came to something, maybe of an earlier window; `at` says when. */
  get report(): MonitorReport | undefined {
    return this.#report;
  }

  /** Why the last look came to nothing. */
  get failure(): string | undefined {
    return this.#failure;
  }

  get isLooking(): boolean {
    return this.#looking !== undefined;
  }

  /**
   * Looks, once at a time: who asks meanwhile gets what comes of that.
   * @throws CodelumiError, JobCancelled as the job does
   */
  look(options: JobOptions = {}): Promise<MonitorReport> {
    if (this.#looking !== undefined) return this.#looking;
    const looking = this.#look(options).finally(() => {
      this.#looking = undefined;
      this.#changed.fire();
    });
    this.#looking = looking;
    this.#changed.fire();
    return looking;
  }

  /** The same after something was changed: a look that had begun before may not have seen it. */
  async lookAnew(options: JobOptions = {}): Promise<MonitorReport> {
    await this.#looking?.catch(() => undefined); // Whoever began it hears of its outcome.
    return this.look(options);
  }

  async #look(options: JobOptions): Promise<MonitorReport> {
    const { monitoring, log } = this.#world;
    try {
      const report = await monitoring.look(requireRoot(), options);
      await this.#keep(report);
      return report;
    } catch (error) {
      if (!(error instanceof JobCancelled)) this.#failure = toldOf(log, error);
      throw error;
    }
  }

  /** What a look came to that was made elsewhere, as by the dashboard. */
  async take(report: MonitorReport): Promise<void> {
    await this.#keep(report);
    this.#changed.fire();
  }

  async #keep(report: MonitorReport): Promise<void> {
    [this.#report, this.#failure] = [report, undefined];
    await keepReport(this.#world.state, report);
    this.#looked.fire(report);
  }

  dispose(): void {
    this.#changed.dispose();
    this.#looked.dispose();
  }
}
