import { l10n } from 'vscode';
import type { TimelineEvent } from '../../core/rollout/rolloutTimeline.js';
import type { ReleaseRow } from '../releases/releasesTree.js';
import { row } from './row.js';

const ICONS: Readonly<Record<TimelineEvent['kind'], string>> = {
  start: 'play-circle',
  transition: 'arrow-right',
  weight: 'graph',
  approve: 'pass',
  pause: 'debug-pause',
  resume: 'debug-continue',
};

/** What happened to a rollout, oldest first. */
export function timelineRows(rollout: string, events: readonly TimelineEvent[]): ReleaseRow[] {
  return events.map(({ at, kind, what, why, by, isSigned }, i) =>
    row({
      id: `event:${rollout}:${i}`,
      label: what,
      words: [at.slice(0, 16).replace('T', ' '), by, ...(why === undefined ? [] : [why])].join(
        ', ',
      ),
      icon: ICONS[kind],
      tooltip: [
        what,
        `${at}, ${by}${isSigned ? l10n.t(', signed') : l10n.t(', unsigned')}`,
        why ?? '',
      ].join('\n'),
    }),
  );
}
