import {
  type Disposable,
  type LogOutputChannel,
  l10n,
  type Memento,
  ProgressLocation,
  window,
  workspace,
} from 'vscode';
import { HOUR_MS } from '../../core/durations.js';
import { messageOf } from '../../core/errors.js';
import { isExtractionDue } from '../../core/mining/extractionDue.js';
import { readConfig } from '../../core/workspace/config.js';
import type { Schedule } from '../../core/workspace/settings/cadenceSchema.js';
import type { JobRunner } from '../jobs/jobRunner.js';
import type { ReviewDesk } from '../review/reviewDesk.js';
import { filesOfWorkspace } from '../workspace/userDataFolder.js';
import { workspaceRoot } from '../workspace/workspaceFolder.js';
import { chosenSchedule } from './extractionSetting.js';
import { lookRegularly } from './lookRegularly.js';

const LAST_RUN = 'codelumi.extract.lastRun';
/** The editor is left alone while it starts. */
const AFTER_START_MS = 10_000;
const BETWEEN_LOOKS_MS = HOUR_MS;

/**
 * Extracts candidates by itself when that is due, quietly: what it finds shows in the view and its
 * badge. Never in a workspace that is not trusted.
 */
export class ExtractionSchedule implements Disposable {
  readonly #jobs: JobRunner;
  readonly #desk: ReviewDesk;
  readonly #state: Memento;
  readonly #log: LogOutputChannel;
  readonly #timers: Disposable;

  constructor(jobs: JobRunner, desk: ReviewDesk, state: Memento, log: LogOutputChannel) {
    this.#jobs = jobs;
    this.#desk = desk;
    this.#state = state;
    this.#log = log;
    this.#timers = lookRegularly(() => void this.runIfDue(Date.now()), {
      afterStartMs: AFTER_START_MS,
      everyMs: BETWEEN_LOOKS_MS,
    });
  }

  /**
   * @param now milliseconds since the epoch
   * @returns whether it ran
   */
  async runIfDue(now: number): Promise<boolean> {
    const root = workspaceRoot();
    if (root === undefined || !workspace.isTrusted) return false;
    const schedule = await this.#scheduleIn(root);
    const lastRun = this.#state.get<number>(LAST_RUN);
    if (!isExtractionDue(schedule, lastRun, now)) return false;
    await this.#state.update(LAST_RUN, now);
    try {
      const options = {
        location: ProgressLocation.Window,
        title: l10n.t('CodeLumi: extracting candidates'),
      };
      const { report } = await window.withProgress(options, () =>
        this.#jobs.run('extract', {}, root),
      );
      this.#log.info(`Scheduled extraction added ${report.candidates.added} candidates.`);
      await this.#desk.refresh();
    } catch (error) {
      // Nobody asked for it just now, so nobody is interrupted; the next look comes in an hour at most.
      this.#log.warn(`Scheduled extraction did not run: ${messageOf(error)}`);
      await this.#state.update(LAST_RUN, lastRun);
    }
    return true;
  }

  /** What somebody chose in their editor, else what the workspace says. */
  async #scheduleIn(root: string): Promise<Schedule> {
    const chosen = chosenSchedule();
    if (chosen !== undefined) return chosen;
    try {
      return (await readConfig(filesOfWorkspace(root))).cadence.extraction;
    } catch (error) {
      this.#log.warn(`It could not be looked whether extraction is due: ${messageOf(error)}`);
      return 'off';
    }
  }

  dispose(): void {
    this.#timers.dispose();
  }
}
