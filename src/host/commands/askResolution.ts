import { l10n, type QuickPickItem, window } from 'vscode';
import { CodelumiError } from '../../core/errors.js';
import type { Candidate } from '../../core/records/candidate.js';
import { type EntryRef, KEEP, type Resolution } from '../../core/records/resolution.js';
import type { Decided } from '../../core/review/decide.js';
import { secretMaskOf } from '../../core/review/maskedReview.js';
import { type StandingEntry, whyNoEntry } from '../../core/review/standingEntry.js';
import { readConfig } from '../../core/workspace/config.js';
import { printableLine } from '../../shared/printable.js';
import type { ReviewDesk } from '../review/reviewDesk.js';
import { filesOfWorkspace } from '../workspace/userDataFolder.js';
import { requireRoot } from '../workspace/workspaceFolder.js';

type Name = Omit<EntryRef, 'digest'>;
type Item = QuickPickItem & { readonly resolution: Resolution };

const LONGEST_ID = 60;
const LONGEST_QUESTION = 120;

/**
 * Keep, merge or supersede, where something is there whose answer is nearly the same, or that the candidate
 * would improve; elsewhere both stay, and nobody is asked.
 * @returns undefined when it was dismissed
 */
export async function askResolution(
  question: string,
  review: Decided,
  desk: ReviewDesk,
): Promise<Resolution | undefined> {
  const standing = await Promise.all(resembled(review.candidate).map((name) => found(desk, name)));
  const entries = standing.filter((each) => each !== undefined && whyNoEntry(each) === undefined);
  if (entries.length === 0) return KEEP;
  const { screening } = await readConfig(filesOfWorkspace(requireRoot()));
  const items = entries.flatMap((entry) => {
    if (entry === undefined) return [];
    const mask = secretMaskOf(review, screening, entry.text);
    return choices(entry, printableLine(mask.mask(entry.text).text.query, LONGEST_QUESTION));
  });
  const keep: Item = {
    label: l10n.t('Keep both'),
    description: l10n.t('each stays an entry'),
    resolution: KEEP,
  };
  const picked = await window.showQuickPick([keep, ...items], {
    title: l10n.t('Accept: {0}', question),
    placeHolder: l10n.t('Something like it is there already. What becomes of both?'),
    ignoreFocusOut: true,
  });
  return picked?.resolution;
}

function choices({ where, id, digest }: StandingEntry, question: string): Item[] {
  const entry = { where, id, digest };
  const name = printableLine(id, LONGEST_ID);
  return [
    {
      label: l10n.t('Merge as a variant of {0}', name),
      description: l10n.t('its questions become variants there, its answer is not taken'),
      detail: question,
      resolution: { kind: 'merge', entry },
    },
    {
      label: l10n.t('Take the place of {0}', name),
      description: l10n.t('that entry is left out of snapshots'),
      detail: question,
      resolution: { kind: 'supersede', entry },
    },
  ];
}

function resembled({ id, metadata }: Candidate): Name[] {
  const { kb_id, near_duplicates = [] } = metadata;
  const names: Name[] = [
    ...(kb_id === undefined ? [] : [{ where: 'kb' as const, id: kb_id }]),
    ...near_duplicates.map((near) => ({ where: near.where, id: near.id })),
  ].filter((name) => name.id !== id);
  const keys = names.map(({ where, id: other }) => `${where} ${other}`);
  return names.filter((_, index) => keys.indexOf(keys[index] ?? '') === index);
}

/** What is gone since the candidate was mined cannot be chosen. */
async function found(desk: ReviewDesk, name: Name): Promise<StandingEntry | undefined> {
  try {
    return await desk.standing(name);
  } catch (error) {
    if (error instanceof CodelumiError && error.reason === 'not-found') return undefined;
    throw error;
  }
}
