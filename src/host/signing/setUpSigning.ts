import { l10n, window } from 'vscode';
import { CodelumiError } from '../../core/errors.js';
import type { SigningKey } from '../../core/ports/signer.js';
import { counted } from '../../core/records/counted.js';
import { gitReviewer } from '../../node/gitReviewer.js';
import { signerWith } from '../../node/signing/machineSigner.js';
import { plainMessage } from '../plainMessage.js';
import type { ReviewDesk } from '../review/reviewDesk.js';
import { signingHere } from '../workspace/signingHere.js';
import { requireTrustedRoot } from '../workspace/workspaceFolder.js';
import { allowKey } from './allowKey.js';
import { chooseKey } from './chooseKey.js';
import { signOwnDecisions } from './signOwnDecisions.js';
import { useKey } from './useKey.js';

const SIGN = l10n.t('Sign Own Decisions');

/**
 * "Set Up Signing": a key to sign with, what signs with it, and who says that it is the reviewer's. Each is done only
 * after a yes; what is there already is left alone, so that running it again goes on where it was left.
 */
export async function setUpSigning(desk: ReviewDesk): Promise<void> {
  const root = requireTrustedRoot();
  const { email } = await gitReviewer(root);
  if (email === '') throw noAddress();
  if ((await keyHere(root)) === undefined) {
    const file = await chooseKey(email);
    if (file === undefined || !(await useKey(root, file))) return;
  }
  const key = await keyHere(root);
  if (key === undefined) throw noKeyAfterAll();
  const said = await allowKey(root, email, key);
  if (said === undefined) return;
  await desk.refresh();
  await tell(said, desk);
}

async function keyHere(root: string): Promise<SigningKey | undefined> {
  return signerWith(root, signingHere())?.key();
}

/** What was decided before can be signed now. */
async function tell(said: string, desk: ReviewDesk): Promise<void> {
  const { decisions } = await desk.unsignedOwn(false);
  if (decisions.length === 0) {
    void window.showInformationMessage(plainMessage(said));
    return;
  }
  const count = counted(decisions.length, 'decision');
  const message = l10n.t(
    '{0} {1} of yours {2} unsigned.',
    said,
    count,
    decisions.length === 1 ? 'is' : 'are',
  );
  const answer = await window.showInformationMessage(plainMessage(message), SIGN);
  if (answer === SIGN) await signOwnDecisions(desk);
}

function noAddress(): CodelumiError {
  return new CodelumiError({
    reason: 'wrong-usage',
    what: l10n.t('A signature is made for an e-mail address, and Git knows none of yours'),
    remedy: l10n.t('Run git config user.email with your address, then try again.'),
  });
}

function noKeyAfterAll(): CodelumiError {
  return new CodelumiError({
    reason: 'cannot-sign',
    what: l10n.t('No key signs here yet'),
    remedy: l10n.t('Name one in the setting codelumi.signing.key.'),
  });
}
