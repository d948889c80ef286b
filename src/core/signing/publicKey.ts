import { createHash } from 'node:crypto';
import { SshReader } from './sshWire.js';

/** A public key in OpenSSH's form. */
export interface PublicKey {
  /** `ssh-ed25519`, `ecdsa-sha2-nistp256`, … */
  readonly type: string;
  /** The key as it goes over the wire. */
  readonly blob: Buffer;
}

/** No key is longer: RSA with 16,384 bits has 2 KiB. */
const MAX_BASE64 = 16 * 1024;

/** The kinds that OpenSSH makes and that may sign here; DSA is no longer among them. */
const KINDS: readonly string[] = [
  'ssh-ed25519',
  'ssh-rsa',
  'ecdsa-sha2-nistp256',
  'ecdsa-sha2-nistp384',
  'ecdsa-sha2-nistp521',
  'sk-ssh-ed25519@openssh.com',
  'sk-ecdsa-sha2-nistp256@openssh.com',
];

/** Whether a word names a kind of key that may sign. */
export function isKeyType(word: string): boolean {
  return KINDS.includes(word);
}

/**
 * Reads `ssh-ed25519 AAAA…`, with or without a comment behind it.
 * @returns undefined where this is no public key of a kind that may sign
 */
export function parsePublicKey(text: string): PublicKey | undefined {
  const [type = '', base64 = ''] = text.trim().split(/[ \t]+/u, 3);
  if (!isKeyType(type) || base64.length > MAX_BASE64) return undefined;
  if (!/^[A-Za-z0-9+/]+={0,2}$/u.test(base64)) return undefined;
  const key = publicKeyOfBlob(Buffer.from(base64, 'base64'));
  return key?.type === type ? key : undefined;
}

/** The key in a blob, by the kind that it names itself; undefined where that is none that may sign. */
export function publicKeyOfBlob(blob: Buffer): PublicKey | undefined {
  try {
    const type = new SshReader(blob, 'The key').name();
    return isKeyType(type) ? { type, blob } : undefined;
  } catch {
    return undefined; // Too short to name its own kind: no key.
  }
}

/** `ssh-ed25519 AAAA…`. */
export function formatPublicKey({ type, blob }: PublicKey): string {
  return `${type} ${blob.toString('base64')}`;
}

/** A key's fingerprint as `ssh-keygen -l` prints it: SHA-256 of the blob in base64 without padding. */
export function keyidOf({ blob }: Pick<PublicKey, 'blob'>): string {
  const digest = createHash('sha256').update(blob).digest('base64');
  return `SHA256:${digest.replace(/=+$/u, '')}`;
}
