import type { Namespace } from '../../ports/signer.js';
import { distinctSigners } from '../distinctSigners.js';
import { keyidOf } from '../publicKey.js';
import { lineFault, type Signers } from '../signers.js';

/**
 * How many people may sign at a time (ISO 8601), counted as their signatures would be; see `distinctSigners`.
 * @param namespace for what
 */
export function countValidSigners(
  { allowed, revoked }: Signers,
  at: string,
  namespace: Namespace = 'codelumi-policy@v1',
): number {
  const valid = allowed
    .filter((signer) => lineFault(signer, namespace, Date.parse(at)) === undefined)
    .map(({ principals, key }) => ({ principal: principals, keyid: keyidOf(key) }));
  return distinctSigners(valid.filter(({ keyid }) => !revoked.has(keyid)));
}
