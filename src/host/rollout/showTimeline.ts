import { l10n, window } from 'vscode';
import { CodelumiError } from '../../core/errors.js';
import { stageWords } from '../../core/rollout/rolloutWords.js';
import { requireRoot } from '../workspace/workspaceFolder.js';
import { requireOverview, rolloutIn } from './rolloutIn.js';
import type { RolloutWorld } from './rolloutWorld.js';

/** "Show Rollout Timeline": of the rollout it was called on, else of one that is picked, newest first. */
export async function showTimeline(
  target: unknown,
  { rollouts, timeline }: Pick<RolloutWorld, 'rollouts' | 'timeline'>,
): Promise<void> {
  requireRoot();
  const all = (await requireOverview(rollouts)).status.rollouts;
  const named = rolloutIn(target);
  const [only, ...others] = named === undefined ? all : all.filter(({ id }) => id === named);
  if (only === undefined) throw nothingWasRolledOut();
  const chosen =
    others.length === 0
      ? only.id
      : (
          await window.showQuickPick(
            all.map((rollout) => ({
              label: rollout.id,
              description: `${stageWords(rollout, undefined)}, ${rollout.deployment}`,
            })),
            { title: l10n.t('Show Rollout Timeline'), placeHolder: l10n.t('Of which one?') },
          )
        )?.label;
  if (chosen !== undefined) await timeline.show(chosen);
}

function nothingWasRolledOut(): CodelumiError {
  return new CodelumiError({
    reason: 'not-found',
    what: l10n.t('Nothing was rolled out yet'),
    remedy: l10n.t('Start with CodeLumi: Start Rollout….'),
  });
}
