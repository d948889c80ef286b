import { commands, l10n, type QuickPickItem, QuickPickItemKind, window } from 'vscode';
import { DUE_KINDS, type DueItem, type DueKind } from '../../core/cadence/dueItem.js';
import { printableLine } from '../../shared/printable.js';
import type { JobRunner } from '../jobs/jobRunner.js';
import { runWithProgress } from '../jobs/runWithProgress.js';
import { plainMessage } from '../plainMessage.js';
import { advancedWords } from '../releases/snapshotSchedule.js';
import { requireRoot, requireTrustedRoot } from '../workspace/workspaceFolder.js';
import { actionFor, type DueAction } from './dueActions.js';
import type { DueReleases } from './dueReleases.js';
import { dueFirst, dueWords } from './dueWords.js';

const LONGEST = 400;

export interface DueWorld {
  readonly jobs: Pick<JobRunner, 'run'>;
  readonly due: Pick<DueReleases, 'items' | 'failure' | 'refresh'>;
}

/** Whether to do it; asked in a modal dialog, except by tests. */
type Confirms = (question: string, detail: string, button: string) => Promise<boolean>;

/**
 * "Show What Is Due": everything that the policies ask for, what is due first, each with its reason; what is chosen is done.
 * @param target the kind that a row of the view shows: then that is done, without a pick
 */
export async function showDue(
  target: unknown,
  world: DueWorld,
  confirms: Confirms = confirmsInModal,
): Promise<void> {
  requireRoot();
  const kind = DUE_KINDS.find((each) => each === target);
  const item = kind === undefined ? await choose(world) : itemOf(world, kind);
  if (item === undefined || !item.isDue) return;
  await perform(item, world, confirms);
}

function itemOf({ due }: DueWorld, kind: DueKind): DueItem | undefined {
  return due.items.find((each) => each.kind === kind);
}

interface DuePick extends QuickPickItem {
  readonly due?: DueItem;
}

async function choose({ due }: DueWorld): Promise<DueItem | undefined> {
  await runWithProgress(l10n.t('CodeLumi: looking at what is due'), () => due.refresh());
  if (due.failure !== undefined) {
    void window.showWarningMessage(
      plainMessage(l10n.t('What is due cannot be told. {0}', due.failure)),
    );
    return undefined;
  }
  const picked = await window.showQuickPick(duePicks(due.items), {
    title: l10n.t('What Is Due'),
    placeHolder: l10n.t('Enter does what is due; of the rest this says when it will be'),
    matchOnDetail: true,
  });
  return picked?.due;
}

/** Exported for tests. */
export function duePicks(items: readonly DueItem[]): DuePick[] {
  const picks = dueFirst(items).map((item): DuePick => {
    const { label, icon, state, why } = dueWords(item);
    return { label: `$(${icon}) ${label}`, description: state, detail: why, due: item };
  });
  const rest = picks.findIndex(({ due }) => due?.isDue === false);
  if (rest < 1) return picks;
  const line: DuePick = { label: l10n.t('Not due'), kind: QuickPickItemKind.Separator };
  return [...picks.slice(0, rest), line, ...picks.slice(rest)];
}

async function perform(item: DueItem, world: DueWorld, confirms: Confirms): Promise<void> {
  const action = actionFor(item);
  if (action.asks) {
    requireTrustedRoot();
    const detail = printableLine(item.why, LONGEST);
    if (!(await confirms(`${dueWords(item).label}?`, detail, action.title))) return;
  }
  await run(action, world);
  await world.due.refresh();
}

async function run({ command, arguments: args = [] }: DueAction, world: DueWorld): Promise<void> {
  if (command === 'advanceSnapshots') await advanceSnapshots(world);
  else await commands.executeCommand(command, ...args);
}

/** What the schedule of snapshots does by itself, now. */
async function advanceSnapshots({ jobs }: DueWorld): Promise<void> {
  const root = requireTrustedRoot();
  const found = await runWithProgress(
    l10n.t('CodeLumi: validating and building a snapshot'),
    (token, onProgress) => jobs.run('advanceSnapshots', {}, root, { token, onProgress }),
  );
  const words = advancedWords(found) ?? l10n.t('No snapshot is due any more.');
  void window.showInformationMessage(plainMessage(words));
}

async function confirmsInModal(question: string, detail: string, button: string): Promise<boolean> {
  const options = { modal: true, detail };
  return (await window.showInformationMessage(question, options, button)) === button;
}
