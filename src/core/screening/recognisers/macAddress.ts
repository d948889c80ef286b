import type { Match, Recogniser } from '../recogniser.js';
import { characterClass, runEnd, runStart } from './secrets/characterClass.js';

const ADDRESS = /[0-9a-f]{2}([:-])(?:[0-9a-f]{2}\1){4}[0-9a-f]{2}/iuy;
const NONE: readonly Match[] = [];
const HEX_PAIR_LENGTH = 2;
/** Of a pair and its separator. */
const GROUP = 3;
const COLON = 58;
const HYPHEN = 45;
/** What the runs of `FirstPass` are made of. */
const COLON_RUN = characterClass('0-9A-Fa-f:');
const HYPHEN_RUN = characterClass('0-9A-Za-z+/_-');

/** What people type when they mean any address, and what is nobody's by RFC 7042. */
const NOBODYS =
  /^(?:(..)\1{5}|00005e.*|01005e.*|3333.*|001122334455|0123456789ab|123456789abc|aabbccddeeff|deadbeef.*|001a2b3c4d5e|0a1b2c3d4e5f|1a2b3c4d5e6f|020000000000|0242ac11.*)$/u;
const message = 'The hardware address of a network device.';

/** Hardware (MAC) addresses, with colons or hyphens. */
export const macAddress: Recogniser = {
  rule: 'mac-address',
  version: 1,
  kind: 'pii',
  severity: 'blocking',
  description: 'The hardware (MAC) address of a network device.',
  find({ text, first }, { profile }) {
    // With colons it is a run that has several of them; with hyphens one that could be Base64, and is as long.
    if (first.colons.length === 0 && first.longRuns.length === 0) return NONE;
    const isSample = (value: string) => profile === 'code' && NOBODYS.test(value);
    const matches: Match[] = [];
    for (const second of first.colons) {
      const start = runStart(text, second, COLON_RUN, text.length);
      addAddresses(text, start, runEnd(text, second, COLON_RUN), COLON, isSample, matches);
    }
    for (const start of first.longRuns) {
      addAddresses(text, start, runEnd(text, start, HYPHEN_RUN), HYPHEN, isSample, matches);
    }
    return matches;
  },
};

/** Adds the addresses between two places, with one separator. */
function addAddresses(
  text: string,
  from: number,
  to: number,
  code: number,
  isSample: (value: string) => boolean,
  matches: Match[],
): void {
  for (let at = from + HEX_PAIR_LENGTH; at < to; at += 1) {
    // Cheap, and false for nearly every colon and hyphen there is.
    if (text.charCodeAt(at) !== code || text.charCodeAt(at + GROUP) !== code) continue;
    if (text.charCodeAt(at + 2 * GROUP) !== code) continue;
    const start = at - HEX_PAIR_LENGTH;
    ADDRESS.lastIndex = start;
    const address = ADDRESS.exec(text)?.[0];
    if (address === undefined) continue;
    const end = start + address.length;
    at = end;
    const value = address.replaceAll(/[:-]/gu, '').toLowerCase();
    if (isPiece(text, start, end) || isSample(value)) continue;
    matches.push({ start, end, value, score: 0.85, message, placeholder: 'MAC' });
  }
}

/** Of a fingerprint or another longer run of pairs. */
function isPiece(text: string, start: number, end: number): boolean {
  return (
    /(?:[\p{L}\p{N}_]|(?:^|[^\p{L}\p{N}])[0-9a-f]{2}[:-])$/iu.test(
      text.slice(Math.max(0, start - 4), start),
    ) || /^(?:[\p{L}\p{N}_]|[:-][\p{L}\p{N}])/u.test(text.slice(end, end + 2))
  );
}
