import {
  Disposable,
  EventEmitter,
  type LogOutputChannel,
  l10n,
  ThemeIcon,
  TreeItem,
  TreeItemCollapsibleState,
  workspace,
} from 'vscode';
import type { DueItem } from '../../core/cadence/dueItem.js';
import { HOUR_MS, MINUTE_MS } from '../../core/durations.js';
import { COMMANDS } from '../../shared/ids.js';
import type { JobRunner } from '../jobs/jobRunner.js';
import { LatestRead } from '../releases/latestRead.js';
import type { ReleaseRow, ReleaseSection } from '../releases/releasesTree.js';
import { row } from '../rollout/row.js';
import { chosenSchedule } from '../schedule/extractionSetting.js';
import { workspaceRoot } from '../workspace/workspaceFolder.js';
import { dueWords } from './dueWords.js';

const BETWEEN_LOOKS_MS = HOUR_MS;
/** Looking reads the knowledge base and logs: a minute of changes is one. */
const SETTLED_MS = MINUTE_MS;

/**
 * What is due, as the Releases view and its pick see it. It is looked at when somebody sees the view and something may have
 * changed since; what is done by itself, the schedules of each kind do.
 */
export class DueReleases implements ReleaseSection, Disposable {
  readonly #jobs: Pick<JobRunner, 'run'>;
  readonly #changed = new EventEmitter<void>();
  readonly onDidChange = this.#changed.event;
  readonly #read: LatestRead<readonly DueItem[]>;
  readonly #disposables: Disposable;
  /** Whether anything may have changed since it was looked at last. */
  #isOutdated = true;
  #settling: NodeJS.Timeout | undefined;

  constructor(jobs: Pick<JobRunner, 'run'>, log: LogOutputChannel) {
    this.#jobs = jobs;
    this.#read = new LatestRead(log);
    // Time alone makes things due.
    const often = setInterval(() => this.outdated(), BETWEEN_LOOKS_MS);
    this.#disposables = Disposable.from(
      this.#changed,
      new Disposable(() => clearTimeout(this.#settling)),
      new Disposable(() => clearInterval(often)),
    );
  }

  /** One of each kind, as they were looked at last; empty before that. */
  get items(): readonly DueItem[] {
    return this.#read.value ?? [];
  }

  /** Why it could not be looked the last time. */
  get failure(): string | undefined {
    return this.#read.failure;
  }

  /** Looks now. Never throws: what went wrong is a row of the view. */
  async refresh(): Promise<void> {
    const root = workspaceRoot();
    if (root === undefined) return;
    this.#isOutdated = false;
    const extraction = chosenSchedule();
    const input = extraction === undefined ? {} : { extraction };
    const read = async () => (await this.#jobs.run('whatIsDue', input, root)).map(asDoneHere);
    if (await this.#read.refresh(read)) this.#changed.fire();
  }

  /** Something has changed that may matter: it is looked at a minute later, however much comes in between. */
  changed(): void {
    this.#settling ??= setTimeout(() => {
      this.#settling = undefined;
      this.outdated();
    }, SETTLED_MS);
  }

  /** It is looked at when somebody wants to see it. */
  outdated(): void {
    this.#isOutdated = true;
    this.#changed.fire();
  }

  rows(): readonly ReleaseRow[] {
    // Who asks for rows sees them; where nobody does, nothing is read.
    if (this.#isOutdated) void this.refresh();
    if (this.failure !== undefined) return [failureRow(this.failure)];
    const due = this.items.filter(({ isDue }) => isDue);
    if (due.length === 0) return [];
    const item = new TreeItem('Due', TreeItemCollapsibleState.Expanded);
    item.id = 'due';
    item.description = due.length.toLocaleString('en');
    item.tooltip = l10n.t('Due: {0}', due.length);
    item.iconPath = new ThemeIcon('calendar');
    item.contextValue = 'due';
    // What the editor does by itself is no reason to hide how to begin.
    return [{ item, children: due.map(dueRow), isAside: due.every((each) => each.isAutomatic) }];
  }

  dispose(): void {
    this.#disposables.dispose();
  }
}

/** Nothing is done by itself where the workspace is not trusted. */
function asDoneHere(item: DueItem): DueItem {
  return workspace.isTrusted ? item : { ...item, isAutomatic: false };
}

function dueRow(due: DueItem): ReleaseRow {
  const { label, why, icon, full } = dueWords(due);
  const made = row({ id: `due:${due.kind}`, label, words: why, icon, tooltip: full });
  made.item.contextValue = 'due+item';
  made.item.command = { command: COMMANDS.showDue, title: label, arguments: [due.kind] };
  return made;
}

function failureRow(message: string): ReleaseRow {
  const made = row({
    id: 'due-failure',
    label: l10n.t('What is due cannot be told'),
    words: message,
    icon: 'error',
  });
  made.item.command = { command: COMMANDS.refreshReleases, title: l10n.t('Try Again') };
  return made;
}
