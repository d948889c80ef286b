import type { Recogniser } from '../recogniser.js';

/** RFC 5321 §4.5.3.1: octets of the local part and of the domain. */
const LONGEST_LOCAL_PART = 64;
const LONGEST_DOMAIN = 255;

/** Of those RFC 5322 allows, the ones people have; `=`, `/` and `?` belong to the text around. */
const LOCAL_CHARACTER = /[\p{L}\p{N}._%+'-]/u;
const DOMAIN_CHARACTER = /[\p{L}\p{N}.-]/u;
const TOP_LEVEL_DOMAIN = /^(?:\p{L}{2,63}|xn--[a-z0-9-]{1,59})$/iu;

/** RFC 2606 and RFC 6761: names that can belong to nobody. Documentation is full of them. */
const RESERVED_DOMAIN = /(?:^|\.)(?:example|invalid|localhost|test|example\.(?:com|net|org))$/iu;

/**
 * E-mail addresses. Looks at each `@` and walks outwards at most as far as an address can reach, so
 * the work is linear however hostile the text.
 */
export const emailAddress: Recogniser = {
  rule: 'email-address',
  version: 2,
  kind: 'pii',
  severity: 'blocking',
  description: 'An e-mail address of a person or an organisation.',
  find({ text }) {
    return addressesIn(text).map((span) => ({
      ...span,
      score: 0.99,
      message: this.description,
      placeholder: 'EMAIL',
    }));
  },
};

/** `package@1.0.0-beta.rc`, as package managers write it. */
const VERSION = /^v?\d{1,5}\.\d/u;

interface Span {
  readonly start: number;
  readonly end: number;
}

function addressesIn(text: string): Span[] {
  const spans: Span[] = [];
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
    const span = addressAround(text, at);
    if (span !== undefined) spans.push(span);
  }
  return spans;
}

function addressAround(text: string, at: number): Span | undefined {
  let start = at;
  while (at - start < LONGEST_LOCAL_PART && LOCAL_CHARACTER.test(text[start - 1] ?? '')) start -= 1;
  let end = at + 1;
  while (end - at <= LONGEST_DOMAIN && DOMAIN_CHARACTER.test(text[end] ?? '')) end += 1;
  // Punctuation around an address is the sentence's, not the address's: (ada@acme.dev).
  while (start < at && /[^\p{L}\p{N}_+]/u.test(text[start] ?? '')) start += 1;
  while (end > at + 1 && /[.-]/u.test(text[end - 1] ?? '')) end -= 1;
  const domain = text.slice(at + 1, end);
  if (start === at || !isDeliverable(domain) || isRemote(text, start, at, end)) return undefined;
  return { start, end };
}

/** `git@host.dev:group/project.git` and `https://name:token@host` name no mailbox. */
function isRemote(text: string, start: number, at: number, end: number): boolean {
  if (text.slice(start, at) === 'git' && text[end] === ':') return true;
  const before = text.slice(Math.max(0, start - LONGEST_DOMAIN), start);
  return /:\/\/[^\s/@]*$/u.test(before.slice(before.lastIndexOf('://')));
}

function isDeliverable(domain: string): boolean {
  const labels = domain.split('.');
  const topLevel = labels.at(-1) ?? '';
  if (labels.length < 2 || labels.includes('') || VERSION.test(domain)) return false;
  return TOP_LEVEL_DOMAIN.test(topLevel) && !RESERVED_DOMAIN.test(domain);
}
