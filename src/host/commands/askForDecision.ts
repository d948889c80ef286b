import { l10n, type QuickPickItem, window } from 'vscode';
import { type Checklist, checklistOf } from '../../core/records/decision.js';
import type { BulkVerdict } from '../../core/review/bulkVerdict.js';
import { readConfig } from '../../core/workspace/config.js';
import { CHECKLIST, reasonChoices } from '../../shared/words.js';
import type { DeskRequest } from '../review/reviewDesk.js';
import { filesOfWorkspace } from '../workspace/userDataFolder.js';
import { requireRoot } from '../workspace/workspaceFolder.js';

export const VERBS = {
  accept: l10n.t('Accept'),
  reject: l10n.t('Reject'),
  flag: l10n.t('Flag'),
  reopen: l10n.t('Reopen'),
} as const satisfies Readonly<Record<BulkVerdict, string>>;

/** What a reviewer says beside the decision itself. */
export type Answers = Pick<DeskRequest, 'checklist' | 'reason' | 'reasonCode' | 'resolution'>;

/** @param about what is accepted, safe to show; undefined when the reviewer went away */
export async function askChecklist(about: string): Promise<Answers | undefined> {
  const items = CHECKLIST.map(({ item, label }): QuickPickItem & { item: keyof Checklist } => ({
    item,
    label,
  }));
  const picked = await window.showQuickPick(items, {
    canPickMany: true,
    title: l10n.t('Accept: {0}', about),
    placeHolder: l10n.t('Tick what you have checked; accepting needs all four'),
    ignoreFocusOut: true,
  });
  if (picked === undefined) return undefined;
  return { checklist: checklistOf(picked.map(({ item }) => item)) };
}

const NO_CODE = { label: l10n.t('No particular reason'), code: undefined };

/**
 * Why: one of the reasons for a rejection or flag, and words for all of them.
 * @param about what is decided on, safe to show; undefined when the reviewer went away
 */
export async function askWhy(
  action: Exclude<BulkVerdict, 'accept'>,
  about: string,
  wish: ReasonWish,
): Promise<Answers | undefined> {
  const verb = VERBS[action];
  if (action === 'reopen') return askReason(verb, about, wish);
  const { review } = await readConfig(filesOfWorkspace(requireRoot()));
  const picked = await window.showQuickPick([NO_CODE, ...reasonChoices(review.reasonCodes)], {
    title: `${verb}: ${about}`,
    placeHolder: l10n.t('Why?'),
    ignoreFocusOut: true,
  });
  if (picked === undefined) return undefined;
  const answers = await askReason(verb, about, wish);
  if (answers === undefined || picked.code === undefined) return answers;
  return { ...answers, reasonCode: picked.code };
}

interface ReasonWish {
  readonly prompt: string;
  readonly isNeeded: boolean;
}

async function askReason(
  verb: string,
  about: string,
  { prompt, isNeeded }: ReasonWish,
): Promise<Answers | undefined> {
  const reason = await window.showInputBox({
    title: `${verb}: ${about}`,
    prompt,
    validateInput: (reason) =>
      isNeeded && reason.trim() === '' ? l10n.t('Say why, or press Escape.') : undefined,
    ignoreFocusOut: true,
  });
  if (reason === undefined) return undefined;
  return reason.trim() === '' ? {} : { reason: reason.trim() };
}
