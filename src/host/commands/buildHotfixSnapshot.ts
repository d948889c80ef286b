import { l10n, type QuickPickItem, window } from 'vscode';
import { CodelumiError } from '../../core/errors.js';
import type { CandidateSummary } from '../../core/review/candidateSummary.js';
import { printableLine } from '../../shared/printable.js';
import { idIn } from '../review/candidateIn.js';
import type { ReviewDesk } from '../review/reviewDesk.js';
import { type BuildWorld, buildKbSnapshot } from './buildKbSnapshot.js';

/** A hotfix is about a few; who is not among the newest is found by its row in the tree. */
const MOST_OFFERED = 500;
const LINE_LENGTH = 90;

/**
 * "Build Hotfix Snapshot": the newest snapshot and what must not wait. Which candidates and why is asked; whether
 * enough people signed them is for the job to say.
 *
 * @param target a candidate's row; it is picked to begin with
 */
export async function buildHotfixSnapshot(
  target: unknown,
  desk: ReviewDesk,
  world: BuildWorld,
): Promise<void> {
  const candidates = await askCandidates(await offered(target, desk), idIn(target));
  if (candidates === undefined) return;
  const reason = await window.showInputBox({
    title: l10n.t('Build Hotfix Snapshot'),
    prompt: l10n.t('Why must it not wait? This stands in the manifest'),
    validateInput: (text) => (text.trim() === '' ? l10n.t('Say why, or press Escape.') : undefined),
    ignoreFocusOut: true,
  });
  if (reason === undefined) return;
  await buildKbSnapshot(world, { hotfix: { candidates, reason: reason.trim() } });
}

async function offered(target: unknown, desk: ReviewDesk): Promise<readonly CandidateSummary[]> {
  const page = { status: 'accepted', day: undefined, offset: 0, limit: MOST_OFFERED } as const;
  const accepted = await desk.group(page);
  const id = idIn(target);
  if (id === undefined || accepted.some((each) => each.id === id)) return accepted;
  return [...(await desk.summaries([id])), ...accepted];
}

async function askCandidates(
  accepted: readonly CandidateSummary[],
  chosen: string | undefined,
): Promise<readonly string[] | undefined> {
  if (accepted.length === 0) throw nothingAccepted();
  const rows = accepted.map(({ id, query, attention }): QuickPickItem & { id: string } => ({
    id,
    label: printableLine(query, LINE_LENGTH) || l10n.t('(no question)'),
    description: printableLine([id, attention?.words].filter(Boolean).join(', '), LINE_LENGTH),
    picked: id === chosen,
  }));
  const picked = await window.showQuickPick(rows, {
    canPickMany: true,
    title: l10n.t('Build Hotfix Snapshot'),
    placeHolder: l10n.t('What must not wait? Two people have to have signed each'),
    ignoreFocusOut: true,
  });
  return picked === undefined || picked.length === 0 ? undefined : picked.map(({ id }) => id);
}

function nothingAccepted(): CodelumiError {
  return new CodelumiError({
    reason: 'not-found',
    what: l10n.t('Nothing is accepted that a hotfix could be made of'),
    remedy: l10n.t('Accept it first, two of you, each with a signing key.'),
  });
}
