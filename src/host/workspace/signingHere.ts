import { workspace } from 'vscode';
import type { Signing } from '../../node/signing/machineSigner.js';

export const SIGNING_KEY_SETTING = 'codelumi.signing.key';

/**
 * How threads may sign for this window. Undefined in a workspace that is not trusted: finding the key runs
 * Git, and some keys ssh-keygen. The setting's scope is `machine`, so no workspace chooses the key.
 */
export function signingHere(): Signing | undefined {
  if (!workspace.isTrusted) return undefined;
  const key = workspace.getConfiguration().get(SIGNING_KEY_SETTING, '').trim();
  return { key: key === '' ? undefined : key };
}
