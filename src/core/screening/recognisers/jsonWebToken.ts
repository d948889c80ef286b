import type { Recogniser } from '../recogniser.js';
import { Trigger } from '../triggers.js';
import { characterClass, isIn, runEnd } from './secrets/characterClass.js';

/** Base64 of `{"`, with which every header in practice begins. */
const MARK = 'eyJ';
const MARKS = new Trigger([MARK.toLowerCase()]);
const BASE64_URL = characterClass('0-9A-Za-z_-');
const LONGEST_PART = 8192;
const SHORTEST_PART = 10;

/** Signed (RFC 7515: three parts) and encrypted (RFC 7516: five parts) JSON Web Tokens. */
export const jsonWebToken: Recogniser = {
  rule: 'json-web-token',
  version: 1,
  kind: 'secret',
  severity: 'blocking',
  description: 'A JSON Web Token, by which its bearer is let in.',
  find(scanned) {
    if (!scanned.holds(MARKS)) return [];
    const { text } = scanned;
    const matches = [];
    for (let at = text.indexOf(MARK); at >= 0; ) {
      const end =
        isIn(BASE64_URL, text.charCodeAt(at - 1)) && !isEscaped(text, at)
          ? undefined
          : tokenEnd(text, at);
      if (end !== undefined && !isDocumentationSample(text.slice(at, end))) {
        matches.push({
          start: at,
          end,
          score: 0.98,
          message: this.description,
          placeholder: 'TOKEN',
        });
      }
      at = text.indexOf(MARK, end ?? at + MARK.length);
    }
    return matches;
  },
};

/** `\neyJ…`, in source code. */
function isEscaped(text: string, start: number): boolean {
  return /\\[nrt]$/u.test(text.slice(Math.max(0, start - 2), start));
}

function tokenEnd(text: string, start: number): number | undefined {
  const header = runEnd(text, start, BASE64_URL, LONGEST_PART);
  if (text[header] !== '.' || !isHeader(text.slice(start, header))) return undefined;
  const payload = runEnd(text, header + 1, BASE64_URL, LONGEST_PART);
  let end = payload;
  // The signature; encrypted tokens have two more parts, and their second may be empty.
  for (let parts = 0; parts < 3 && text[end] === '.'; parts += 1) {
    const next = runEnd(text, end + 1, BASE64_URL, LONGEST_PART);
    if (next === end + 1) break;
    end = next;
  }
  return end - header > SHORTEST_PART ? end : undefined;
}

/** Whether it decodes to a header: an object that names an algorithm or a type (RFC 7515 §4.1). */
function isHeader(part: string): boolean {
  const decoded = decode(part);
  return decoded.startsWith('{') && /"(?:alg|typ|enc|kid)"\s{0,4}:/u.test(decoded);
}

/** The token in jwt.io's editor, on which half of all documentation draws. */
function isDocumentationSample(token: string): boolean {
  const payload = decode(token.split('.')[1] ?? '');
  return payload.includes('"1234567890"') && payload.includes('"John Doe"');
}

function decode(part: string): string {
  return Buffer.from(part, 'base64url').toString('latin1');
}
