import { readFile } from 'node:fs/promises';
import { CodelumiError } from '../../core/errors.js';
import { type PublicKey, parsePublicKey } from '../../core/signing/publicKey.js';

const LONGEST = 64 * 1024;

/**
 * A public key that somebody names, by itself or by its file.
 * @throws CodelumiError `wrong-usage` for anything else, a private key among it
 */
export async function readPublicKey(named: string): Promise<PublicKey> {
  const given = parsePublicKey(named);
  if (given !== undefined) return given;
  const text = await readFile(named, 'latin1').catch((cause: unknown) => {
    throw noKey(`There is no public key in ${named}`, cause);
  });
  if (text.includes('PRIVATE KEY-----'))
    throw noKey(`The file ${named} holds a private key, which belongs to its owner alone`);
  const key = text.length > LONGEST ? undefined : parsePublicKey(text);
  if (key === undefined) throw noKey(`There is no public key of a kind that signs in ${named}`);
  return key;
}

function noKey(what: string, cause?: unknown): CodelumiError {
  return new CodelumiError({
    reason: 'wrong-usage',
    what,
    remedy: 'Name a file that ends in .pub, or the key itself: "ssh-ed25519 AAAA…".',
    cause,
  });
}
