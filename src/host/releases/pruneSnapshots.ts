import { l10n, window } from 'vscode';
import { runWithProgress } from '../jobs/runWithProgress.js';
import { requireTrustedRoot } from '../workspace/workspaceFolder.js';
import type { PublishingWorld } from './publishSnapshot.js';

const DELETE = l10n.t('Delete');

/** "Prune Snapshots": deletes old ones that nothing uses, after saying which. */
export async function pruneSnapshots({ jobs, releases }: PublishingWorld): Promise<void> {
  const root = requireTrustedRoot();
  const { removed, keep } = await jobs.run('pruneSnapshots', { dryRun: true }, root);
  const { length } = removed;
  if (length === 0) {
    const kept = l10n.t(
      'There is nothing to prune: the newest {0} stay, and what is in use.',
      keep,
    );
    void window.showInformationMessage(kept); // Not awaited: the command is over, the message stays.
    return;
  }
  const words =
    length === 1 ? l10n.t('Delete 1 snapshot?') : l10n.t('Delete {0} snapshots?', length);
  const detail = l10n.t('{0}\n\nThe newest {1} stay, and those in use.', removed.join('\n'), keep);
  const answer = await window.showWarningMessage(words, { modal: true, detail }, DELETE);
  if (answer !== DELETE) return;
  await runWithProgress(l10n.t('CodeLumi: pruning snapshots'), (token, onProgress) =>
    jobs.run('pruneSnapshots', {}, root, { token, onProgress }),
  );
  await releases.refresh();
}
