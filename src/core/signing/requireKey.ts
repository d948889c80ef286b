import { CodelumiError } from '../errors.js';
import type { JobContext } from '../job.js';
import { type PublicKey, parsePublicKey } from './publicKey.js';

/** The public half of this machine's key; undefined where there is none. */
export async function ownKey({
  signer,
}: Pick<JobContext, 'signer'>): Promise<PublicKey | undefined> {
  const key = await signer?.key();
  return key === undefined ? undefined : parsePublicKey(key.publicKey);
}

/** @throws CodelumiError `cannot-sign` where there is none, with how to get one */
export async function requireKey(context: Pick<JobContext, 'signer'>): Promise<PublicKey> {
  const key = await ownKey(context);
  if (key !== undefined) return key;
  throw new CodelumiError({
    reason: 'cannot-sign',
    what: (await context.signer?.whyUnsigned?.()) ?? 'There is no SSH key to sign with',
    remedy:
      'Set one up with git config gpg.format ssh and git config user.signingkey, or name one with --signing-key.',
  });
}
