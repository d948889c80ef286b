import { window } from 'vscode';
import { runWithProgress } from '../jobs/runWithProgress.js';
import { requireTrustedRoot } from '../workspace/workspaceFolder.js';
import type { PublishingWorld } from './publishSnapshot.js';

const DELETE = 'Delete';

/** "Prune Snapshots": deletes old ones that nothing uses, after saying which. */
export async function pruneSnapshots({ jobs, releases }: PublishingWorld): Promise<void> {
  const root = requireTrustedRoot();
  const { removed, keep } = await jobs.run('pruneSnapshots', { dryRun: true }, root);
  const { length } = removed;
  if (length === 0) {
    const kept = `There is nothing to prune: the newest ${keep} stay, and what is in use.`;
    void window.showInformationMessage(kept); // Not awaited: the command is over, the message stays.
    return;
  }
  const words = length === 1 ? 'Delete 1 snapshot?' : `Delete ${length} snapshots?`;
  const detail = `${removed.join('\n')}\n\nThe newest ${keep} stay, and those in use.`;
  const answer = await window.showWarningMessage(words, { modal: true, detail }, DELETE);
  if (answer !== DELETE) return;
  await runWithProgress('CodeLumi: pruning snapshots', (token, onProgress) =>
    jobs.run('pruneSnapshots', {}, root, { token, onProgress }),
  );
  await releases.refresh();
}
