import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { CodelumiError } from '../../core/errors.js';
import type { Namespace, Signer, SigningKey } from '../../core/ports/signer.js';
import { ED25519, type Ed25519Key, ed25519Blob, signEd25519 } from '../../core/signing/ed25519.js';
import {
  formatPublicKey,
  keyidOf,
  type PublicKey,
  parsePublicKey,
} from '../../core/signing/publicKey.js';
import { GitSigningMemory } from './gitSigningMemory.js';
import { publicHalfOf, readEd25519Key } from './opensshPrivateKey.js';
import { checkWithKeygen, signWithKeygen, withFile } from './sshKeygen.js';

/** What a thread is told about signing. */
export interface Signing {
  /** The key that the user chose: a file, or a public key in the agent; undefined: the one that Git signs with. */
  readonly key: string | undefined;
}

/** The signer of a workspace; none where nothing is said about signing, because it is not trusted. */
export function signerWith(root: string, signing: Signing | undefined): Signer | undefined {
  return signing === undefined ? undefined : new MachineSigner(root, signing.key);
}

/** A key, and how it signs. */
interface UsableKey {
  readonly key: PublicKey;
  readonly sign: (message: Uint8Array, namespace: Namespace) => Promise<string>;
}

/** No key file is larger. */
const MAX_KEY_FILE = 64 * 1024;

/**
 * Signs with the key that the user chose or, without one, the SSH key that Git signs with (`gpg.format=ssh` and
 * `user.signingkey`). Looks anew each time, Git's settings as `GitSigningMemory` does: a key may be set up while this runs.
 */
export class MachineSigner implements Signer {
  readonly #root: string;
  readonly #git: GitSigningMemory;
  readonly #chosen: string | undefined;

  /**
   * @param root absolute path of a workspace that is trusted
   * @param chosen a path, or a public key whose private half the SSH agent holds
   */
  constructor(root: string, chosen?: string) {
    this.#root = root;
    this.#git = new GitSigningMemory(root);
    this.#chosen = chosen?.trim() || undefined;
  }

  async key(): Promise<SigningKey | undefined> {
    const usable = await this.#usable();
    if (usable === undefined) return undefined;
    return { keyid: keyidOf(usable.key), publicKey: formatPublicKey(usable.key) };
  }

  async whyUnsigned(): Promise<string | undefined> {
    if (this.#chosen !== undefined) return undefined;
    const { format, key } = await this.#git.read();
    if (format === 'ssh')
      return key === undefined ? 'Git signs with SSH, but user.signingkey names no key' : undefined;
    return key === undefined
      ? 'There is no SSH key to sign with'
      : `Git signs with ${format === 'openpgp' ? 'OpenPGP' : format}, and reviews are signed with SSH keys`;
  }

  async sign(message: Uint8Array, namespace: Namespace): Promise<string> {
    const usable = await this.#usable();
    if (usable !== undefined) return usable.sign(message, namespace);
    throw cannotSign((await this.whyUnsigned()) ?? 'There is no SSH key to sign with', SET_UP);
  }

  check(message: Uint8Array, armoured: string, namespace: Namespace): Promise<boolean> {
    return checkWithKeygen(message, armoured, namespace);
  }

  async #usable(): Promise<UsableKey | undefined> {
    if (this.#chosen !== undefined) return keyNamed(this.#chosen, process.cwd());
    const { format, key } = await this.#git.read();
    return format !== 'ssh' || key === undefined ? undefined : keyNamed(key, this.#root);
  }
}

const SET_UP =
  'Set one up with git config gpg.format ssh and git config user.signingkey, or name one with --signing-key.';

/** @param folder what a relative path starts from */
function keyNamed(named: string, folder: string): UsableKey | Promise<UsableKey> {
  const literal = parsePublicKey(named.replace(/^key::/u, ''));
  if (literal !== undefined) return keyInAgent(literal);
  return keyInFile(
    named.startsWith('~/') ? join(homedir(), named.slice(2)) : resolve(folder, named),
  );
}

/** The agent signs; ssh-keygen asks it, for the public key in a file. */
function keyInAgent(key: PublicKey): UsableKey {
  const publicKey = formatPublicKey(key);
  return {
    key,
    sign: (message, namespace) =>
      withFile('key.pub', `${publicKey}\n`, (file) => signWithKeygen(file, message, namespace)),
  };
}

/** The key in a file, whether it is named by its private or by its public half. */
async function keyInFile(path: string): Promise<UsableKey> {
  const privatePath = path.endsWith('.pub') ? path.slice(0, -'.pub'.length) : path;
  const privateText = (await textOf(privatePath)) ?? '';
  const privateKey = readEd25519Key(privateText);
  if (privateKey !== undefined) return keyInProcess(privateKey);
  const publicText = await textOf(`${privatePath}.pub`);
  const key = publicHalfOf(privateText) ?? parsePublicKey(publicText ?? '');
  if (key !== undefined) {
    return { key, sign: (message, namespace) => signWithKeygen(path, message, namespace) };
  }
  throw cannotSign(
    publicText === undefined
      ? `There is no public key beside the signing key ${path}`
      : `The file ${privatePath}.pub holds no public key of a kind that signs`,
    'Make it with ssh-keygen -y, or name another key with git config user.signingkey.',
  );
}

function keyInProcess(pair: Ed25519Key): UsableKey {
  const key = { type: ED25519, blob: ed25519Blob(pair.publicKey) };
  return { key, sign: async (message, namespace) => signEd25519(pair, message, namespace) };
}

async function textOf(path: string): Promise<string | undefined> {
  try {
    const text = await readFile(path, 'latin1');
    return text.length > MAX_KEY_FILE ? undefined : text;
  } catch {
    return undefined; // Not there, or not ours to read: the caller says what is missing.
  }
}

function cannotSign(what: string, remedy: string): CodelumiError {
  return new CodelumiError({ reason: 'cannot-sign', what, remedy });
}
