import { window } from 'vscode';
import type { SigningKey } from '../../core/ports/signer.js';
import type { SignersChanged } from '../../core/signing/changeSigners.js';
import { listSigners } from '../../core/signing/listSigners.js';
import { requireKey } from '../../core/signing/requireKey.js';
import { addSigner, initSigners } from '../../core/signing/signersCommands.js';
import { nodeContext } from '../../node/nodeContext.js';
import { signerWith } from '../../node/signing/machineSigner.js';
import { signingHere } from '../workspace/signingHere.js';
import { userDataFolder } from '../workspace/userDataFolder.js';

const ALLOW = 'Allow It';

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
    return 'Your decisions are signed from now on.';
  const isFirst = version === undefined;
  const detail = [
    `The key: ${keyid}`,
    '',
    isFirst
      ? 'Nobody may sign here yet. You become the first signer, which the others take on trust; later changes need a signer.'
      : 'It is added to .codelumi/registry/allowed_signers. It counts once a signer approves it with codelumi signers approve.',
  ].join('\n');
  const options = { modal: true, detail };
  const question = `Let this key sign as ${email}?`;
  if ((await window.showInformationMessage(question, options, ALLOW)) !== ALLOW) return undefined;
  if (isFirst) return outcome(await initSigners(context, email));
  const key = await requireKey(context);
  return outcome(await addSigner(context, email, { principal: email, key }));
}

function outcome({ state }: SignersChanged): string {
  return state === 'approved' || state === 'unchanged'
    ? 'Your decisions are signed from now on. Commit .codelumi/registry.'
    : 'Your decisions are signed from now on, and count as signed once a signer has approved your key. Commit .codelumi/registry and ask one.';
}
