import { readdir, readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { keyidOf, parsePublicKey } from '../../core/signing/publicKey.js';

/** Where OpenSSH keeps a user's keys. */
export function sshFolder(): string {
  return join(homedir(), '.ssh');
}

/** A key that could sign. */
export interface KeyAtHome {
  /** Absolute path of the private half; Git and CodeLumi are told this one. */
  readonly file: string;
  readonly type: string;
  readonly keyid: string;
}

const MAX_BYTES = 64 * 1024;
const MOST = 50;

/** The user's keys whose public half can be read, by name. What lies there and is none is passed over. */
export async function keysAtHome(folder = sshFolder()): Promise<KeyAtHome[]> {
  const names = await readdir(folder).catch(() => []); // No folder: no keys.
  const keys: KeyAtHome[] = [];
  for (const name of names.filter((each) => each.endsWith('.pub')).sort()) {
    const file = join(folder, name);
    const text = await readFile(file, 'latin1').catch(() => ''); // Not ours to read: no key for us.
    const key = text.length > MAX_BYTES ? undefined : parsePublicKey(text);
    if (key === undefined) continue;
    keys.push({ file: file.slice(0, -'.pub'.length), type: key.type, keyid: keyidOf(key) });
    if (keys.length === MOST) break;
  }
  return keys;
}
