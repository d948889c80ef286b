import { l10n } from 'vscode';
import type { DueItem, DueKind } from '../../core/cadence/dueItem.js';
import { printable, printableLine } from '../../shared/printable.js';

/** What each kind asks for, as rows and picks call it. */
export const DUE_LABELS: Readonly<Record<DueKind, string>> = {
  extraction: l10n.t('Extract candidates'),
  review: l10n.t('Review candidates'),
  snapshot: l10n.t('Build a snapshot'),
  training: l10n.t('Train a reranker'),
  rollout: l10n.t('Look after the rollout'),
  monitoring: l10n.t('Look at what is watched'),
};

/** Names of codicons, which take their colour from the theme. */
const ICONS: Readonly<Record<DueKind, string>> = {
  extraction: 'search',
  review: 'checklist',
  snapshot: 'package',
  training: 'list-ordered',
  rollout: 'arrow-circle-up',
  monitoring: 'pulse',
};

const LONGEST = 200;

/** What is said of something that is due, in a row or in a pick; all of it also without the icon. */
export interface DueWords {
  readonly label: string;
  readonly icon: string;
  /** `due`, `cannot be told`, `not due`, and whether the editor does it by itself. */
  readonly state: string;
  /** One line. */
  readonly why: string;
  /** Everything, also for a screen reader. */
  readonly full: string;
}

export function dueWords({ kind, isDue, isUnknown, isAutomatic, why }: DueItem): DueWords {
  const label = DUE_LABELS[kind];
  const now = isDue ? l10n.t('due') : l10n.t('not due');
  const state = isUnknown === true ? l10n.t('cannot be told') : now;
  const how = isDue && isAutomatic ? l10n.t('{0}, done by itself', state) : state;
  return {
    label,
    icon: isUnknown === true ? 'question' : ICONS[kind],
    state: how,
    why: printableLine(why, LONGEST),
    full: printable(`${label}: ${how}. ${why}`),
  };
}

/** What is due comes first; within that the order stays. */
export function dueFirst(items: readonly DueItem[]): readonly DueItem[] {
  return items.toSorted((a, b) => Number(b.isDue) - Number(a.isDue));
}
