import {
  commands,
  type Disposable,
  type LogOutputChannel,
  l10n,
  type Memento,
  window,
  workspace,
} from 'vscode';
import { DAY_MS, HOUR_MS } from '../../core/durations.js';
import { messageOf } from '../../core/errors.js';
import type { Advanced } from '../../core/runs/advanceSnapshots.js';
import { readConfig } from '../../core/workspace/config.js';
import { COMMANDS } from '../../shared/ids.js';
import type { JobRunner } from '../jobs/jobRunner.js';
import { plainMessage } from '../plainMessage.js';
import { lookRegularly } from '../schedule/lookRegularly.js';
import { filesOfWorkspace } from '../workspace/userDataFolder.js';
import { workspaceRoot } from '../workspace/workspaceFolder.js';
import type { SnapshotReleases } from './snapshotReleases.js';

const LAST_TOLD = 'codelumi.snapshots.lastTold';
const BUILD = l10n.t('Build KB Snapshot');
/** The editor is left alone while it starts. */
const AFTER_START_MS = 20_000;
const BETWEEN_LOOKS_MS = HOUR_MS;

export interface ScheduleWorld {
  readonly jobs: Pick<JobRunner, 'run'>;
  readonly releases: SnapshotReleases;
  readonly state: Memento;
  readonly log: LogOutputChannel;
}

/**
 * Looks whether a snapshot is due by `snapshots.cadence`, and says so once a day; or builds and publishes it, where the
 * settings say so. Never in a workspace that is not trusted.
 */
export class SnapshotSchedule implements Disposable {
  readonly #world: ScheduleWorld;
  readonly #timers: Disposable;

  constructor(world: ScheduleWorld) {
    this.#world = world;
    this.#timers = lookRegularly(() => void this.look(Date.now()), {
      afterStartMs: AFTER_START_MS,
      everyMs: BETWEEN_LOOKS_MS,
    });
  }

  /**
   * @param now milliseconds since the epoch
   * @returns what was found; undefined: nobody wants snapshots regularly, or it could not be looked
   */
  async look(now: number): Promise<Advanced | undefined> {
    const root = workspaceRoot();
    if (root === undefined || !workspace.isTrusted) return undefined;
    const { jobs, releases, log } = this.#world;
    try {
      const { snapshots } = await readConfig(filesOfWorkspace(root));
      if (snapshots.cadence === undefined) return undefined;
      const found = await jobs.run('advanceSnapshots', {}, root);
      if (found.built !== undefined) await releases.refresh();
      this.#tell(found, now);
      return found;
    } catch (error) {
      // Nobody asked for it just now, so nobody is interrupted; the next look comes in an hour at most.
      log.warn(`It could not be looked whether a snapshot is due: ${messageOf(error)}`);
      return undefined;
    }
  }

  #tell(found: Advanced, now: number): void {
    const words = advancedWords(found);
    if (words === undefined) return;
    const { state, log } = this.#world;
    log.info(words);
    const lastTold = state.get<number>(LAST_TOLD) ?? 0;
    if (found.built === undefined && now >= lastTold && now - lastTold < DAY_MS) return;
    void state.update(LAST_TOLD, now);
    const offers = found.built === undefined ? [BUILD] : [];
    // Not awaited: the message stays until somebody has an answer.
    void window.showInformationMessage(plainMessage(words), ...offers).then((answer) => {
      if (answer === BUILD) void commands.executeCommand(COMMANDS.buildSnapshot);
    });
  }

  dispose(): void {
    this.#timers.dispose();
  }
}

/** What came of a look, as a sentence; undefined: nothing is due. */
export function advancedWords({
  due,
  newest,
  built,
  published,
  why,
}: Advanced): string | undefined {
  if (!due) return undefined;
  if (built === undefined)
    return newest === undefined
      ? l10n.t('A snapshot is due: none was built yet.')
      : l10n.t('A snapshot is due: the newest is {0}.', newest.name);
  const end = published
    ? l10n.t('and published it')
    : l10n.t('and did not publish it: {0}', why ?? '');
  return l10n.t('CodeLumi built {0}, as one was due, {1}.', built, end);
}
