import { type Disposable, EventEmitter, type LogOutputChannel } from 'vscode';
import type { RolloutOutlook } from '../../core/rollout/rolloutOutlook.js';
import type { RolloutOverview } from '../../core/rollout/rolloutOverview.js';
import { rolloutSentence } from '../../core/rollout/rolloutWords.js';
import type { JobRunner } from '../jobs/jobRunner.js';
import { LatestRead, toldOf } from '../releases/latestRead.js';
import type { ReleaseRow, ReleaseSection } from '../releases/releasesTree.js';
import { workspaceRoot } from '../workspace/workspaceFolder.js';
import type { Judged } from './gateRows.js';
import { rolloutRows, unreadableRow } from './rolloutRows.js';

/**
 * The rollouts of the workspace, as the Releases view, its commands and the status bar see them. The registry is read on
 * each refresh; gates, which take logs and rankings, are looked at when somebody sees the view or the schedule asks.
 */
export class RolloutReleases implements ReleaseSection, Disposable {
  readonly #jobs: Pick<JobRunner, 'run'>;
  readonly #log: LogOutputChannel;
  readonly #changed = new EventEmitter<void>();
  readonly onDidChange = this.#changed.event;
  readonly #read: LatestRead<RolloutOverview>;
  #judged: Judged = {};
  /** What the gates were looked at for last; another one makes them worth looking at again. */
  #version = 0;
  #judgedVersion = -1;
  #looking: Promise<RolloutOutlook | undefined> | undefined;

  constructor(jobs: Pick<JobRunner, 'run'>, log: LogOutputChannel) {
    this.#jobs = jobs;
    this.#log = log;
    this.#read = new LatestRead(log);
  }

  /** As it was read last. */
  get overview(): RolloutOverview | undefined {
    return this.#read.value;
  }

  /** For the status bar; undefined where there is nothing to say. */
  get sentence(): string | undefined {
    return this.overview && rolloutSentence(this.overview.status, this.#judged.outlook);
  }

  /** Reads the registry anew. Never throws: what went wrong is a row of the view. */
  async refresh(): Promise<void> {
    const root = workspaceRoot();
    if (root === undefined) return;
    const read = () => this.#jobs.run('rolloutOverview', {}, root);
    if (!(await this.#read.refresh(read))) return;
    // Gates of another stage would be shown as if they were those of this one.
    if (this.#judged.stage !== stageKey(this.overview)) this.#judged = {};
    this.outdated();
  }

  /** Logs have grown: the gates are looked at again when somebody wants to see them. */
  outdated(): void {
    this.#version += 1;
    this.#changed.fire();
  }

  /** Looks at the gates, once at a time. Never throws; undefined: there are none, or they cannot be looked at. */
  async look(): Promise<RolloutOutlook | undefined> {
    this.#looking ??= this.#look().finally(() => {
      this.#looking = undefined;
    });
    return this.#looking;
  }

  rows(): readonly ReleaseRow[] {
    const { overview } = this;
    const { failure } = this.#read;
    if (failure !== undefined) return [unreadableRow(failure)];
    if (overview === undefined) return [];
    const { watched } = overview;
    // Who asks for rows sees them; where nobody does, nothing is run.
    if (watched !== undefined && this.#version !== this.#judgedVersion) void this.look();
    return rolloutRows(overview, this.#judged);
  }

  async #look(): Promise<RolloutOutlook | undefined> {
    const root = workspaceRoot();
    if (root === undefined) return undefined;
    this.#judgedVersion = this.#version;
    const stage = stageKey(this.overview);
    try {
      const outlook = await this.#jobs.run('rolloutOutlook', {}, root);
      this.#judged = { stage, outlook };
    } catch (error) {
      this.#judged = { stage, failure: toldOf(this.#log, error) };
    }
    this.#changed.fire();
    return this.#judged.outlook;
  }

  dispose(): void {
    this.#changed.dispose();
  }
}

/** The same as long as the gates are those of one stage of one rollout. */
function stageKey(overview: RolloutOverview | undefined): string | undefined {
  const watched = overview?.status.rollouts.find(({ id }) => id === overview.watched);
  return watched && `${watched.id} ${watched.enteredAt} ${watched.stage}`;
}
