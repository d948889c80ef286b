import { l10n, window } from 'vscode';
import type { UnsignedOwn } from '../../core/review/signatures/signOwn.js';
import { printableLine } from '../../shared/printable.js';
import type { ReviewDesk } from '../review/reviewDesk.js';

/** How many are named before somebody says yes. */
const NAMED = 8;
const LINE_LENGTH = 90;

/** "Sign Own Decisions": shows how many and which decisions of this clone are unsigned, and signs them after a yes. */
export async function signOwnDecisions(desk: ReviewDesk): Promise<void> {
  const found = await desk.unsignedOwn(false);
  const { decisions } = found;
  if (decisions.length === 0) {
    void window.showInformationMessage(nothingLeft(found));
    return;
  }
  const yes = `Sign ${countOf(decisions.length)}`;
  const options = { modal: true, detail: detailOf(found) };
  if ((await window.showInformationMessage(`${yes}?`, options, yes)) !== yes) return;
  const { signed } = await desk.signOwn(
    false,
    decisions.map(({ hash }) => hash),
  );
  await desk.refresh();
  // Not awaited: the command is over, the message stays.
  void window.showInformationMessage(l10n.t('Signed {0}.', countOf(signed)));
}

function detailOf({ decisions, keyid, otherKey }: UnsignedOwn): string {
  const more = decisions.length - NAMED;
  return [
    ...decisions
      .slice(0, NAMED)
      .map(({ at, action, candidate }) =>
        printableLine(`• ${at.slice(0, 16).replace('T', ' ')} ${action} ${candidate}`, LINE_LENGTH),
      ),
    ...(more > 0 ? [l10n.t('and {0} more', more.toLocaleString('en'))] : []),
    '',
    l10n.t('With the key {0}.', keyid),
    ...(otherKey > 0 ? [l10n.t('{0} of yours need another key.', countOf(otherKey))] : []),
  ].join('\n');
}

function nothingLeft({ otherKey }: UnsignedOwn): string {
  if (otherKey === 0) return l10n.t('Everything you decided here is signed.');
  return l10n.t(
    '{0} of yours were to be signed with another key; this one signs none of them.',
    countOf(otherKey),
  );
}

function countOf(count: number): string {
  return count === 1 ? l10n.t('1 decision') : l10n.t('{0} decisions', count.toLocaleString('en'));
}
