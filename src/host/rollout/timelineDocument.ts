import { l10n } from 'vscode';
import { timelineMarkdown } from '../../core/rollout/timelineMarkdown.js';
import { printable } from '../../shared/printable.js';
import { FollowedDocuments } from '../documents/followedDocuments.js';
import type { RolloutReleases } from './rolloutReleases.js';

const SCHEME = 'codelumi-rollout';

/** Rollouts as read-only Markdown: what each holds and what happened to it. Follows what happens. */
export class TimelineDocument extends FollowedDocuments {
  constructor(rollouts: Pick<RolloutReleases, 'overview' | 'onDidChange'>) {
    super({
      scheme: SCHEME,
      onDidChange: rollouts.onDidChange,
      textOf: (id) => {
        const { status, timelines } = rollouts.overview ?? {};
        const rollout = status?.rollouts.find((each) => each.id === id);
        if (rollout === undefined) return l10n.t('# Rollout\n\nThere is no such rollout here.\n');
        return printable(timelineMarkdown(rollout, timelines?.[id] ?? []));
      },
    });
  }
}
