import { type QuickPickItem, window } from 'vscode';
import { type Backup, listBackups } from '../../core/snapshots/publishing/backup.js';
import { readConfig } from '../../core/workspace/config.js';
import { printableLine } from '../../shared/printable.js';
import { runWithProgress } from '../jobs/runWithProgress.js';
import { plainMessage } from '../plainMessage.js';
import { filesOfWorkspace } from '../workspace/userDataFolder.js';
import { requireTrustedRoot } from '../workspace/workspaceFolder.js';
import type { PublishingWorld } from './publishSnapshot.js';

const RESTORE = 'Restore';
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
      description: `${counts.entries} entries${isPublished ? ', published' : ''}`,
    })),
  ];
  const picked = await window.showQuickPick(rows, {
    title: 'Restore Knowledge Base',
    placeHolder:
      rows.length === 0 ? 'Nothing was published or built yet' : 'What is it to be again?',
  });
  if (picked === undefined) return;
  const plan = await world.jobs.run('restoreKnowledge', { name: picked.name, dryRun: true }, root);
  const detail = [
    ...(plan.written.length === 0 ? [] : [`Written: ${plan.written.join(', ')}`]),
    ...(plan.removed.length === 0 ? [] : [`Taken away: ${plan.removed.join(', ')}`]),
    'A backup of what is there is made first.',
  ];
  const options = {
    modal: true,
    detail: detail.map((line) => printableLine(line, 4 * LONGEST)).join('\n\n'),
  };
  const answer = await window.showWarningMessage(
    plainMessage(`Restore ${picked.name}?`),
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
  await runWithProgress(`CodeLumi: restoring ${name}`, (token, onProgress) =>
    jobs.run('restoreKnowledge', { name }, root, { token, onProgress }),
  );
  await releases.refresh();
  // Not awaited: the command is over, the message stays.
  void window.showInformationMessage(plainMessage(`The knowledge base is ${name} again.`));
}

function wordsOf({ before, files }: Backup): string {
  return printableLine(`${files.length} files, as they were before ${before}`, LONGEST);
}
