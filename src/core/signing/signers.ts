import type { Namespace } from '../ports/signer.js';
import { type AllowedSigner, parseAllowedSigners } from './allowedSigners.js';
import { fitsPatternList } from './patternList.js';
import { keyidOf } from './publicKey.js';
import { parseRevokedKeys } from './revokedKeys.js';
import type { SignatureFault } from './signatureFault.js';

/** Who may sign: the allowed and what of them is revoked. */
export interface Signers {
  readonly allowed: readonly AllowedSigner[];
  /** Fingerprints of the keys that count no more, at no time. */
  readonly revoked: ReadonlySet<string>;
}

/** @throws CodelumiError `invalid-input` with the line of either file */
export function signersOf(
  allowed: { readonly text: string; readonly file: string },
  revoked: { readonly text: string; readonly file: string },
): Signers {
  const keys = parseRevokedKeys(revoked.text, revoked.file);
  return {
    allowed: parseAllowedSigners(allowed.text, allowed.file),
    revoked: new Set(keys.map(({ keyid }) => keyid)),
  };
}

/** What is asked of a signer. */
export interface SignerQuestion {
  /** The blob of the public key that signed. */
  readonly key: Buffer;
  readonly principal: string;
  readonly namespace: Namespace;
  /** When it was signed, ISO 8601. */
  readonly at: string;
}

/**
 * The line by which somebody may sign with this key for this purpose at that time, as ssh-keygen looks for it: any
 * line that allows it will do.
 */
export function signerFor(
  signers: Signers,
  question: SignerQuestion,
): AllowedSigner | SignatureFault {
  const { key, principal, namespace, at } = question;
  const keyid = keyidOf({ blob: key });
  if (signers.revoked.has(keyid))
    return { fault: 'revoked', message: `The key ${keyid} was revoked` };
  let nearest: SignatureFault = {
    fault: 'unknown-signer',
    message: `Nobody who may sign as ${principal} has the key ${keyid}`,
  };
  for (const signer of signers.allowed) {
    if (!signer.key.blob.equals(key) || !fitsPatternList(principal, signer.principals)) continue;
    const fault = lineFault(signer, namespace, Date.parse(at));
    if (fault === undefined) return signer;
    nearest = fault;
  }
  return nearest;
}

/** Why a line allows no signature for this purpose at that time (milliseconds since the epoch). */
export function lineFault(
  { namespaces, validAfter, validBefore }: AllowedSigner,
  namespace: Namespace,
  time: number,
): SignatureFault | undefined {
  if (namespaces !== undefined && !fitsPatternList(namespace, namespaces))
    return { fault: 'not-for-this', message: `The key may not sign for ${namespace}` };
  if (Number.isNaN(time)) return { fault: 'malformed', message: 'The time of signing is no time' };
  if (validAfter !== undefined && time < validAfter)
    return { fault: 'not-yet-valid', message: `The key is valid from ${iso(validAfter)} only` };
  if (validBefore !== undefined && time > validBefore)
    return { fault: 'expired', message: `The key was valid until ${iso(validBefore)}` };
  return undefined;
}

function iso(time: number): string {
  return new Date(time).toISOString();
}
