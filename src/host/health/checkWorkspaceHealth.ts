import { l10n, type QuickPickItem, window } from 'vscode';
import type { HealthFinding } from '../../core/health/healthFinding.js';
import { printableLine } from '../../shared/printable.js';
import type { JobRunner } from '../jobs/jobRunner.js';
import { runWithProgress } from '../jobs/runWithProgress.js';
import { requireTrustedRoot } from '../workspace/workspaceFolder.js';
import type { StorageWarnings } from './storageWarnings.js';

const ICONS = { problem: '$(error)', warning: '$(warning)', note: '$(info)' } as const;
const YES = l10n.t('Yes, Do It');
/** Characters; names of files may be long. */
const MOST_SHOWN = 400;

interface FindingItem extends QuickPickItem {
  readonly finding: HealthFinding;
}

/** "Check Workspace Health": what is not as it should be, each with what can be done about it. */
export async function checkWorkspaceHealth(
  jobs: JobRunner,
  warnings: StorageWarnings,
): Promise<void> {
  const root = requireTrustedRoot();
  const { findings, versions } = await runWithProgress(
    l10n.t('CodeLumi: checking the workspace'),
    (token, onProgress) => jobs.run('checkHealth', {}, root, { token, onProgress }),
  );
  const { node, git = 'none', python = 'none' } = versions;
  const programs = l10n.t('Node {0}, Git {1}, Python {2}', node, git, python);
  if (findings.length === 0) {
    window.showInformationMessage(
      l10n.t('Nobody else gets at the logs, and all is set up. {0}.', programs),
    );
    return;
  }
  const chosen = await window.showQuickPick(findings.map(itemOf), {
    title: l10n.t('Workspace Health ({0})', programs),
    placeHolder: l10n.t('Choose what to mend; nothing is done before you say yes'),
    matchOnDetail: true,
  });
  if (chosen !== undefined && (await mendAfterYes(chosen.finding, jobs, root)))
    await warnings.refresh();
}

function itemOf(finding: HealthFinding): FindingItem {
  const { severity, what, place, why } = finding;
  return {
    label: `${ICONS[severity]} ${printableLine(what, MOST_SHOWN)}`,
    // What is about the machine has no place in the workspace.
    description: place.file === '.' ? '' : printableLine(place.file, MOST_SHOWN),
    detail: printableLine(why, MOST_SHOWN),
    finding,
  };
}

/** @returns whether something was done */
async function mendAfterYes(
  { what, why, remedy, command, fix }: HealthFinding,
  jobs: JobRunner,
  root: string,
): Promise<boolean> {
  const typed = command === undefined ? '' : `\n\n${command}`;
  const detail = printableText(`${why}\n${remedy}${typed}`);
  const options = { modal: true, detail };
  const answer = await (fix === undefined
    ? window.showInformationMessage(printableLine(what, MOST_SHOWN), options)
    : window.showWarningMessage(printableLine(what, MOST_SHOWN), options, YES));
  if (answer !== YES || fix === undefined) return false;
  await jobs.run('mendHealth', { fix }, root);
  window.showInformationMessage(l10n.t('Done. Check the workspace again to see what is left.'));
  return true;
}

function printableText(text: string): string {
  return text
    .split('\n')
    .map((line) => printableLine(line, MOST_SHOWN))
    .join('\n');
}
