import { createPrivateKey, createPublicKey, sign, verify } from 'node:crypto';
import type { Namespace } from '../ports/signer.js';
import { armour, type Sshsig, signedData } from './sshsig.js';
import { SshReader, sshString } from './sshWire.js';

export const ED25519 = 'ssh-ed25519';

/** What stands before the 32 bytes of a key in DER (RFC 8410). */
const SPKI_PREFIX = Buffer.from('302a300506032b6570032100', 'hex');
const PKCS8_PREFIX = Buffer.from('302e020100300506032b657004220420', 'hex');
const KEY_BYTES = 32;
const SIGNATURE_BYTES = 64;

/** The two halves of an ed25519 key, 32 bytes each. */
export interface Ed25519Key {
  readonly seed: Buffer;
  readonly publicKey: Buffer;
}

/** The public half as a blob of OpenSSH. */
export function ed25519Blob(publicKey: Uint8Array): Buffer {
  return Buffer.concat([sshString(ED25519), sshString(publicKey)]);
}

/** Signs as `ssh-keygen -Y sign` does: the same key, message and namespace give the same text. */
export function signEd25519(key: Ed25519Key, message: Uint8Array, namespace: Namespace): string {
  const pkcs8 = Buffer.concat([PKCS8_PREFIX, key.seed]);
  const privateKey = createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' });
  const signature = sign(null, signedData(message, { namespace, hash: 'sha512' }), privateKey);
  return armour({
    publicKey: ed25519Blob(key.publicKey),
    namespace,
    hash: 'sha512',
    algorithm: ED25519,
    signature: sshString(signature),
  });
}

/**
 * Whether a signature is one of these bytes by the ed25519 key that stands in it. That its namespace is the
 * one that is wanted, the caller has looked at.
 */
export function isEd25519Signature(sshsig: Sshsig, message: Uint8Array): boolean {
  const key = keyBytes(sshsig.publicKey);
  const signature = fieldOf(sshsig.signature);
  if (sshsig.algorithm !== ED25519 || key === undefined) return false;
  if (signature?.length !== SIGNATURE_BYTES) return false;
  const spki = Buffer.concat([SPKI_PREFIX, key]);
  const publicKey = createPublicKey({ key: spki, format: 'der', type: 'spki' });
  return verify(null, signedData(message, sshsig), publicKey, signature);
}

function keyBytes(blob: Buffer): Buffer | undefined {
  const prefix = sshString(ED25519);
  if (!blob.subarray(0, prefix.length).equals(prefix)) return undefined;
  const key = fieldOf(blob.subarray(prefix.length));
  return key?.length === KEY_BYTES ? key : undefined;
}

/** The one string that fills the bytes. */
function fieldOf(bytes: Buffer): Buffer | undefined {
  try {
    const reader = new SshReader(bytes, 'The signature');
    const field = reader.string();
    reader.end();
    return field;
  } catch {
    return undefined; // Not well formed: the caller says that it does not hold.
  }
}
