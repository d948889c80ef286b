import { CodelumiError } from '../../errors.js';
import { ALLOWED_SIGNERS_FILE, REVOKED_KEYS_FILE } from '../../workspace/paths.js';
import { keyidOf } from '../publicKey.js';
import { type Signers, signersOf } from '../signers.js';
import type { VersionContent } from './approvedVersion.js';
import type { ApprovalRule } from './judgeVersion.js';

/**
 * How many signers approve a change of signers, where there are as many. No setting: a policy counts because signers
 * approved it, and the signers would count because the policy says so.
 */
const SIGNERS_QUORUM = 2;

/**
 * Who may sign is approved by those who may, as the version before says. The first version is trusted on first
 * use: anybody can make one, with a key that it names. Lines are never taken away, because what they once
 * allowed stands signed; they are ended with `valid-before`, or their key is revoked.
 */
export const SIGNERS_RULE: ApprovalRule = {
  kind: 'signers',
  quorumOf: (parents) => (parents.length === 0 ? 1 : SIGNERS_QUORUM),
  signersOf: (content, parents) =>
    parents.length === 0
      ? [signersIn(content)]
      : parents.map((parent) => signersIn(parent.content)),
  whyNot: (content, parents) => {
    try {
      const signers = signersIn(content);
      return parents.map((parent) => lostSigner(signersIn(parent.content), signers)).find(Boolean);
    } catch (error) {
      if (error instanceof CodelumiError) return error.details.what;
      throw error;
    }
  },
};

/** @throws CodelumiError `invalid-input` with the line of the file */
export function signersIn({ texts }: Pick<VersionContent, 'texts'>): Signers {
  return signersOf(
    { text: texts[ALLOWED_SIGNERS_FILE] ?? '', file: ALLOWED_SIGNERS_FILE },
    { text: texts[REVOKED_KEYS_FILE] ?? '', file: REVOKED_KEYS_FILE },
  );
}

/** A signer or a revocation that was taken away: the beginning of a sentence. */
export function lostSigner(before: Signers, after: Signers): string | undefined {
  const named = new Set(after.allowed.map(nameOf));
  const lost = before.allowed.find((signer) => !named.has(nameOf(signer)));
  if (lost !== undefined) {
    const who = `${lost.principals} (${keyidOf(lost.key)})`;
    return `The line of ${who} is gone, which ends nothing and leaves what they signed unproven: set valid-before instead`;
  }
  const restored = [...before.revoked].find((keyid) => !after.revoked.has(keyid));
  return restored === undefined ? undefined : `The key ${restored} is no longer revoked`;
}

function nameOf({ principals, key }: Signers['allowed'][number]): string {
  return `${keyidOf(key)} ${principals}`;
}
