import type { Match, Recogniser } from '../recogniser.js';
import type { ScannedText } from '../scannedText.js';
import { isBasicCredentials } from './secrets/basicCredentials.js';
import { characterClass, isIn } from './secrets/characterClass.js';
import { entropy, kindChanges } from './secrets/entropy.js';
import { isPlaceholder } from './secrets/placeholderValue.js';
import { secretMarksIn } from './secrets/secretMarks.js';

/** RFC 6750 §2.1 and RFC 7617 §2, and what services made up beside them. */
const SCHEME = /[a-z][a-z0-9-]{1,24}[ =]{1,4}(?:\$?["'])?/uy;
const HEADER = /authorization["'`\]]{0,3}\s{0,4}(?:[:=,]|=>|\s)\s{0,4}\\?["'`]?(?:f["'])?/uy;
const CREDENTIALS = /[\w.~+/=|:%-]{1,4096}/uy;
const SHORTEST = 12;
const LEAST_ENTROPY = 2.8;
/** Without a digit, capitals must be strewn about: names in camel case have fewer. */
const RANDOM_CHANGES = 0.2;

/** What a request shows to be let in: `Authorization: Bearer …`, `Basic …`. The span is the credentials alone. */
export const authorizationHeader: Recogniser = {
  rule: 'authorization-header',
  version: 1,
  kind: 'secret',
  severity: 'blocking',
  description: 'The credentials of an HTTP request.',
  find(scanned) {
    const matches: Match[] = [];
    for (const { word, start, end } of secretMarksIn(scanned)) {
      if (word === 'auth') matches.push(...headerAt(scanned, start));
      else if (word === 'bearer ') matches.push(...bearerAt(scanned, end));
    }
    return matches;
  },
};

/** Of `authorization`; cheap, and false for most words that begin so: author, authenticate. */
const AUTH = 'auth';
const GOES_ON = characterClass('oO');
const NONE: readonly Match[] = [];

function headerAt(scanned: ScannedText, start: number): readonly Match[] {
  if (!isIn(GOES_ON, scanned.text.charCodeAt(start + AUTH.length))) return NONE;
  const { lower } = scanned;
  HEADER.lastIndex = start;
  if (!HEADER.test(lower)) return NONE;
  const value = HEADER.lastIndex;
  SCHEME.lastIndex = value;
  const credentials = SCHEME.test(lower) ? SCHEME.lastIndex : value;
  return credentialsAt(scanned, credentials, lower.startsWith('basic', value));
}

/** `Bearer …` without the header's name, as in a sentence or a function call; there a word may follow. */
function bearerAt(scanned: ScannedText, start: number): Match[] {
  const hasDigit = /\d/u.test(scanned.text.slice(start, start + 40));
  return hasDigit ? credentialsAt(scanned, start, false) : [];
}

function credentialsAt({ text }: ScannedText, start: number, basic: boolean): Match[] {
  CREDENTIALS.lastIndex = start;
  const value = CREDENTIALS.exec(text)?.[0].replace(/[.:,]+$/u, '') ?? '';
  const end = start + value.length;
  if (!(basic ? isBasicCredentials(value) : isToken(value, text[end]))) return [];
  return [
    {
      start,
      end,
      score: 0.95,
      message: 'The credentials of an HTTP request.',
      placeholder: basic ? 'PASSWORD' : 'TOKEN',
    },
  ];
}

function isToken(value: string, after: string | undefined): boolean {
  if (value.length < SHORTEST || after === '(' || after === '{' || after === '$') return false;
  if (!/\d/u.test(value) && kindChanges(value) < RANDOM_CHANGES) return false;
  return entropy(value) >= LEAST_ENTROPY && !isPlaceholder(value);
}
