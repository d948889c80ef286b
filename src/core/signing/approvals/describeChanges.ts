import { formatKeyTime } from '../keyTime.js';
import { keyidOf } from '../publicKey.js';
import type { Signers } from '../signers.js';

/** What is another in one version of the signers than in the one before, a line each, for who has to approve it. */
export function describeChanges(before: Signers, after: Signers): string[] {
  const known = new Map(before.allowed.map((signer) => [nameOf(signer), signer]));
  const changes: string[] = [];
  for (const signer of after.allowed) {
    const name = nameOf(signer);
    const old = known.get(name);
    known.delete(name);
    if (old === undefined) changes.push(`adds ${name}${limitsOf(signer)}`);
    else if (limitsOf(old) !== limitsOf(signer))
      changes.push(
        `changes ${name}: from${limitsOf(old) || ' no limits'} to${limitsOf(signer) || ' no limits'}`,
      );
  }
  for (const name of known.keys()) changes.push(`removes ${name}`);
  for (const keyid of after.revoked)
    if (!before.revoked.has(keyid)) changes.push(`revokes ${keyid}`);
  for (const keyid of before.revoked)
    if (!after.revoked.has(keyid)) changes.push(`no longer revokes ${keyid}`);
  return changes;
}

function nameOf({ principals, key }: Signers['allowed'][number]): string {
  return `${principals} ${keyidOf(key)}`;
}

function limitsOf({ namespaces, validAfter, validBefore }: Signers['allowed'][number]): string {
  const limits = [
    namespaces === undefined ? '' : ` for ${namespaces} only`,
    validAfter === undefined ? '' : ` valid-after ${formatKeyTime(new Date(validAfter))}`,
    validBefore === undefined ? '' : ` valid-before ${formatKeyTime(new Date(validBefore))}`,
  ];
  return limits.join('');
}
