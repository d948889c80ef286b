import type { Checklist, Detail, Draft, Finding } from '../../src/shared/candidateProtocol.js';
import { printableLine } from '../../src/shared/printable.js';
import { isPrivate, redactable } from '../../src/shared/redact.js';
import { CHECKLIST, ruleWords } from '../../src/shared/words.js';
import { hasUnsavedEdit } from './drafts.js';
import { keyOf } from './keymap.js';
import type { FocusTarget } from './panelState.js';

/** Why a candidate cannot be accepted yet, and where the reviewer can do something about it. */
export interface Obstacle {
  readonly text: string;
  readonly focus: FocusTarget;
}

/** Undefined when it may be accepted; the extension has the last word. */
export function obstacleTo(detail: Detail, draft: Draft | undefined): Obstacle | undefined {
  if (detail.approvedByMe) {
    const others =
      detail.attention?.kind === 'approval' ? ' Another reviewer has to approve it.' : '';
    return { text: `You accepted it already.${others} Reopen it to decide anew.`, focus: 'list' };
  }
  if (isRejectedByScreening(detail)) {
    return {
      text: 'Not accepted: screening rejected it. Reopen it first, with a reason.',
      focus: 'reason',
    };
  }
  if (hasUnsavedEdit(detail, draft)) {
    return {
      text: 'Not accepted: there is an unsaved edit. Save it first, or discard it.',
      focus: 'unsaved',
    };
  }
  const unchecked = uncheckedItems(draft?.checklist);
  const blocking = detail.findings.filter(({ severity }) => severity === 'blocking');
  const first = unchecked[0];
  if (first === undefined && blocking.length === 0) return undefined;
  const missing = [
    ...(unchecked.length === 0
      ? []
      : [`Not confirmed: ${unchecked.map(({ label }) => label).join(', ')}.`]),
    ...(blocking.length === 0
      ? []
      : [
          `Open findings: ${[...new Set(blocking.map(({ rule }) => rule))].map((rule) => openRule(rule, blocking)).join(', ')}.`,
        ]),
  ];
  return { text: `Not accepted yet. ${missing.join(' ')}`, focus: first?.item ?? 'findings' };
}

/** What was confirmed, where nothing more is for the reviewer to confirm. */
export function confirmedByMe({ approvedByMe, confirmed }: Detail): Checklist | undefined {
  return approvedByMe ? confirmed : undefined;
}

/** Nobody but a person with a reason may take it up again. */
export function isRejectedByScreening({ status, byScreening }: Detail): boolean {
  return status === 'rejected' && byScreening;
}

/** `E-mail address (x redacts)`, where something else may stand there. */
function openRule(rule: string, blocking: readonly Finding[]): string {
  const words = printableLine(ruleWords(rule), 60);
  const [first] = redactable(blocking.filter((finding) => finding.rule === rule));
  if (first === undefined) return words;
  return `${words} (${keyOf('redact')} ${isPrivate(first) ? 'redacts' : 'mends'})`;
}

function uncheckedItems(checklist: Checklist | undefined): (typeof CHECKLIST)[number][] {
  return CHECKLIST.filter(({ item }) => checklist?.[item] !== true);
}
