import { Disposable, type Event, type LogOutputChannel, workspace } from 'vscode';
import { HOUR_MS, MINUTE_MS } from '../../core/durations.js';
import { messageOf } from '../../core/errors.js';
import type { MonitorReport } from '../../core/monitoring/monitorReport.js';
import type { RolloutOverview } from '../../core/rollout/rolloutOverview.js';
import { readConfig } from '../../core/workspace/config.js';
import { PRODUCT_FOLDER } from '../../core/workspace/paths.js';
import { lookRegularly } from '../schedule/lookRegularly.js';
import { filesOfWorkspace } from '../workspace/userDataFolder.js';
import { workspaceRoot } from '../workspace/workspaceFolder.js';
import type { MonitorReports } from './monitorReports.js';

/** The editor is left alone while it starts, and what was looked at last is shown meanwhile. */
const AFTER_START_MS = 30_000;
const BETWEEN_LOOKS_MS = HOUR_MS;
/** Logs grow with every question: some minutes of them are one change. */
const LOGS_SETTLED_MS = 5 * MINUTE_MS;
/** Somebody waits to see what a rollback or an acknowledgement changes. */
const STEP_SETTLED_MS = 2_000;

export interface MonitorScheduleWorld {
  readonly reports: MonitorReports;
  readonly rollouts: {
    readonly overview: RolloutOverview | undefined;
    readonly onDidChange: Event<void>;
  };
  readonly log: LogOutputChannel;
  /** Left out: yes. Tests look when they say so: what the window of a test does by itself would write beside them. */
  readonly looksByItself?: boolean;
}

/**
 * Looks at what is watched by itself: soon after the start, every hour, some minutes after logs have grown, and after each step of
 * a rollout. Never in a workspace that is not trusted, nor in one that nobody has worked with yet, nor where
 * `monitoring.automatic` is off.
 */
export class MonitorSchedule implements Disposable {
  readonly #world: MonitorScheduleWorld;
  readonly #timers: Disposable;
  readonly #looksByItself: boolean;
  #logs: NodeJS.Timeout | undefined;
  #step: NodeJS.Timeout | undefined;
  #stage: string | undefined;

  constructor(world: MonitorScheduleWorld) {
    this.#world = world;
    const { looksByItself = true } = world;
    this.#looksByItself = looksByItself;
    const often = { afterStartMs: AFTER_START_MS, everyMs: BETWEEN_LOOKS_MS };
    this.#timers = Disposable.from(
      ...(looksByItself ? [lookRegularly(() => void this.look(), often)] : []),
      world.rollouts.onDidChange(() => this.#rolloutChanged()),
      new Disposable(() => {
        clearTimeout(this.#logs);
        clearTimeout(this.#step);
      }),
    );
  }

  /** Logs have grown: looks some minutes later, however much comes in between. */
  logsChanged(): void {
    if (!this.#looksByItself) return;
    this.#logs ??= setTimeout(() => {
      this.#logs = undefined;
      void this.look();
    }, LOGS_SETTLED_MS);
  }

  /** Somebody did something that shows in the report: looks in a moment. */
  stepDone(): void {
    if (!this.#looksByItself) return;
    this.#step ??= setTimeout(() => {
      this.#step = undefined;
      void this.look();
    }, STEP_SETTLED_MS);
  }

  /** @returns undefined: it must not be looked, or nothing came of it */
  async look(): Promise<MonitorReport | undefined> {
    const root = workspaceRoot();
    if (root === undefined || !workspace.isTrusted) return undefined;
    const { reports, log } = this.#world;
    try {
      return (await isAutomatic(root)) ? await reports.lookAnew() : undefined;
    } catch (error) {
      // Nobody asked for it just now; the status bar says that it failed.
      log.warn(`It could not be looked at what is watched: ${messageOf(error)}`);
      return undefined;
    }
  }

  #rolloutChanged(): void {
    const stage = stageOf(this.#world.rollouts.overview);
    const isStep = this.#stage !== undefined && stage !== undefined && stage !== this.#stage;
    this.#stage = stage ?? this.#stage;
    if (isStep) this.stepDone();
  }

  dispose(): void {
    this.#timers.dispose();
  }
}

async function isAutomatic(root: string): Promise<boolean> {
  const files = filesOfWorkspace(root);
  // Who only opens a folder finds nothing new in it.
  if ((await files.stat(PRODUCT_FOLDER)) === undefined) return false;
  try {
    return (await readConfig(files)).monitoring.automatic;
  } catch {
    return true; // The look cannot read the settings either, and says what is wrong with them.
  }
}

/** The same as long as the same deployments answer the same share of users. */
function stageOf(overview: RolloutOverview | undefined): string | undefined {
  if (overview === undefined) return undefined;
  const { prod, underWay } = overview.status;
  return [prod, underWay?.id, underWay?.stage, underWay?.weightBp].join(' ');
}
