import type { Recogniser } from '../recogniser.js';
import { characterClass } from './secrets/characterClass.js';

/** RFC 5321 §4.5.3.1: octets of the local part and of the domain. */
const LONGEST_LOCAL_PART = 64;
const LONGEST_DOMAIN = 255;

/** Of those RFC 5322 allows, the ones people have; `=`, `/` and `?` belong to the text around. */
const LOCAL_CHARACTER = /[\p{L}\p{N}._%+'-]/u;
const DOMAIN_CHARACTER = /[\p{L}\p{N}.-]/u;
/** The ASCII ones of both, as tables. */
const LOCAL = characterClass("0-9A-Za-z._%+'-");
const FIRST = characterClass('0-9A-Za-z_+');
const DOMAIN = characterClass('0-9A-Za-z.-');
const ASCII = 128;
const TOP_LEVEL_DOMAIN = /^(?:\p{L}{2,63}|xn--[a-z0-9-]{1,59})$/iu;

/** RFC 2606 and RFC 6761: names that can belong to nobody. Documentation is full of them. */
const RESERVED_DOMAIN =
  /(?:^|\.)(?:example|invalid|localhost|localdomain|test|example\.(?:com|net|org|edu))$/iu;

/** `icon@2x.png`, `user@1000.service`, `x@cluster.local`: files, units of systemd, names inside a cluster. */
const NO_TOP_LEVEL =
  /^(?:png|jpe?g|gif|svg|webp|ico|css|scss|less|js|mjs|cjs|jsx|ts|tsx|json|html?|xml|ya?ml|txt|exe|dll|jar|class|map|lock|service|socket|timer|mount|target|slice|svc|parquet|csv)$/iu;

/** Machines write from these, and nobody reads what is sent there. */
const NO_REPLY = /^(?:no-?reply|do-?not-?reply|mailer-daemon)(?:[+._-][a-z0-9._-]{0,40})?$/iu;

/** What documentation writes for any address, where it does not use a reserved name. */
const ANY_LOCAL_PART =
  /^(?:user(?:name)?\d?|your[._-]?(?:name|email|user(?:name)?|mail)?|you|me|my[._-]?(?:name|email)?|name|e?mail|someone|somebody|foo|bar|baz|test(?:er|user)?\d?|admin|root|first\.last|firstname\.lastname|john\.?doe|jane\.?doe|git)$/iu;
const ANY_DOMAIN =
  /^(?:[a-z]{1,12}\.)?(?:(?:your|my|some|the)?-?(?:domain|company|host|hostname|server|site|website|org|organi[sz]ation|provider|address|corp)(?:\.name)?|foo|bar|baz|test|sample|demo|abc|xyz|acme|example)\.[a-z]{2,8}$/iu;

/** Names that services give to their own resources: calendars, accounts of machines. */
const OF_A_SERVICE =
  /(?:^|\.)(?:calendar\.google\.com|gserviceaccount\.com|users\.noreply\.github\.com)$/iu;

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
  find({ text }, { profile }) {
    const nobodys = new Map<string, boolean>();
    return addressesIn(text)
      .filter(({ start, end }) => {
        if (profile === 'general') return true;
        const address = text.slice(start, end);
        const known = nobodys.get(address) ?? isNobodys(address);
        nobodys.set(address, known);
        return !known;
      })
      .map((span) => ({
        ...span,
        score: 0.99,
        message: this.description,
        placeholder: 'EMAIL',
      }));
  },
};

function isNobodys(address: string): boolean {
  const at = address.lastIndexOf('@');
  const local = address.slice(0, at);
  const domain = address.slice(at + 1);
  if (RESERVED_DOMAIN.test(domain) || OF_A_SERVICE.test(domain) || NO_REPLY.test(local))
    return true;
  return ANY_LOCAL_PART.test(local) && ANY_DOMAIN.test(domain);
}

/** `package@1.0.0-beta.rc`, as package managers write it. */
const VERSION = /^v?\d{1,5}\.\d/u;

interface Span {
  readonly start: number;
  readonly end: number;
}

function addressesIn(text: string): Span[] {
  const spans: Span[] = [];
  const deliverable = new Map<string, boolean>();
  let scheme = -1;
  let next = text.indexOf('://');
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
    for (; next >= 0 && next < at; next = text.indexOf('://', next + 1)) scheme = next;
    const span = addressAround(text, at, scheme, deliverable);
    if (span !== undefined) spans.push(span);
  }
  return spans;
}

function isLocalCharacter(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code < ASCII ? LOCAL[code] === 1 : LOCAL_CHARACTER.test(text[at] ?? '');
}

function isFirstCharacter(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code < ASCII ? FIRST[code] === 1 : /[\p{L}\p{N}]/u.test(text[at] ?? '');
}

function isDomainCharacter(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code < ASCII ? DOMAIN[code] === 1 : DOMAIN_CHARACTER.test(text[at] ?? '');
}

/**
 * @param scheme where the last `://` before the `@` stands; -1: nowhere
 * @param deliverable what is known of the domains of the text
 */
function addressAround(
  text: string,
  at: number,
  scheme: number,
  deliverable: Map<string, boolean>,
): Span | undefined {
  let start = at;
  while (at - start < LONGEST_LOCAL_PART && isLocalCharacter(text, start - 1)) start -= 1;
  let end = at + 1;
  while (end - at <= LONGEST_DOMAIN && isDomainCharacter(text, end)) end += 1;
  // Punctuation around an address is the sentence's, not the address's: (ada@acme.dev).
  while (start < at && !isFirstCharacter(text, start)) start += 1;
  while (end > at + 1 && '.-'.includes(text[end - 1] ?? ' ')) end -= 1;
  const domain = text.slice(at + 1, end);
  if (start === at) return undefined;
  const isKnown = deliverable.get(domain) ?? isDeliverable(domain);
  deliverable.set(domain, isKnown);
  if (!isKnown || isRemote(text, start, at, end, scheme)) return undefined;
  return { start, end };
}

/** `git@host.dev:group/project.git` and `https://name:token@host` name no mailbox. */
function isRemote(text: string, start: number, at: number, end: number, scheme: number): boolean {
  if (text[end] === ':' && text.slice(start, at) === 'git') return true;
  if (scheme < 0 || start - scheme > LONGEST_DOMAIN) return false;
  return /^:\/\/[^\s/@]*$/u.test(text.slice(scheme, start));
}

function isDeliverable(domain: string): boolean {
  const labels = domain.split('.');
  const topLevel = labels.at(-1) ?? '';
  if (labels.length < 2 || labels.includes('') || VERSION.test(domain)) return false;
  return TOP_LEVEL_DOMAIN.test(topLevel) && !NO_TOP_LEVEL.test(topLevel);
}
