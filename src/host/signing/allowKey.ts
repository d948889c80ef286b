import { l10n, window } from 'vscode';
import type { SigningKey } from '../../core/ports/signer.js';
import type { SignersChanged } from '../../core/signing/changeSigners.js';
import { listSigners } from '../../core/signing/listSigners.js';
import { requireKey } from '../../core/signing/requireKey.js';
import { addSigner, initSigners } from '../../core/signing/signersCommands.js';
import { nodeContext } from '../../node/nodeContext.js';
import { signerWith } from '../../node/signing/machineSigner.js';
import { signingHere } from '../workspace/signingHere.js';
import { userDataFolder } from '../workspace/userDataFolder.js';

const ALLOW = l10n.t('Allow It');

/**
 * Puts the key among those that may sign in this workspace, after a yes.
 * @returns what to tell the user; undefined when they went away
 * @throws CodelumiError as the core's `initSigners` and `addSigner`
 */
export async function allowKey(
  root: string,
  email: string,
  { keyid }: SigningKey,
): Promise<string | undefined> {
  const { signal } = new AbortController();
  const signer = signerWith(root, signingHere());
  const context = nodeContext(root, signal, undefined, userDataFolder(), undefined, signer);
  const { version, signers } = await listSigners({}, context);
  if (signers.some((each) => each.keyid === keyid && each.state === 'valid'))
    return l10n.t('Your decisions are signed from now on.');
  const isFirst = version === undefined;
  const detail = [
    l10n.t('The key: {0}', keyid),
    '',
    isFirst
      ? l10n.t(
          'Nobody may sign here yet. You become the first signer, which the others take on trust; later changes need a signer.',
        )
      : l10n.t(
          'It is added to .codelumi/registry/allowed_signers. It counts once a signer approves it with codelumi signers approve.',
        ),
  ].join('\n');
  const options = { modal: true, detail };
  const question = l10n.t('Let this key sign as {0}?', email);
  if ((await window.showInformationMessage(question, options, ALLOW)) !== ALLOW) return undefined;
  if (isFirst) return outcome(await initSigners(context, email));
  const key = await requireKey(context);
  return outcome(await addSigner(context, email, { principal: email, key }));
}

function outcome({ state }: SignersChanged): string {
  return state === 'approved' || state === 'unchanged'
    ? l10n.t('Your decisions are signed from now on. Commit .codelumi/registry.')
    : l10n.t(
        'Your decisions are signed from now on, and count as signed once a signer has approved your key. Commit .codelumi/registry and ask one.',
      );
}
