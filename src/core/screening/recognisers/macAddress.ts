import type { Match, Recogniser } from '../recogniser.js';

const ADDRESS = /[0-9a-f]{2}([:-])(?:[0-9a-f]{2}\1){4}[0-9a-f]{2}/iuy;
const NONE: readonly Match[] = [];
const HEX_PAIR_LENGTH = 2;

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
    return [':', '-'].flatMap((sign) => addressesWith(text, sign, isSample));
  },
};

function addressesWith(text: string, sign: string, isSample: (value: string) => boolean): Match[] {
  const matches: Match[] = [];
  const code = sign.charCodeAt(0);
  for (let at = text.indexOf(sign); at >= 0; at = text.indexOf(sign, at + 1)) {
    // Cheap, and false for nearly every colon and hyphen there is.
    if (
      text.charCodeAt(at + 3) !== code ||
      text.charCodeAt(at + 6) !== code ||
      at < HEX_PAIR_LENGTH
    )
      continue;
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
  return matches;
}

/** Of a fingerprint or another longer run of pairs. */
function isPiece(text: string, start: number, end: number): boolean {
  return (
    /(?:[\p{L}\p{N}_]|(?:^|[^\p{L}\p{N}])[0-9a-f]{2}[:-])$/iu.test(
      text.slice(Math.max(0, start - 4), start),
    ) || /^(?:[\p{L}\p{N}_]|[:-][\p{L}\p{N}])/u.test(text.slice(end, end + 2))
  );
}
