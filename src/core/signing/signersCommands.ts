import { ALLOWED_SIGNERS_FILE, REVOKED_KEYS_FILE } from '../workspace/paths.js';
import { parseAllowedSigners } from './allowedSigners.js';
import { type ChangeContext, changeSigners, type SignersChanged } from './changeSigners.js';
import { type NewSigner, signersNamed, withEnd, withRevoked, withSigner } from './editSigners.js';
import { keyidOf, parsePublicKey } from './publicKey.js';
import { requireKey } from './requireKey.js';
import { parseRevokedKeys } from './revokedKeys.js';

/**
 * Makes the first version of the signers, with this machine's key for `principal`. It is trusted on first use.
 * @throws CodelumiError `cannot-sign` without a key, `wrong-usage` where there are signers, and as `changeSigners`
 */
export async function initSigners(
  context: ChangeContext,
  principal: string,
): Promise<SignersChanged> {
  const key = await requireKey(context);
  return changeSigners(context, {
    purpose: 'make the first version of the signers',
    principal,
    isFirst: true,
    edit: (texts) => {
      const text = texts[ALLOWED_SIGNERS_FILE] ?? '';
      const isThere = parseAllowedSigners(text, ALLOWED_SIGNERS_FILE).some(
        (signer) => signer.principals === principal && signer.key.blob.equals(key.blob),
      );
      return isThere
        ? texts
        : edited(texts, (old) => withSigner(old, { principal, key }, ALLOWED_SIGNERS_FILE));
    },
  });
}

/** Adds a signer. @throws CodelumiError as `withSigner` and `changeSigners` */
export function addSigner(
  context: ChangeContext,
  principal: string,
  signer: NewSigner,
): Promise<SignersChanged> {
  return changeSigners(context, {
    purpose: 'add a signer',
    principal,
    edit: (texts) => edited(texts, (old) => withSigner(old, signer, ALLOWED_SIGNERS_FILE)),
  });
}

/**
 * Ends somebody's lines: what they signed before goes on to hold. For a key that went into the wrong hands
 * there is `revokeKey`.
 *
 * @param name address, fingerprint or public key
 * @param at undefined: now
 * @throws CodelumiError `not-found`, and as `changeSigners`
 */
export function retireSigner(
  context: ChangeContext,
  principal: string,
  { name, at }: { readonly name: string; readonly at?: Date | undefined },
): Promise<SignersChanged> {
  return changeSigners(context, {
    purpose: 'retire a signer',
    principal,
    edit: (texts, now) =>
      edited(texts, (old) => {
        const end = at ?? now;
        const open = signersNamed(parseAllowedSigners(old, ALLOWED_SIGNERS_FILE), name).filter(
          ({ validBefore }) => validBefore === undefined || validBefore > end.getTime(),
        );
        // Lines keep their numbers: each is exchanged for one.
        return open.reduce((text, line) => withEnd(text, line, end), old);
      }),
  });
}

/**
 * Revokes a key: nothing that it signed counts any more, whenever that was.
 *
 * @param name address, fingerprint or public key, also of a key that is no signer's
 * @throws CodelumiError `not-found`, and as `changeSigners`
 */
export function revokeKey(
  context: ChangeContext,
  principal: string,
  { name, reason }: { readonly name: string; readonly reason: string },
): Promise<SignersChanged> {
  return changeSigners(context, {
    purpose: 'revoke a key',
    principal,
    edit: (texts, now) => {
      const allowed = parseAllowedSigners(texts[ALLOWED_SIGNERS_FILE] ?? '', ALLOWED_SIGNERS_FILE);
      const given = parsePublicKey(name);
      const keys =
        given === undefined ? signersNamed(allowed, name).map(({ key }) => key) : [given];
      const old = texts[REVOKED_KEYS_FILE] ?? '';
      const known = new Set(parseRevokedKeys(old, REVOKED_KEYS_FILE).map(({ keyid }) => keyid));
      const byId = new Map(keys.map((key) => [keyidOf(key), key]));
      const added = [...byId]
        .filter(([keyid]) => !known.has(keyid))
        .reduce((text, [, key]) => withRevoked(text, key, now, reason), old);
      return { ...texts, [REVOKED_KEYS_FILE]: added };
    },
  });
}

function edited(
  texts: Readonly<Record<string, string>>,
  edit: (old: string) => string,
): Readonly<Record<string, string>> {
  return { ...texts, [ALLOWED_SIGNERS_FILE]: edit(texts[ALLOWED_SIGNERS_FILE] ?? '') };
}
