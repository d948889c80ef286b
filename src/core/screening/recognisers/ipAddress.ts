import { ContextWords } from '../contextWords.js';
import type { Match, Recogniser, TextPolicy } from '../recogniser.js';
import type { ScannedText } from '../scannedText.js';
import { isNobodysIpv4, isNobodysIpv6 } from './reservedAddresses.js';
import { characterClass, isIn } from './secrets/characterClass.js';

const WORDS = new ContextWords(
  'ip, ipv4, ipv6, ip address, address, addr, host, client, remote, peer, login, server, ' +
    'from, source, src, dst, forwarded, x-forwarded-for, visitor, logged',
);
/** Four numbers with dots beside these are no address. */
const VERSION_WORDS = new ContextWords(
  'version, ver, release, build, firmware, driver, assembly, nuget, oid, section, chapter, ' +
    'clause, upgrade, changelog, chrome, firefox, edge, safari, sdk',
);
const RIGHT_BEFORE = { before: 24, after: 0 };

/** Below it in every part: more likely a version than an address. */
const LARGEST_OF_A_VERSION = 31;
const message = 'An IP address on the public internet.';

/** IP addresses of either version; those that belong to nobody are left alone in the profile `code`. */
export const ipAddress: Recogniser = {
  rule: 'ip-address',
  version: 1,
  kind: 'pii',
  severity: 'blocking',
  description: 'An IP address.',
  find(scanned, policy) {
    return [...ipv4In(scanned, policy), ...ipv6In(scanned, policy)];
  },
};

function ipv4In(scanned: ScannedText, policy: TextPolicy): Match[] {
  const { numbers, text } = scanned;
  const matches: Match[] = [];
  for (let run = 0; run + 3 < numbers.count; run += 1) {
    const start = numbers.start(run);
    if (text[numbers.end(run)] !== '.' || numbers.start(run + 1) !== numbers.end(run) + 1) continue;
    const end = numbers.end(run + 3);
    if (end - start > 15 || !isDottedQuad(text.slice(start, end))) continue;
    run += 3;
    const score = ipv4Score(scanned, start, end, policy);
    if (score > 0) matches.push({ start, end, score, message, placeholder: 'IP' });
  }
  return matches;
}

const DOTTED_QUAD = /^(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\.(?!$)|$)){4}$/u;

function isDottedQuad(text: string): boolean {
  return DOTTED_QUAD.test(text);
}

function ipv4Score(scanned: ScannedText, start: number, end: number, policy: TextPolicy): number {
  const { text } = scanned;
  const parts = text.slice(start, end).split('.').map(Number);
  const isNobodys = isNobodysIpv4(parts);
  if (isNobodys && policy.profile === 'code') return 0;
  if (!isAlone(text, start, end) || scanned.near(VERSION_WORDS, start, end, RIGHT_BEFORE)) return 0;
  if (isNobodys) return 0.6;
  const isNamed = scanned.near(WORDS, start, end);
  if (policy.profile === 'code') {
    const isNetwork = /^\/\d/u.test(text.slice(end, end + 2)) && parts[3] === 0;
    const isLikeVersion = parts.every((part) => part <= LARGEST_OF_A_VERSION);
    if (isNetwork || (isLikeVersion && !isNamed)) return 0;
  }
  return isNamed ? 0.95 : 0.85;
}

/** Not a piece of a version, a longer number or a name: `v1.2.3.4`, `Chrome/1.2.3.4`, `pkg==1.2.3.4`, `1.2.3.4-rc`. */
function isAlone(text: string, start: number, end: number): boolean {
  const before = text.slice(Math.max(0, start - 2), start);
  if (/[\p{L}\p{N}_.]$|[\p{L}\p{N}][/-]$|[=<>~!]=$|[\^~]$/u.test(before)) return false;
  const after = text.slice(end, end + 4);
  return !/^(?:[\p{L}\p{N}_]|\.\d|-(?!\d{1,3}\.)[\p{L}\p{N}])/u.test(after);
}

/** Longer than the longest IPv6 address. */
const LONGEST_IPV6 = 45;
const IPV6_SIGN = characterClass('0-9a-fA-F:');

function ipv6In(scanned: ScannedText, policy: TextPolicy): Match[] {
  const { text, first } = scanned;
  const matches: Match[] = [];
  /** Of what is written; the same may stand in a text again and again. */
  const scores = new Map<string, number>();
  for (const colon of first.colons) {
    const end = endOfSigns(text, colon);
    const start = startOfSigns(text, colon);
    const isShort = end - start <= LONGEST_IPV6;
    if (end - start <= 2 || !isShort || isPiece(text, start, end)) continue;
    const written = text.slice(start, end);
    const score = scores.get(written) ?? ipv6Score(written, policy);
    scores.set(written, score);
    if (score > 0) matches.push({ start, end, score, message, placeholder: 'IP' });
  }
  return matches;
}

function startOfSigns(text: string, from: number): number {
  let start = from;
  while (start > 0 && isIn(IPV6_SIGN, text.charCodeAt(start - 1))) start -= 1;
  return start;
}

function endOfSigns(text: string, from: number): number {
  let end = from;
  while (end < text.length && isIn(IPV6_SIGN, text.charCodeAt(end))) end += 1;
  return end;
}

const NAME_SIGN = characterClass('0-9A-Za-z_');
const ASCII = 128;

/** Of a longer name or number. */
function isPiece(text: string, start: number, end: number): boolean {
  return text[start - 1] === '.' || isNameSign(text, start - 1) || isNameSign(text, end);
}

function isNameSign(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code < ASCII ? isIn(NAME_SIGN, code) : /[\p{L}\p{N}]/u.test(text[at] ?? ' ');
}

/** 0: no address that could be somebody's. */
function ipv6Score(address: string, policy: TextPolicy): number {
  const groups = ipv6Groups(address);
  if (groups === undefined) return 0;
  if (!isNobodysIpv6(groups)) return 0.9;
  return policy.profile === 'code' ? 0 : 0.6;
}

/** The eight groups of an address; undefined: it is none. `::`, `b::` and `a::b` are not taken for one. */
function ipv6Groups(address: string): number[] | undefined {
  const halves = address.split('::');
  if (halves.length > 2) return undefined;
  const [left = [], right = []] = halves.map((half) => (half === '' ? [] : half.split(':')));
  const written = [...left, ...right];
  if (written.some((group) => !/^[0-9a-f]{1,4}$/iu.test(group))) return undefined;
  const missing = 8 - written.length;
  const isWhole = halves.length === 1 ? missing === 0 : missing > 0 && written.length >= 3;
  if (!isWhole) return undefined;
  const filled = [...left, ...new Array<string>(missing).fill('0'), ...right];
  return filled.map((group) => Number.parseInt(group, 16));
}
