import { CodelumiError, wrongUsage } from '../errors.js';
import type { Namespace } from '../ports/signer.js';
import { type AllowedSigner, parseAllowedSigners } from './allowedSigners.js';
import { formatKeyTime } from './keyTime.js';
import { formatPublicKey, keyidOf, type PublicKey } from './publicKey.js';

export interface NewSigner {
  /** E-mail address. */
  readonly principal: string;
  readonly key: PublicKey;
  /** undefined: for every purpose. */
  readonly namespaces?: readonly Namespace[] | undefined;
  readonly validBefore?: Date | undefined;
}

const PRINCIPAL = /^[^\s"',*?!#<>]{1,320}$/u;

/**
 * The text of `allowed_signers` with a line more.
 * @throws CodelumiError `wrong-usage` for an address that is a pattern or would not be one word, and for somebody who stands there
 */
export function withSigner(
  text: string,
  { principal, key, namespaces, validBefore }: NewSigner,
  file: string,
): string {
  if (!PRINCIPAL.test(principal)) {
    throw wrongUsage(
      `"${principal}" is no e-mail address that a line can begin with`,
      'Name one person, without spaces, commas, quotes or wildcards.',
    );
  }
  const isThere = parseAllowedSigners(text, file).some(
    (signer) => signer.principals === principal && signer.key.blob.equals(key.blob),
  );
  if (isThere)
    throw wrongUsage(`${principal} is a signer with that key already`, 'There is nothing to do.');
  const options = [
    ...(namespaces === undefined ? [] : [`namespaces="${namespaces.join(',')}"`]),
    ...(validBefore === undefined ? [] : [`valid-before="${formatKeyTime(validBefore)}"`]),
  ];
  const words = [
    principal,
    ...(options.length === 0 ? [] : [options.join(',')]),
    formatPublicKey(key),
  ];
  return `${ended(text)}${words.join(' ')}\n`;
}

/**
 * The text with one line ended: signatures up to that time go on to hold.
 * @param at rounded down to the second
 */
export function withEnd(text: string, { line }: Pick<AllowedSigner, 'line'>, at: Date): string {
  const lines = text.split('\n');
  const [old] = parseAllowedSigners(lines[line - 1] ?? '', '');
  if (old === undefined) return text;
  const options = [
    ...(old.namespaces === undefined ? [] : [`namespaces="${old.namespaces}"`]),
    ...(old.validAfter === undefined
      ? []
      : [`valid-after="${formatKeyTime(new Date(old.validAfter))}"`]),
    `valid-before="${formatKeyTime(at)}"`,
  ];
  const principals = /\s/u.test(old.principals) ? `"${old.principals}"` : old.principals;
  const blob = old.key.blob.toString('base64');
  const comment = (lines[line - 1] ?? '').split(blob).at(1)?.trim() ?? '';
  const words = [principals, options.join(','), formatPublicKey(old.key), comment];
  lines[line - 1] = words.filter((word) => word !== '').join(' ');
  return lines.join('\n');
}

/** The text of `revoked_keys` with a key more, and above it when and why. */
export function withRevoked(text: string, key: PublicKey, at: Date, reason: string): string {
  const why = reason.replaceAll(/\s+/gu, ' ').trim();
  return `${ended(text)}# ${at.toISOString()} ${why}\n${formatPublicKey(key)}\n`;
}

/**
 * The lines that somebody means by a fingerprint, a public key, or an address.
 * @throws CodelumiError `not-found` where there is none
 */
export function signersNamed(allowed: readonly AllowedSigner[], name: string): AllowedSigner[] {
  const found = allowed.filter(
    ({ principals, key }) =>
      principals === name || keyidOf(key) === name || name.startsWith(formatPublicKey(key)),
  );
  if (found.length > 0) return found;
  throw new CodelumiError({
    reason: 'not-found',
    what: `No signer is called ${name}`,
    remedy: 'Name an address, a fingerprint or a public key that codelumi signers list shows.',
  });
}

function ended(text: string): string {
  return text === '' || text.endsWith('\n') ? text : `${text}\n`;
}
