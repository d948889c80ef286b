import { ED25519, type Ed25519Key, ed25519Blob } from '../../core/signing/ed25519.js';
import { type PublicKey, publicKeyOfBlob } from '../../core/signing/publicKey.js';
import { SshReader } from '../../core/signing/sshWire.js';

const MAGIC = 'openssh-key-v1\0';
const BEGIN = '-----BEGIN OPENSSH PRIVATE KEY-----';
const END = '-----END OPENSSH PRIVATE KEY-----';

/**
 * Reads an ed25519 private key that no passphrase protects, as ssh-keygen writes it (PROTOCOL.key).
 * @returns undefined for any other file: ssh-keygen has to sign with it, if anything can
 */
export function readEd25519Key(text: string): Ed25519Key | undefined {
  return attempt(text, (reader) => {
    const { isOpen, blob } = readHead(reader);
    if (!isOpen) return undefined;
    const inner = new SshReader(reader.string(), 'The key');
    const twice = inner.take(8); // The same four bytes two times, where a passphrase was the right one.
    if (!twice.subarray(0, 4).equals(twice.subarray(4)) || inner.name() !== ED25519)
      return undefined;
    const publicKey = inner.string();
    const pair = inner.string(); // The seed, and the public half again.
    const isWhole = pair.length === 64 && pair.subarray(32).equals(publicKey);
    if (!isWhole || !ed25519Blob(publicKey).equals(blob)) return undefined;
    return { seed: pair.subarray(0, 32), publicKey };
  });
}

/** The public half of a private key of any kind, which no passphrase hides; undefined for another file. */
export function publicHalfOf(text: string): PublicKey | undefined {
  return attempt(text, (reader) => publicKeyOfBlob(readHead(reader).blob));
}

/** What stands before the private half. */
function readHead(reader: SshReader): { readonly isOpen: boolean; readonly blob: Buffer } {
  const cipher = reader.name();
  const derivation = reader.name();
  reader.string(); // Of the derivation: salt and rounds.
  const count = reader.uint32();
  const isOpen = cipher === 'none' && derivation === 'none' && count === 1;
  return { isOpen, blob: reader.string() };
}

function attempt<Result>(
  text: string,
  read: (reader: SshReader) => Result | undefined,
): Result | undefined {
  const trimmed = text.trim();
  if (!trimmed.startsWith(BEGIN) || !trimmed.endsWith(END)) return undefined;
  const base64 = trimmed.slice(BEGIN.length, -END.length);
  try {
    const reader = new SshReader(Buffer.from(base64, 'base64'), 'The key');
    return reader.take(MAGIC.length).toString('latin1') === MAGIC ? read(reader) : undefined;
  } catch {
    return undefined; // Damaged: ssh-keygen says how, when it is asked to sign.
  }
}
