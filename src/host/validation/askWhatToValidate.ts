import { l10n, type QuickPickItem, window } from 'vscode';
import { listRerankers } from '../../core/reranking/listRerankers.js';
import { listSnapshots } from '../../core/snapshots/list.js';
import type { SnapshotManifest } from '../../core/snapshots/snapshotEntry.js';
import type { ValidateInput } from '../../core/validation/validateInput.js';
import { SETTINGS_SCORER } from '../../core/validation/versions/rerankerChoice.js';
import { readConfig } from '../../core/workspace/config.js';
import { nodeContext } from '../../node/nodeContext.js';
import { printableLine } from '../../shared/printable.js';
import { userDataFolder } from '../workspace/userDataFolder.js';

const TITLE = l10n.t('Run Validation');
const LONGEST_NAME = 80;

interface Choice extends QuickPickItem {
  readonly value: string | undefined;
}

interface CandidateChoice extends Choice {
  /** Everything there is to ask about it, where that is settled. */
  readonly whole?: ValidateInput;
}

/**
 * Asks for the candidate and its reranker; what there is no choice of is not asked. undefined: nothing is to be done.
 * @param awaited what a rollout waits for, if one does
 */
export async function askWhatToValidate(
  root: string,
  awaited: ValidateInput | undefined,
): Promise<ValidateInput | undefined> {
  const { signal } = new AbortController();
  const context = nodeContext(root, signal, undefined, userDataFolder());
  const snapshots = await listSnapshots({}, context);
  const choices = candidateChoices(snapshots, awaited);
  const snapshot = await ask(l10n.t('What is to be released?'), choices);
  if (snapshot === undefined) return undefined;
  if (snapshot.whole !== undefined) return snapshot.whole;
  const models = await listRerankers(context);
  const { reranking } = await readConfig(context.files);
  const reranker = await ask(l10n.t('With which reranker?'), [
    { label: l10n.t('None'), description: l10n.t('the order of BM25F'), value: undefined },
    ...(reranking.command === undefined
      ? []
      : [
          {
            label: l10n.t('Scorer of the settings'),
            description: SETTINGS_SCORER,
            value: SETTINGS_SCORER,
          },
        ]),
    ...models.map(({ file }) => ({
      label: printableLine(file.slice(file.lastIndexOf('/') + 1), LONGEST_NAME),
      value: file,
    })),
  ]);
  if (reranker === undefined) return undefined;
  return { snapshot: snapshot.value, reranker: reranker.value };
}

/** What a rollout waits for comes first, with its own reranker and baseline: only that leads it on. */
export function candidateChoices(
  snapshots: readonly Pick<SnapshotManifest, 'name' | 'counts'>[],
  awaited: ValidateInput | undefined,
): CandidateChoice[] {
  const first =
    awaited?.snapshot === undefined
      ? []
      : [
          {
            label: printableLine(awaited.snapshot, LONGEST_NAME),
            description: l10n.t('the rollout under way waits for this'),
            value: awaited.snapshot,
            whole: awaited,
          },
        ];
  return [
    ...first,
    { label: l10n.t('What would be built now'), value: undefined },
    ...snapshots.map(({ name, counts }) => ({
      label: printableLine(name, LONGEST_NAME),
      description: l10n.t('{0} entries', counts.entries),
      value: name,
    })),
  ];
}

async function ask<C extends Choice>(
  placeHolder: string,
  choices: readonly C[],
): Promise<C | undefined> {
  const [only, ...others] = choices;
  if (others.length === 0) return only;
  return window.showQuickPick(choices, { title: TITLE, placeHolder, ignoreFocusOut: true });
}
