import { l10n, ThemeIcon, TreeItem, TreeItemCollapsibleState } from 'vscode';
import type { Deployment } from '../../core/registry/deployment.js';
import type { ReleaseProblem } from '../../core/registry/releaseJournals.js';
import { isEnd } from '../../core/registry/stage.js';
import type { RolloutOverview } from '../../core/rollout/rolloutOverview.js';
import type { RolloutView } from '../../core/rollout/rolloutStatus.js';
import {
  contentWords,
  deploymentName,
  rerankerWords,
  stageWords,
} from '../../core/rollout/rolloutWords.js';
import { COMMANDS } from '../../shared/ids.js';
import { printable, printableLine } from '../../shared/printable.js';
import type { ReleaseRow } from '../releases/releasesTree.js';
import { gateRows, type Judged } from './gateRows.js';
import { LONGEST, row } from './row.js';
import { timelineRows } from './timelineRows.js';

/** The rows of the Releases view about rollouts: production, what is on its way, rerankers, what was. */
export function rolloutRows(overview: RolloutOverview, judged: Judged): readonly ReleaseRow[] {
  const { underWay, rollouts, problems } = overview.status;
  return [
    prodRow(overview, judged),
    ...(underWay === undefined ? [] : [underWayRow(underWay, judged)]),
    ...(problems.length === 0 ? [] : [problemsRow(problems)]),
    ...rerankersRow(overview),
    ...pastRow(
      overview,
      rollouts.filter(({ stage }) => isEnd(stage)),
    ),
  ];
}

export function unreadableRow(message: string): ReleaseRow {
  const item = new TreeItem(l10n.t('The rollouts cannot be read'));
  item.id = 'rollouts-failure';
  item.description = printableLine(message, LONGEST);
  item.tooltip = printable(`${item.label}: ${message}`);
  item.iconPath = new ThemeIcon('error');
  item.command = { command: COMMANDS.refreshReleases, title: l10n.t('Try Again') };
  return { item, children: [] };
}

function prodRow({ status, watched, inUse }: RolloutOverview, judged: Judged): ReleaseRow {
  const { prod, inProd, underWay, rollouts, deployments } = status;
  const content = deployments.find(({ id }) => id === prod);
  const isWatched = inProd !== undefined && watched === inProd.id;
  const children = [
    ...contentRows('prod', content),
    ...(content === undefined ? [inUseRow(inUse)] : []),
    ...(isWatched ? gateRows(inProd, judged) : []),
  ];
  const item = new TreeItem(l10n.t('In production'), stateOf(children));
  item.id = 'rollout:prod';
  const words = content === undefined ? deploymentName(prod) : contentWords(content);
  item.description = printableLine(isWatched ? l10n.t('{0}, watched', words) : words, LONGEST);
  // A screen reader reads the tooltip in the place of label and description: it has what both say.
  item.tooltip = [
    l10n.t('In production: {0}', deploymentName(prod)),
    ...(content === undefined ? [] : [contentWords(content)]),
    ...(inProd === undefined ? [] : [`Since ${inProd.enteredAt}`]),
    ...(isWatched ? [l10n.t('It is watched, and rolled back if more goes wrong than before')] : []),
  ]
    .map((line) => printableLine(line, LONGEST))
    .join('\n');
  item.iconPath = new ThemeIcon('server-environment');
  // Each word is asked for by a `when` in package.json.
  item.contextValue = [
    'rollout',
    'prod',
    ...(underWay === undefined ? ['free'] : []),
    ...(inProd === undefined || underWay !== undefined ? [] : ['revertible']),
    ...(prod === null ? [] : ['deployed']),
  ].join('+');
  return {
    item,
    children,
    isAside: rollouts.length === 0,
    ...(inProd === undefined ? {} : { rollout: inProd.id }),
    ...(prod === null ? {} : { deployment: prod }),
  };
}

function underWayRow(rollout: RolloutView, judged: Judged): ReleaseRow {
  const { id, deployment, content, stage, pause, approval, startedAt, startedBy } = rollout;
  const children = [
    ...contentRows('underWay', content),
    ...(pause === undefined
      ? []
      : [
          row({
            id: 'rollout:paused',
            label: l10n.t('Paused'),
            words: pause.why,
            icon: 'debug-pause',
          }),
        ]),
    ...gateRows(rollout, judged),
  ];
  const item = new TreeItem(l10n.t('On its way'), TreeItemCollapsibleState.Expanded);
  item.id = 'rollout:underWay';
  item.description = printableLine(stageWords(rollout, judged.outlook), LONGEST);
  item.tooltip = printable(
    [
      l10n.t('On its way: {0}', stageWords(rollout, judged.outlook)),
      `${id}: ${deployment}`,
      l10n.t('Started {0} by {1}', startedAt, startedBy.name),
      ...(pause === undefined ? [] : [`Paused: ${pause.why}`]),
    ].join('\n'),
  );
  item.iconPath = new ThemeIcon(pause === undefined ? 'arrow-circle-up' : 'debug-pause');
  const canHold = stage === 'SHADOW' || stage === 'CANARY' || stage === 'BETA';
  const isOpen = approval !== undefined && approval.given < approval.needed;
  item.contextValue = [
    'rollout',
    'underWay',
    ...(canHold ? [pause === undefined ? 'running' : 'paused'] : []),
    ...(isOpen ? ['approvable'] : []),
    'deployed',
  ].join('+');
  return { item, children, rollout: id, deployment };
}

/** Which snapshot and which reranker; a file that is gone or changed is told among the problems. */
function contentRows(parent: string, content: Deployment | undefined): ReleaseRow[] {
  if (content === undefined) return [];
  const { kb, reranker } = content;
  const entries = l10n.t('{0}, {1} entries', kb.name, kb.entries.toLocaleString('en'));
  const ranked = reranker === null ? l10n.t('none, the order of BM25F') : rerankerWords(reranker);
  return [
    row({ id: `${parent}:snapshot`, label: l10n.t('Snapshot'), words: entries, icon: 'package' }),
    row({
      id: `${parent}:reranker`,
      label: l10n.t('Reranker'),
      words: ranked,
      icon: 'list-ordered',
    }),
  ];
}

/** What ranks where no deployment says so. */
function inUseRow({ file, why }: RolloutOverview['inUse']): ReleaseRow {
  const words =
    file === null ? l10n.t('none, the order of BM25F: {0}', why) : l10n.t('{0}, {1}', file, why);
  return row({
    id: 'prod:reranker',
    label: l10n.t('Reranker'),
    words,
    icon: 'list-ordered',
  });
}

function problemsRow(problems: readonly ReleaseProblem[]): ReleaseRow {
  const children = problems.map(({ place: { file, line }, message }, i) => {
    const place = line === undefined ? file : `${file}:${line}`;
    const each = row({ id: `problem:${i}`, label: place, words: message, icon: 'warning' });
    each.item.command = {
      command: COMMANDS.openLine,
      title: l10n.t('Open'),
      arguments: [file, line ?? 1],
    };
    return each;
  });
  const item = new TreeItem(l10n.t('Problems of the registry'), TreeItemCollapsibleState.Expanded);
  item.id = 'rollout:problems';
  item.description = children.length.toLocaleString('en');
  item.iconPath = new ThemeIcon('warning');
  return { item, children };
}

function rerankersRow({ rerankers, status, inUse }: RolloutOverview): ReleaseRow[] {
  if (rerankers.length === 0) return [];
  const { prod, deployments, underWay } = status;
  const inProd = deployments.find(({ id }) => id === prod)?.reranker?.path;
  const coming = underWay?.content?.reranker?.path;
  const children = rerankers.map(({ file, ...named }) => {
    const uses = [
      ...(file === inProd ? [l10n.t('in production')] : []),
      ...(file === inUse.file && file !== inProd ? [l10n.t('in use, {0}', inUse.why)] : []),
      ...(file === coming ? [l10n.t('on its way')] : []),
    ];
    return row({
      id: `reranker:${file}`,
      label: rerankerWords(named),
      words: uses.length === 0 ? l10n.t('not in use') : uses.join(', '),
      icon: file === inUse.file ? 'pass-filled' : 'circle-large-outline',
    });
  });
  const item = new TreeItem('Rerankers', TreeItemCollapsibleState.Collapsed);
  item.id = 'rollout:rerankers';
  item.description = children.length.toLocaleString('en');
  item.iconPath = new ThemeIcon('list-ordered');
  return [{ item, children, isAside: true }];
}

function pastRow(
  { timelines }: Pick<RolloutOverview, 'timelines'>,
  past: readonly RolloutView[],
): ReleaseRow[] {
  if (past.length === 0) return [];
  const children = past.map((rollout): ReleaseRow => {
    const { id, stage, deployment, content, steps } = rollout;
    const item = new TreeItem(id, TreeItemCollapsibleState.Collapsed);
    item.id = `rollout:${id}`;
    const words = content === undefined ? deployment : contentWords(content);
    item.description = printableLine(`${stage}, ${words}`, LONGEST);
    item.tooltip = printable(
      `${id}: ${stage}, ${words}\n${deployment}\n${steps.at(-1)?.why ?? ''}`,
    );
    item.iconPath = new ThemeIcon(stage === 'SUPERSEDED' ? 'pass' : 'discard');
    item.contextValue = 'rollout+past+deployed';
    return { item, children: timelineRows(id, timelines[id] ?? []), rollout: id, deployment };
  });
  const item = new TreeItem(l10n.t('Past rollouts'), TreeItemCollapsibleState.Collapsed);
  item.id = 'rollout:past';
  item.description = children.length.toLocaleString('en');
  item.iconPath = new ThemeIcon('history');
  return [{ item, children }];
}

function stateOf(children: readonly ReleaseRow[]): TreeItemCollapsibleState {
  return children.length === 0 ? TreeItemCollapsibleState.None : TreeItemCollapsibleState.Collapsed;
}
