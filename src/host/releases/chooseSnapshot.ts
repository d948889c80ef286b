import { l10n, window } from 'vscode';
import { CodelumiError } from '../../core/errors.js';
import type { Release } from '../../core/snapshots/releases.js';
import { gatesWords } from '../../shared/gatesWords.js';
import type { SnapshotReleases } from './snapshotReleases.js';

/** The snapshot of a row that a command was called on; undefined: it was called on something else, or on nothing. */
export function snapshotIn(target: unknown): string | undefined {
  if (typeof target !== 'object' || target === null || !('snapshot' in target)) return undefined;
  return typeof target.snapshot === 'string' ? target.snapshot : undefined;
}

/**
 * The snapshot that a command was called on, or one that is picked, newest first.
 *
 * @returns undefined when the choice was dismissed
 * @throws CodelumiError `not-found` where there is none
 */
export async function chooseSnapshot(
  target: unknown,
  releases: SnapshotReleases,
  { title, placeHolder }: { readonly title: string; readonly placeHolder: string },
  fits: (release: Release) => boolean = () => true,
): Promise<Release | undefined> {
  await releases.refresh();
  const named = snapshotIn(target);
  const all = releases.all.filter(fits);
  const found = named === undefined ? undefined : all.find(({ name }) => name === named);
  if (found !== undefined) return found;
  if (all.length === 0) throw noSnapshot();
  const rows = all.map((release) => ({
    label: release.name,
    description: wordsOf(release),
    release,
  }));
  return (await window.showQuickPick(rows, { title, placeHolder }))?.release;
}

function wordsOf({ counts, verdict, isPublished }: Release): string {
  const words = [l10n.t('{0} entries', counts.entries), gatesWords(verdict && { verdict })];
  return (isPublished ? ['published', ...words] : words).join(', ');
}

function noSnapshot(): CodelumiError {
  return new CodelumiError({
    reason: 'not-found',
    what: l10n.t('There is no snapshot for this'),
    remedy: l10n.t('Build one first (CodeLumi: Build KB Snapshot).'),
  });
}
