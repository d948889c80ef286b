import { l10n, ThemeIcon, TreeItem } from 'vscode';
import type { Release } from '../../core/snapshots/releases.js';
import { gatesWords } from '../../shared/gatesWords.js';
import { COMMANDS } from '../../shared/ids.js';
import { signedCountWords } from '../../shared/signatureWords.js';

const ICONS: Readonly<Record<NonNullable<Release['verdict']> | 'none', string>> = {
  pass: 'verified',
  fail: 'error',
  inconclusive: 'question',
  none: 'circle-large-outline',
};

const PARTS = /^kb_snapshot_(\d{4})(\d\d)(\d\d)_(\d\d)(\d\d)(?:_(\d+))?$/u;

/** How a snapshot looks in the Releases view; everything in it is also words. */
export function snapshotItem(release: Release): TreeItem {
  const { name, counts, verdict, parent, isHotfix, isPublished } = release;
  const item = new TreeItem(timeIn(name));
  item.id = `snapshot:${name}`;
  item.description = [
    ...(isPublished ? ['published'] : []),
    ...(isHotfix ? ['hotfix'] : []),
    gatesWords(verdict && { verdict }),
    l10n.t('{0} entries', counts.entries.toLocaleString('en')),
  ].join(', ');
  item.accessibilityInformation = { label: `${name}, ${item.description}` };
  item.tooltip = tooltipOf(release);
  item.iconPath = new ThemeIcon(isPublished ? 'rocket' : ICONS[verdict ?? 'none']);
  // Each word is asked for by a `when` in package.json.
  item.contextValue = [
    'snapshot',
    ...(isPublished ? [] : ['unpublished']),
    ...(parent === undefined ? [] : ['follows']),
  ].join('+');
  item.command = {
    command: COMMANDS.openSnapshot,
    title: l10n.t('Open Snapshot'),
    arguments: [{ snapshot: name }],
  };
  return item;
}

/** `2026-01-24 12:03`, in UTC, of what the name begins with: all of it would leave no room for anything else. */
function timeIn(name: string): string {
  const [, year, month, day, hour, minute, number] = PARTS.exec(name) ?? [];
  if (year === undefined) return name;
  return `${year}-${month}-${day} ${hour}:${minute}${number === undefined ? '' : ` (${number})`}`;
}

function tooltipOf(release: Release): string {
  const { name, at, counts, signatures, heldBack, verdict, parent, isHotfix, isPublished } =
    release;
  const lines = [
    name,
    '',
    `Built ${at}${isHotfix ? l10n.t(', as a hotfix') : ''}`,
    ...(isPublished ? [l10n.t('Published: the assistant loads it')] : []),
    l10n.t(
      '{0} entries: {1} known, {2} accepted',
      counts.entries,
      counts.from_knowledge_base,
      counts.from_candidates,
    ),
    ...(counts.merged > 0 ? [l10n.t('{0} merged', counts.merged)] : []),
    ...(counts.superseded > 0 ? [l10n.t('{0} superseded and gone', counts.superseded)] : []),
    ...(heldBack > 0 ? [l10n.t('{0} held back', heldBack)] : []),
    ...(signatures.of > 0 ? [signedCountWords(signatures)] : []),
    sentence(gatesWords(verdict && { verdict })),
    parent === undefined ? l10n.t('Follows no other') : l10n.t('Follows {0}', parent),
  ];
  return lines.join('\n');
}

function sentence(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
