import { commands, Disposable, type LogOutputChannel, l10n, window, workspace } from 'vscode';
import { MINUTE_MS } from '../../core/durations.js';
import { messageOf } from '../../core/errors.js';
import type { Advanced } from '../../core/rollout/advanceRollout.js';
import { COMMANDS } from '../../shared/ids.js';
import type { JobRunner } from '../jobs/jobRunner.js';
import { plainMessage } from '../plainMessage.js';
import type { GitIdentity } from '../review/gitIdentity.js';
import { lookRegularly } from '../schedule/lookRegularly.js';
import { workspaceRoot } from '../workspace/workspaceFolder.js';
import type { RolloutReleases } from './rolloutReleases.js';

const SHOW = l10n.t('Show');
/** A rollback that was broken off should not wait long; the editor is left alone while it starts. */
const AFTER_START_MS = 5_000;
const BETWEEN_LOOKS_MS = 10 * MINUTE_MS;
/** Logs grow with every question: a minute of them is one change. */
const SETTLED_MS = MINUTE_MS;

export interface RolloutScheduleWorld {
  readonly jobs: Pick<JobRunner, 'run'>;
  readonly rollouts: RolloutReleases;
  readonly identity: Pick<GitIdentity, 'find'>;
  readonly log: LogOutputChannel;
}

/**
 * Looks at the gates of a rollout that is on its way or watched in production: soon after the start, every ten minutes, and
 * when logs or the registry have changed. What they call for is done, as `codelumi rollout advance` would. Never in a
 * workspace that is not trusted, nor where nothing is rolled out.
 */
export class RolloutSchedule implements Disposable {
  readonly #world: RolloutScheduleWorld;
  readonly #timers: Disposable;
  #settling: NodeJS.Timeout | undefined;
  #running: Promise<Advanced | undefined> | undefined;

  constructor(world: RolloutScheduleWorld) {
    this.#world = world;
    this.#timers = Disposable.from(
      lookRegularly(() => void this.look(), {
        afterStartMs: AFTER_START_MS,
        everyMs: BETWEEN_LOOKS_MS,
      }),
      new Disposable(() => clearTimeout(this.#settling)),
    );
  }

  /** Logs or the registry have changed: looks a minute later, however much comes in between. */
  changed(): void {
    this.#settling ??= setTimeout(() => {
      this.#settling = undefined;
      this.#world.rollouts.outdated();
      void this.look();
    }, SETTLED_MS);
  }

  /** @returns what was done; undefined: nothing had to be, or nothing could be */
  look(): Promise<Advanced | undefined> {
    this.#running ??= this.#look().finally(() => {
      this.#running = undefined;
    });
    return this.#running;
  }

  async #look(): Promise<Advanced | undefined> {
    const root = workspaceRoot();
    if (root === undefined || !workspace.isTrusted) return undefined;
    const { jobs, rollouts, identity, log } = this.#world;
    await rollouts.refresh();
    if (rollouts.overview?.watched === undefined) return undefined;
    // Whoever only waits writes nothing, neither to the registry nor to the audit log.
    const outlook = await rollouts.look();
    if (outlook === undefined || outlook.step.kind === 'stay') return undefined;
    const by = await identity.find();
    if (by === undefined) {
      log.warn('A rollout goes on, but Git knows no name for who would do that here.');
      return undefined;
    }
    try {
      const advanced = await jobs.run('advanceRollout', { by }, root);
      await rollouts.refresh();
      this.#tell(advanced);
      return advanced;
    } catch (error) {
      // Nobody asked for it just now; the next look comes in ten minutes at most.
      log.warn(`The rollout could not be looked at: ${messageOf(error)}`);
      return undefined;
    }
  }

  #tell({ rollout, rolledBack, entered, done }: Advanced): void {
    const words = plainMessage(`${rollout.deployment}: ${done}`);
    this.#world.log.info(words);
    // Not awaited: messages stay until somebody has an answer.
    if (rolledBack !== undefined) void offer(window.showErrorMessage(words, SHOW), rollout.id);
    else if (rollout.pause !== undefined)
      void offer(window.showWarningMessage(words, SHOW), rollout.id);
    else if (entered.length > 0) void offer(window.showInformationMessage(words, SHOW), rollout.id);
  }

  dispose(): void {
    this.#timers.dispose();
  }
}

async function offer(answer: Thenable<string | undefined>, rollout: string): Promise<void> {
  if ((await answer) === SHOW) await commands.executeCommand(COMMANDS.showTimeline, { rollout });
}
