import {
  type Disposable,
  EventEmitter,
  type LogOutputChannel,
  l10n,
  ThemeIcon,
  TreeItem,
  TreeItemCollapsibleState,
} from 'vscode';
import type { Release } from '../../core/snapshots/releases.js';
import { COMMANDS } from '../../shared/ids.js';
import { printable, printableLine } from '../../shared/printable.js';
import type { JobRunner } from '../jobs/jobRunner.js';
import { workspaceRoot } from '../workspace/workspaceFolder.js';
import { LatestRead } from './latestRead.js';
import type { ReleaseRow, ReleaseSection } from './releasesTree.js';
import { snapshotItem } from './snapshotItem.js';

const LONGEST = 200;

/** The snapshots of the workspace, as the Releases view and its commands see them. */
export class SnapshotReleases implements ReleaseSection, Disposable {
  readonly #jobs: Pick<JobRunner, 'run'>;
  readonly #changed = new EventEmitter<void>();
  readonly onDidChange = this.#changed.event;
  readonly #read: LatestRead<readonly Release[]>;
  #isSeen = false;

  constructor(jobs: Pick<JobRunner, 'run'>, log: LogOutputChannel) {
    this.#jobs = jobs;
    this.#read = new LatestRead(log);
  }

  /** Newest first, as they were read last. */
  get all(): readonly Release[] {
    return this.#read.value ?? [];
  }

  /** They have changed: they are read anew if somebody has seen them. */
  async changedOnDisk(): Promise<void> {
    if (this.#isSeen) await this.refresh();
  }

  /** Reads them anew. Never throws: what went wrong is a row of the view. */
  async refresh(): Promise<void> {
    const root = workspaceRoot();
    if (root === undefined) return;
    this.#isSeen = true;
    const read = () => this.#jobs.run('listReleases', {}, root);
    if (await this.#read.refresh(read)) this.#changed.fire();
  }

  rows(): readonly ReleaseRow[] {
    // Who asks for rows sees them; where nobody does, nothing is read.
    if (!this.#isSeen) void this.refresh();
    const { failure } = this.#read;
    if (failure !== undefined) return [failureRow(failure)];
    const children = this.all.map((release) => ({
      item: snapshotItem(release),
      children: [],
      snapshot: release.name,
    }));
    if (children.length === 0) return [];
    const item = new TreeItem('Snapshots', TreeItemCollapsibleState.Expanded);
    item.id = 'snapshots';
    item.description = children.length.toLocaleString('en');
    item.iconPath = new ThemeIcon('package');
    item.contextValue = 'snapshots';
    return [{ item, children }];
  }

  dispose(): void {
    this.#changed.dispose();
  }
}

function failureRow(message: string): ReleaseRow {
  const item = new TreeItem(l10n.t('The snapshots cannot be read'));
  item.id = 'snapshots-failure';
  item.description = printableLine(message, LONGEST);
  item.tooltip = printable(message);
  item.iconPath = new ThemeIcon('error');
  item.command = { command: COMMANDS.refreshReleases, title: l10n.t('Try Again') };
  return { item, children: [] };
}
