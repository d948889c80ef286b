import { l10n, type QuickPickItem, window } from 'vscode';
import { type Backup, listBackups } from '../../core/snapshots/publishing/backup.js';
import { readConfig } from '../../core/workspace/config.js';
import { printableLine } from '../../shared/printable.js';
import { runWithProgress } from '../jobs/runWithProgress.js';
import { plainMessage } from '../plainMessage.js';
import { filesOfWorkspace } from '../workspace/userDataFolder.js';
import { requireTrustedRoot } from '../workspace/workspaceFolder.js';
import type { PublishingWorld } from './publishSnapshot.js';

const RESTORE = l10n.t('Restore');
const LONGEST = 200;

/** "Restore Knowledge Base…": a backup, or a snapshot, becomes what the assistant loads; what is there is backed up first. */
export async function restoreKnowledge(world: PublishingWorld): Promise<void> {
  const root = requireTrustedRoot();
  const files = filesOfWorkspace(root);
  const { sources } = await readConfig(files);
  await world.releases.refresh();
  const backups = await listBackups({ files }, sources.knowledgeBase);
  const rows: (QuickPickItem & { readonly name: string })[] = [
    ...backups.map((backup) => ({
      name: backup.name,
      label: backup.name,
      description: wordsOf(backup),
    })),
    ...world.releases.all.map(({ name, counts, isPublished }) => ({
      name,
      label: name,
      description: l10n.t(
        '{0} entries{1}',
        counts.entries,
        isPublished ? l10n.t(', published') : '',
      ),
    })),
  ];
  const picked = await window.showQuickPick(rows, {
    title: l10n.t('Restore Knowledge Base'),
    placeHolder:
      rows.length === 0
        ? l10n.t('Nothing was published or built yet')
        : l10n.t('What is it to be again?'),
  });
  if (picked === undefined) return;
  const plan = await world.jobs.run('restoreKnowledge', { name: picked.name, dryRun: true }, root);
  const detail = [
    ...(plan.written.length === 0 ? [] : [`Written: ${plan.written.join(', ')}`]),
    ...(plan.removed.length === 0 ? [] : [l10n.t('Taken away: {0}', plan.removed.join(', '))]),
    l10n.t('A backup of what is there is made first.'),
  ];
  const options = {
    modal: true,
    detail: detail.map((line) => printableLine(line, 4 * LONGEST)).join('\n\n'),
  };
  const answer = await window.showWarningMessage(
    plainMessage(l10n.t('Restore {0}?', picked.name)),
    options,
    RESTORE,
  );
  if (answer === RESTORE) await restoreNamed(picked.name, world);
}

/** @param name of a backup or a snapshot */
export async function restoreNamed(
  name: string,
  { jobs, releases }: Pick<PublishingWorld, 'jobs' | 'releases'>,
): Promise<void> {
  const root = requireTrustedRoot();
  await runWithProgress(l10n.t('CodeLumi: restoring {0}', name), (token, onProgress) =>
    jobs.run('restoreKnowledge', { name }, root, { token, onProgress }),
  );
  await releases.refresh();
  // Not awaited: the command is over, the message stays.
  void window.showInformationMessage(
    plainMessage(l10n.t('The knowledge base is {0} again.', name)),
  );
}

function wordsOf({ before, files }: Backup): string {
  return printableLine(l10n.t('{0} files, as they were before {1}', files.length, before), LONGEST);
}
