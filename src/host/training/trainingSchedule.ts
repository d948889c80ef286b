import {
  commands,
  type Disposable,
  type LogOutputChannel,
  l10n,
  type Memento,
  ProgressLocation,
  window,
  workspace,
} from 'vscode';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../core/durations.js';
import { messageOf } from '../../core/errors.js';
import type { TrainingDue } from '../../core/training/trainingDue.js';
import { COMMANDS } from '../../shared/ids.js';
import { printableLine } from '../../shared/printable.js';
import type { JobRunner } from '../jobs/jobRunner.js';
import { plainMessage } from '../plainMessage.js';
import { lookRegularly } from '../schedule/lookRegularly.js';
import { workspaceRoot } from '../workspace/workspaceFolder.js';
import { pythonHere, showTrained } from './trainReranker.js';

/** After which version it was told of, and when it was tried last. */
const TOLD = 'codelumi.training.told';
const TRIED = 'codelumi.training.tried';
/** The editor is left alone while it starts. */
const AFTER_START_MS = MINUTE_MS;
const BETWEEN_LOOKS_MS = HOUR_MS;
/** What failed by itself is not tried again every hour. */
const BETWEEN_TRIES_MS = DAY_MS;
const RETRAIN = l10n.t('Retrain Reranker');
const LONGEST = 300;

/**
 * Says once that training is due, or trains where the settings of the workspace say that it may be done without asking.
 * Never in a workspace that is not trusted.
 */
export class TrainingSchedule implements Disposable {
  readonly #jobs: JobRunner;
  readonly #state: Memento;
  readonly #log: LogOutputChannel;
  readonly #timers: Disposable;

  constructor(jobs: JobRunner, state: Memento, log: LogOutputChannel) {
    this.#jobs = jobs;
    this.#state = state;
    this.#log = log;
    this.#timers = lookRegularly(() => void this.look(Date.now()), {
      afterStartMs: AFTER_START_MS,
      everyMs: BETWEEN_LOOKS_MS,
    });
  }

  /**
   * @param now milliseconds since the epoch
   * @returns what was done
   */
  async look(now: number): Promise<'nothing' | 'told' | 'trained'> {
    const root = workspaceRoot();
    if (root === undefined || !workspace.isTrusted) return 'nothing';
    try {
      const found = await this.#jobs.run('trainingDue', {}, root);
      if (!found.due) return 'nothing';
      return found.automatic ? await this.#train(root, now) : await this.#tell(found);
    } catch (error) {
      // Nobody asked for it just now, so nobody is interrupted.
      this.#log.warn(`Scheduled training did not run: ${messageOf(error)}`);
      return 'nothing';
    }
  }

  async #train(root: string, now: number): Promise<'nothing' | 'trained'> {
    const tried = this.#state.get<number>(TRIED);
    // A clock that was set back must not stop training for years.
    if (tried !== undefined && tried <= now && now - tried < BETWEEN_TRIES_MS) return 'nothing';
    await this.#state.update(TRIED, now);
    const options = {
      location: ProgressLocation.Window,
      title: l10n.t('CodeLumi: training a reranker'),
    };
    const result = await window.withProgress(options, () =>
      this.#jobs.run('train', { python: pythonHere() }, root),
    );
    this.#log.info(`Scheduled training made ${result.file}.`);
    void showTrained(result);
    return 'trained';
  }

  async #tell({ why, last }: TrainingDue): Promise<'nothing' | 'told'> {
    const key = last?.artefact ?? 'none';
    if (this.#state.get<string>(TOLD) === key) return 'nothing';
    await this.#state.update(TOLD, key);
    void this.#offer(why);
    return 'told';
  }

  async #offer(why: string): Promise<void> {
    const what = l10n.t('The reranker should be trained again. {0}', printableLine(why, LONGEST));
    const answer = await window.showInformationMessage(plainMessage(what), RETRAIN);
    if (answer === RETRAIN) await commands.executeCommand(COMMANDS.trainReranker);
  }

  dispose(): void {
    this.#timers.dispose();
  }
}
