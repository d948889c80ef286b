import { l10n } from 'vscode';
import type { DueItem } from '../../core/cadence/dueItem.js';
import type { ValidateInput } from '../../core/validation/validateInput.js';
import { COMMANDS, type CommandId, RELEASES_VIEW } from '../../shared/ids.js';

/** What the editor does about something that is due. */
export interface DueAction {
  /** As a button. */
  readonly title: string;
  readonly command: CommandId | `${typeof RELEASES_VIEW}.focus` | 'advanceSnapshots';
  readonly arguments?: readonly unknown[];
  /** Whether it is asked for first: what it does takes long or writes, and asks nothing itself. */
  readonly asks: boolean;
}

const ACTIONS: ReadonlyMap<string, DueAction> = new Map<string, DueAction>([
  ['extract', { title: l10n.t('Extract Candidates'), command: COMMANDS.extract, asks: true }],
  [
    'review list',
    { title: l10n.t('Review Candidates'), command: COMMANDS.openReview, asks: false },
  ],
  [
    'snapshot build',
    { title: l10n.t('Build KB Snapshot'), command: COMMANDS.buildSnapshot, asks: true },
  ],
  [
    'snapshot advance',
    { title: l10n.t('Validate, Build and Publish'), command: 'advanceSnapshots', asks: true },
  ],
  ['train', { title: l10n.t('Retrain Reranker'), command: COMMANDS.trainReranker, asks: true }],
  [
    'rollout advance',
    { title: l10n.t('Advance Rollout'), command: COMMANDS.advanceRollout, asks: true },
  ],
  ['monitor', { title: l10n.t('Check Drift Now'), command: COMMANDS.monitorNow, asks: false }],
  [
    'rollout approve',
    { title: l10n.t('Approve Stage'), command: COMMANDS.approveRollout, asks: false },
  ],
]);

/** Whoever has to look finds everything there. */
const LOOK: DueAction = { title: l10n.t('Show'), command: `${RELEASES_VIEW}.focus`, asks: false };

/** Never undefined: where nothing can be done by a command, what there is to see is shown. */
export function actionFor({ command }: Pick<DueItem, 'command'>): DueAction {
  if (command?.startsWith('validate '))
    return {
      title: l10n.t('Run Validation'),
      command: COMMANDS.runValidation,
      arguments: [validateInputIn(command)],
      asks: true,
    };
  return ACTIONS.get(command ?? '') ?? LOOK;
}

const NAMES: Readonly<Record<string, keyof ValidateInput>> = {
  snapshot: 'snapshot',
  baseline: 'baseline',
  reranker: 'reranker',
  'baseline-reranker': 'baselineReranker',
};

/** What the line tells `codelumi validate`; undefined where a name holds a space: then it is asked for. */
function validateInputIn(command: string): ValidateInput | undefined {
  const words = command.split(' ').slice(1);
  const input: Partial<Record<keyof ValidateInput, string>> = {};
  for (let at = 0; at < words.length; at += 2) {
    const [flag = '', value] = words.slice(at, at + 2);
    const name = flag.startsWith('--') ? NAMES[flag.slice(2)] : undefined;
    if (name === undefined || value === undefined || value.startsWith('--')) return undefined;
    input[name] = value;
  }
  return input;
}
