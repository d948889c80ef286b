import { l10n } from 'vscode';
import type { Verdict } from '../../core/rollout/gates/gate.js';
import type { RolloutOutlook } from '../../core/rollout/rolloutOutlook.js';
import type { RolloutView } from '../../core/rollout/rolloutStatus.js';
import { gateName, gateWords } from '../../core/rollout/rolloutWords.js';
import type { ReleaseRow } from '../releases/releasesTree.js';
import { row } from './row.js';

/** What is known of the gates; nothing of both while they are looked at. */
export interface Judged {
  /** Which rollout in which stage that is about. */
  readonly stage?: string | undefined;
  readonly outlook?: RolloutOutlook | undefined;
  readonly failure?: string | undefined;
}

const ICONS: Readonly<Record<Verdict, string>> = {
  pass: 'pass',
  fail: 'error',
  inconclusive: 'question',
  'no-data': 'circle-large-outline',
};

/** What comes next and why it waits, then each gate of the stage. Every verdict is also in words. */
export function gateRows(
  { id }: Pick<RolloutView, 'id'>,
  { stage, outlook, failure }: Judged,
): ReleaseRow[] {
  if (failure !== undefined)
    return [stateRow(l10n.t('The gates cannot be looked at'), failure, 'error')];
  if (outlook?.id !== id)
    return stage === undefined
      ? [stateRow(l10n.t('Looking at the gates'), '', 'loading~spin')]
      : [];
  const { step, gates } = outlook;
  return [
    row({
      id: 'rollout:next',
      label: l10n.t('Next'),
      words: step.words,
      icon: step.kind === 'stay' ? 'watch' : 'arrow-right',
    }),
    ...gates.map((gate) =>
      row({
        id: `gate:${gate.id}`,
        label: gateName(gate),
        words: gateWords(gate),
        icon: ICONS[gate.verdict],
      }),
    ),
  ];
}

function stateRow(label: string, words: string, icon: string): ReleaseRow {
  return row({
    id: 'rollout:gates',
    label,
    words,
    icon,
    tooltip: words === '' ? label : `${label}: ${words}`,
  });
}
