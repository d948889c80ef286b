import { l10n, type QuickPickItem, window } from 'vscode';
import type { InitResult } from '../../core/setup/initWorkspace.js';
import type { JobRunner } from '../jobs/jobRunner.js';
import { plainMessage } from '../plainMessage.js';
import { requireTrustedRoot } from '../workspace/workspaceFolder.js';

interface SetUpChoice extends QuickPickItem {
  readonly github: boolean;
}

const CHOICES: readonly SetUpChoice[] = [
  {
    label: l10n.t('Folders, settings, and what Git must know'),
    detail: l10n.t('Nothing that is there is overwritten.'),
    github: false,
  },
  {
    label: l10n.t('The same, and a workflow for GitHub Actions'),
    detail: l10n.t('It verifies pull requests and posts the verdict.'),
    github: true,
  },
];

/** "Set Up Workspace": what reviewing through Git needs, made once; says what it did. */
export async function setUpWorkspace(jobs: JobRunner, wanted?: unknown): Promise<void> {
  const root = requireTrustedRoot();
  const choice = isChoice(wanted)
    ? wanted
    : await window.showQuickPick(CHOICES, { title: l10n.t('Set Up Workspace') });
  if (choice === undefined) return;
  tell(await jobs.run('initWorkspace', { github: choice.github }, root));
}

/** From a task or a key binding: `{"github":false}`. */
function isChoice(wanted: unknown): wanted is Pick<SetUpChoice, 'github'> {
  return (
    typeof wanted === 'object' &&
    wanted !== null &&
    'github' in wanted &&
    typeof wanted.github === 'boolean'
  );
}

/** Not awaited: the message stays until it is closed, the command is over. */
function tell({ made, extended, kept, hints }: InitResult): void {
  const done = [
    ...(made.length === 0 ? [] : [`made ${made.join(', ')}`]),
    ...(extended.length === 0 ? [] : [l10n.t('added to {0}', extended.join(', '))]),
    l10n.t('kept {0} as they were', kept.length),
  ];
  void window.showInformationMessage(plainMessage(l10n.t('Set up: {0}.', done.join('; '))));
  for (const hint of hints) void window.showWarningMessage(plainMessage(hint));
}
