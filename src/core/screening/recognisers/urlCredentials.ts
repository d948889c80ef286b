import type { Recogniser } from '../recogniser.js';
import { isFilledIn, isPlaceholder } from './secrets/placeholderValue.js';

/** Longer ones are no credentials anybody typed or copied; keeps the work linear. */
const LONGEST = 300;
const SHORTEST_TOKEN = 16;
/** What ends the part of a URL that may hold credentials (RFC 3986 §3.2). */
const AUTHORITY_END = /[\s/?#"'`<>]/u;

/** `https://name:secret@host`: a user name and a password or token inside a URL. */
export const urlCredentials: Recogniser = {
  rule: 'url-credentials',
  version: 3,
  kind: 'secret',
  severity: 'blocking',
  description: 'A user name and a password or token inside a URL.',
  find({ text }) {
    return credentialsIn(text).map((span) => ({
      ...span,
      score: 0.95,
      message: this.description,
      placeholder: 'CREDENTIALS',
    }));
  },
};

/**
 * A name with a password, or something long enough to be a token; `git@` is neither, and
 * `user:password@` and `${user}:${password}@` are what documentation writes.
 */
function isCredential(userInfo: string): boolean {
  const colon = userInfo.indexOf(':');
  if (colon < 0) return userInfo.length >= SHORTEST_TOKEN && !isFilledIn(userInfo);
  const password = userInfo.slice(colon + 1);
  return password !== '' && password !== userInfo.slice(0, colon) && !isPlaceholder(password);
}

function credentialsIn(text: string): { start: number; end: number }[] {
  const spans: { start: number; end: number }[] = [];
  for (let scheme = text.indexOf('://'); scheme >= 0; scheme = text.indexOf('://', scheme + 3)) {
    const start = scheme + 3;
    const length = text.slice(start, start + LONGEST).search(AUTHORITY_END);
    const authority = text.slice(start, start + (length < 0 ? LONGEST : length));
    const at = authority.lastIndexOf('@');
    if (at > 0 && isCredential(authority.slice(0, at))) spans.push({ start, end: start + at });
  }
  return spans;
}
