import { createHash } from 'node:crypto';
import { CodelumiError } from '../errors.js';
import { SshReader, sshString, sshUint32 } from './sshWire.js';

/**
 * A detached signature in OpenSSH's form, as `ssh-keygen -Y sign` writes it; see PROTOCOL.sshsig in the
 * sources of OpenSSH.
 */
export interface Sshsig {
  /** The blob of the public key that signed. */
  readonly publicKey: Buffer;
  readonly namespace: string;
  readonly hash: 'sha256' | 'sha512';
  /** Its own kind (`ssh-ed25519`, `rsa-sha2-512`, …) and bytes. */
  readonly algorithm: string;
  readonly signature: Buffer;
}

const MAGIC = 'SSHSIG';
const BEGIN = '-----BEGIN SSH SIGNATURE-----';
const END = '-----END SSH SIGNATURE-----';
/** A signature by RSA with 16,384 bits has about 6 KiB. */
const MAX_ARMOUR = 32 * 1024;
/** As ssh-keygen wraps. */
const LINE = 70;

/** @throws CodelumiError `invalid-input` for anything but one whole signature. */
export function parseSshsig(armoured: string): Sshsig {
  const text = armoured.length > MAX_ARMOUR ? '' : armoured.trim();
  if (!text.startsWith(BEGIN) || !text.endsWith(END)) throw noSignature('is not armoured');
  const base64 = text.slice(BEGIN.length, -END.length).replaceAll(/[ \t\r\n]+/gu, '');
  if (!/^[A-Za-z0-9+/]+={0,2}$/u.test(base64)) throw noSignature('is not in base64');
  const reader = new SshReader(Buffer.from(base64, 'base64'), 'The signature');
  if (reader.take(MAGIC.length).toString('latin1') !== MAGIC) throw noSignature('is of no SSH key');
  if (reader.uint32() !== 1) throw noSignature('is of an unknown version');
  const publicKey = reader.string();
  const namespace = reader.name();
  reader.string(); // Reserved for later versions: whoever verifies passes over it.
  const hash = reader.name();
  if (hash !== 'sha256' && hash !== 'sha512') throw noSignature('uses an unknown hash');
  const inner = new SshReader(reader.string(), 'The signature');
  reader.end();
  const algorithm = inner.name();
  return { publicKey, namespace, hash, algorithm, signature: inner.rest() };
}

/** What the key signs in place of the message: the purpose and the hash of the message. */
export function signedData(
  message: Uint8Array,
  { namespace, hash }: Pick<Sshsig, 'namespace' | 'hash'>,
): Buffer {
  const digest = createHash(hash).update(message).digest();
  const parts = [namespace, '', hash, digest].map(sshString);
  return Buffer.concat([Buffer.from(MAGIC), ...parts]);
}

/** The signature as text, byte for byte as ssh-keygen writes it. */
export function armour(sshsig: Sshsig): string {
  const { publicKey, namespace, hash, algorithm, signature } = sshsig;
  const inner = Buffer.concat([sshString(algorithm), signature]);
  const fields = [publicKey, namespace, '', hash, inner].map(sshString);
  const base64 = Buffer.concat([Buffer.from(MAGIC), sshUint32(1), ...fields]).toString('base64');
  const lines = base64.match(new RegExp(`.{1,${LINE}}`, 'gu')) ?? [];
  return `${[BEGIN, ...lines, END].join('\n')}\n`;
}

function noSignature(how: string): CodelumiError {
  return new CodelumiError({
    reason: 'invalid-input',
    what: `The SSH signature ${how}`,
    remedy: 'Sign again, or restore the file that holds it.',
  });
}
