import type { Match, Recogniser } from '../recogniser.js';
import { Trigger } from '../triggers.js';
import { characterClass, runEnd } from './secrets/characterClass.js';
import { entropy } from './secrets/entropy.js';

/** Longer ones are no keys; also bounds the work for each mark. */
const LONGEST_KEY = 16_384;
const LONGEST_LABEL = 64;
/** Base64 characters after which a key counts as given away, though its end was cut off. */
const SHORTEST_BODY = 60;
const LEAST_ENTROPY = 3;

const MARK = '-----BEGIN ';
const SSH2_MARK = '---- BEGIN SSH2 ENCRYPTED PRIVATE KEY ----';
const PUTTY_MARK = 'PuTTY-User-Key-File-';
const WEB_KEY_MARK = '"d"';
const MARKS = new Trigger([' begin ', PUTTY_MARK.toLowerCase(), WEB_KEY_MARK]);

/**
 * Private keys in the armour people copy: PEM (RFC 7468), OpenSSH, OpenPGP (RFC 9580 §6.2), SSH2, PuTTY, and
 * JSON Web Keys. Also found when the end was cut off, when line ends are written `\n`, and when every line is
 * quoted or indented.
 */
export const privateKey: Recogniser = {
  rule: 'private-key',
  version: 1,
  kind: 'secret',
  severity: 'blocking',
  description: 'A private key.',
  find(scanned) {
    if (!scanned.holds(MARKS)) return [];
    const { text } = scanned;
    return [
      ...marksIn(text, MARK, pemAt),
      ...marksIn(text, SSH2_MARK, (whole, start) =>
        armourAt(whole, start, start + SSH2_MARK.length, '---- END SSH2', '----'),
      ),
      ...marksIn(text, PUTTY_MARK, puttyAt),
      ...marksIn(text, WEB_KEY_MARK, webKeyAt),
    ];
  },
};

type Span = Pick<Match, 'start' | 'end'>;

/** Looks at each place where a mark stands, going on behind what was found. */
function marksIn(
  text: string,
  mark: string,
  look: (text: string, start: number) => Span | undefined,
): Match[] {
  const matches: Match[] = [];
  let at = text.indexOf(mark);
  while (at >= 0) {
    const span = look(text, at);
    if (span !== undefined)
      matches.push({ ...span, score: 0.99, message: 'A private key.', placeholder: 'PRIVATE_KEY' });
    at = text.indexOf(mark, Math.max(at + mark.length, span?.end ?? 0));
  }
  return matches;
}

function pemAt(text: string, start: number): Span | undefined {
  const labelStart = start + MARK.length;
  const labelEnd = text.indexOf('-----', labelStart);
  if (labelEnd < 0 || labelEnd - labelStart > LONGEST_LABEL) return undefined;
  const label = text.slice(labelStart, labelEnd);
  if (!/^(?:[A-Z0-9]+ )*PRIVATE KEY(?: BLOCK)?$/u.test(label)) return undefined;
  return armourAt(text, start, labelEnd + 5, `-----END ${label}`, '-----');
}

/** From the mark to the end mark, or, when that is missing, as far as the body goes. */
function armourAt(
  text: string,
  start: number,
  bodyStart: number,
  endMark: string,
  closing: string,
): Span | undefined {
  const reach = text.slice(bodyStart, start + LONGEST_KEY);
  const length = armouredLength(reach);
  const characters = reach.slice(0, length).replaceAll(NOT_BASE64, '');
  if (characters.length < SHORTEST_BODY || isStandIn(characters)) return undefined;
  const bodyEnd = bodyStart + length;
  const endAt = bodyStart + betweenEnd(reach, length);
  if (!text.startsWith(endMark, endAt)) return { start, end: bodyEnd };
  const end = endAt + endMark.length;
  return { start, end: text.startsWith(closing, end) ? end + closing.length : end };
}

/** Keys hold long runs of zero, so that only words and a poor choice of characters tell. */
function isStandIn(characters: string): boolean {
  return entropy(characters) < LEAST_ENTROPY || /example|your_?key|x{8}/iu.test(characters);
}

const NOT_BASE64 = /\\[nrt]|[^A-Za-z0-9+/=]/gu;
const BASE64 = characterClass('A-Za-z0-9+/=');
/** What may stand between two lines of a key: line ends, written out or not, quotes, indents. */
const BETWEEN = characterClass(' \t\r\n"\'`>+,\\|#*;');
const LONGEST_BETWEEN = 60;
const HEADER =
  /(?:[A-Za-z][\w-]{0,40}: ?[^\n\\]{0,200}(?:\\r|\\n|[\r\n]){1,6}[ \t>"'+]{0,20}){1,8}/uy;
/** A line of a key; shorter ones are its last, or words. */
const SHORTEST_LINE = 16;

/** How far a text is lines of Base64, in code units. */
function armouredLength(body: string): number {
  let end = betweenEnd(body, 0);
  HEADER.lastIndex = end;
  const header = HEADER.exec(body);
  if (header !== null) end = betweenEnd(body, end + header[0].length);
  let last = 0;
  for (;;) {
    const lineEnd = runEnd(body, end, BASE64);
    if (lineEnd === end) return last;
    // Behind the last line of a cut key goes on the sentence around it.
    if (lineEnd - end < SHORTEST_LINE && last > 0 && !endsHere(body, lineEnd)) return last;
    last = lineEnd;
    end = betweenEnd(body, lineEnd);
    if (end === lineEnd) return last;
  }
}

function endsHere(body: string, at: number): boolean {
  return at >= body.length || body[at - 1] === '=' || /[\r\n\\"']/u.test(body[at] ?? '');
}

function betweenEnd(body: string, start: number): number {
  let end = start;
  while (end - start < LONGEST_BETWEEN) {
    if (body[end] === '\\' && /[nrt]/u.test(body[end + 1] ?? '')) end += 2;
    else if (runEnd(body, end, BETWEEN, 1) > end) end += 1;
    else break;
  }
  return end;
}

const LINE_COUNT = characterClass(' 0-9');

/** PuTTY's own format: the private lines, and the checksum over them. */
function puttyAt(text: string, start: number): Span | undefined {
  const next = text.indexOf(PUTTY_MARK, start + PUTTY_MARK.length);
  const limit = start + LONGEST_KEY;
  const reach = text.slice(start, next < 0 ? limit : Math.min(next, limit));
  const lines = reach.indexOf('Private-Lines:');
  if (lines < 0) return undefined;
  const bodyStart = runEnd(reach, lines + 'Private-Lines:'.length, LINE_COUNT);
  const bodyEnd = armouredLength(reach.slice(bodyStart));
  if (bodyEnd < SHORTEST_BODY) return undefined;
  const checksum = /Private-(?:MAC|Hash): ?[0-9a-f]{40,64}/u.exec(reach.slice(bodyStart));
  const end =
    checksum === null ? bodyStart + bodyEnd : bodyStart + checksum.index + checksum[0].length;
  return { start, end: start + end };
}

const WEB_KEY = /"d"\s{0,8}:\s{0,8}"([A-Za-z0-9_-]{42,1400})"/uy;

/** RFC 7517: the member `d` of a key that also says its type. The span is that number alone. */
function webKeyAt(text: string, start: number): Span | undefined {
  WEB_KEY.lastIndex = start;
  const found = WEB_KEY.exec(text);
  if (found?.[1] === undefined) return undefined;
  const around = text.slice(Math.max(0, start - 2000), start + 4000);
  if (!around.includes('"kty"')) return undefined;
  const end = WEB_KEY.lastIndex - 1;
  return { start: end - found[1].length, end };
}
