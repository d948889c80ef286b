import { CodelumiError } from '../errors.js';
import { keyidOf, parsePublicKey } from './publicKey.js';

/** How a binary key revocation list begins (PROTOCOL.krl). */
const KRL_MAGIC = 'SSHKRL\n\0';
const MAX_BYTES = 1024 * 1024;

/** A key that counts no more, at no time. */
export interface RevokedKey {
  /** From 1. */
  readonly line: number;
  readonly keyid: string;
}

/**
 * Reads `revoked_keys`: public keys, one a line, comments behind `#`; the form of sshd's RevokedKeys that is text.
 *
 * @throws CodelumiError `invalid-input` with the line for what is no key, and for a binary list: what it revokes cannot be reviewed
 */
export function parseRevokedKeys(text: string, file: string): RevokedKey[] {
  if (text.startsWith(KRL_MAGIC)) {
    throw wrong(
      'The file is a binary key revocation list',
      { file },
      'List the public keys instead, one a line.',
    );
  }
  if (text.length > MAX_BYTES) throw wrong('The file is larger than 1 MiB', { file }, CORRECT);
  const keys: RevokedKey[] = [];
  for (const [index, each] of text.split('\n').entries()) {
    const trimmed = each.replace(/^\ufeff/u, '').trim();
    if (trimmed === '' || trimmed.startsWith('#')) continue;
    const line = index + 1;
    const key = parsePublicKey(trimmed);
    if (key === undefined) throw wrong('The line is no public key', { file, line }, CORRECT);
    keys.push({ line, keyid: keyidOf(key) });
  }
  return keys;
}

const CORRECT = 'Correct the line: a public key as ssh-keygen writes it, or a comment.';

function wrong(
  what: string,
  place: { file: string; line?: number },
  remedy: string,
): CodelumiError {
  return new CodelumiError({ reason: 'invalid-input', what, place, remedy });
}
