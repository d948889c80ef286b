import { l10n, window } from 'vscode';
import type { Published } from '../../core/snapshots/publishing/publish.js';
import type { Release } from '../../core/snapshots/releases.js';
import { gatesWords } from '../../shared/gatesWords.js';
import { printableLine } from '../../shared/printable.js';
import type { ErrorReporter } from '../errorReporter.js';
import type { JobRunner } from '../jobs/jobRunner.js';
import { runWithProgress } from '../jobs/runWithProgress.js';
import { plainMessage } from '../plainMessage.js';
import { requireTrustedRoot } from '../workspace/workspaceFolder.js';
import { chooseSnapshot } from './chooseSnapshot.js';
import { restoreNamed } from './restoreKnowledge.js';
import type { SnapshotReleases } from './snapshotReleases.js';

const PUBLISH = l10n.t('Publish');
const TAKE_BACK = l10n.t('Take It Back');
const LONGEST = 200;

export interface PublishingWorld {
  readonly jobs: JobRunner;
  readonly errors: ErrorReporter;
  readonly releases: SnapshotReleases;
}

/** "Publish Snapshot to Knowledge Base": says what that changes, and does it after a yes. */
export async function publishSnapshot(target: unknown, world: PublishingWorld): Promise<void> {
  const root = requireTrustedRoot();
  const { jobs, releases } = world;
  const chosen = await chooseSnapshot(
    target,
    releases,
    {
      title: l10n.t('Publish Snapshot to Knowledge Base'),
      placeHolder: l10n.t('What is the assistant to load?'),
    },
    ({ isPublished }: Release) => !isPublished,
  );
  if (chosen === undefined) return;
  const { name } = chosen;
  const plan = await jobs.run('publishSnapshot', { name, dryRun: true }, root);
  const options = { modal: true, detail: planWords(plan) };
  const answer = await window.showWarningMessage(
    plainMessage(l10n.t('Publish {0}?', name)),
    options,
    PUBLISH,
  );
  if (answer !== PUBLISH) return;
  const published = await runWithProgress(
    l10n.t('CodeLumi: publishing {0}', name),
    (token, onProgress) => jobs.run('publishSnapshot', { name }, root, { token, onProgress }),
  );
  await releases.refresh();
  // Not awaited: the command is over, the message stays. What follows from it can still fail.
  offerTakingBack(published, world).catch((error) => world.errors.report(error));
}

async function offerTakingBack(
  { snapshot, file, entries, backup }: Published,
  world: PublishingWorld,
): Promise<void> {
  const words = plainMessage(
    l10n.t('Published {0}: {1} entries in {2}.', snapshot, entries, printableLine(file, LONGEST)),
  );
  if (backup === undefined) await window.showInformationMessage(words);
  else if ((await window.showInformationMessage(words, TAKE_BACK)) === TAKE_BACK)
    await restoreNamed(backup, world);
}

function planWords({ file, entries, left, removed, verdict }: Published): string {
  const lines = [
    l10n.t('This snapshot is {0}.', gatesWords(verdict && { verdict })),
    l10n.t(
      'The assistant loads it the next time it starts. {0} is written anew with {1} entries.',
      file,
      entries,
    ),
    ...(left.length === 0 ? [] : [l10n.t('Left as they are: {0}', left.join(', '))]),
    ...(removed.length === 0 ? [] : [l10n.t('Taken away: {0}', removed.join(', '))]),
    l10n.t('A backup of all of it is made first.'),
  ];
  return lines.map((line) => printableLine(line, 4 * LONGEST)).join('\n\n');
}
