import type { Match, Recogniser } from '../recogniser.js';
import type { ScannedText } from '../scannedText.js';
import { isBasicCredentials } from './secrets/basicCredentials.js';
import { characterClass, isIn, runEnd, runStart } from './secrets/characterClass.js';
import { secondOfPair } from './secrets/credentialPair.js';
import { secretMarksIn } from './secrets/secretMarks.js';
import { type SecretKind, secretKindOf } from './secrets/secretName.js';
import { isSecretValue } from './secrets/secretValue.js';
import { type PlacedValue, takesNextWord, valueAfter } from './secrets/valueAfter.js';

const NAME = characterClass('0-9A-Za-z_.-');
const FOLLOWS = characterClass('\t "\'`\\])=:(><?!%\n\r,;');
const BLANK = 32;
/** Signs, quotes, and the first letters of "is", "was", "are", "for", "of", "to", "on". */
const FOLLOWS_BLANK = characterClass('\t "\'`=:<?!(|0iwafot-');
const LONGEST_NAME = 80;
/** What names stand inside a longer value is not looked at again, so that the work stays linear. */
const LONG = 120;
const LETTER = characterClass('A-Za-z');
const LONGEST_WORD = 20;

/**
 * A value beside a name that speaks of a secret: `DB_PASSWORD=…`, `"apiKey": "…"`, `--token …`,
 * `<password>…</password>`, `the password is …`. The span is the value alone.
 */
export const secretAssignment: Recogniser = {
  rule: 'secret-assignment',
  version: 2,
  kind: 'secret',
  severity: 'blocking',
  description: 'A password, key or token beside a name that says so.',
  find(scanned) {
    return assignmentsIn(scanned);
  },
};

function assignmentsIn(scanned: ScannedText): Match[] {
  const { text } = scanned;
  const matches: Match[] = [];
  let done = 0;
  for (const { start: at, end: least, word } of secretMarksIn(scanned)) {
    if (at < done || word.endsWith(' ')) continue;
    const runsTo = Math.max(least, runEnd(text, at, NAME, LONGEST_NAME));
    const end = nameEnd(text, runsTo, least);
    done = end;
    if (!isIn(FOLLOWS, text.charCodeAt(end))) continue;
    const start = runStart(text, at, NAME, LONGEST_NAME);
    if (!mayBeFollowed(text, start, end) || isPathPart(text, start, end)) continue;
    done = addMatch(text, start, end, matches);
  }
  return matches;
}

/** Adds what is found beside the name at `[start, end)`. @returns where to go on */
function addMatch(text: string, start: number, end: number, matches: Match[]): number {
  const pair = secondOfPair(text, start, end);
  const value = pair === undefined ? valueAfter(text, start, end) : undefined;
  const match = pair ?? (value && assignmentAt(text, start, end, value));
  if (match !== undefined) matches.push(match);
  const length = value?.text.length ?? 0;
  return value !== undefined && length > LONG ? value.start + length : end;
}

/** A dot or hyphen at the end is the sentence's. */
function nameEnd(text: string, runsTo: number, least: number): number {
  let end = runsTo;
  while (end > least && /[.-]/u.test(text[end - 1] ?? '')) end -= 1;
  return end;
}

/** A first look at the next character; in most texts it settles the matter. */
function mayBeFollowed(text: string, start: number, end: number): boolean {
  if (text.charCodeAt(end) !== BLANK) return true;
  return isIn(FOLLOWS_BLANK, text.charCodeAt(end + 1)) || takesNextWord(text, start);
}

/** `arn:…:secret:name-of-it`. */
function isPathPart(text: string, start: number, end: number): boolean {
  return text[start - 1] === ':' && text[end] === ':';
}

function assignmentAt(
  text: string,
  start: number,
  end: number,
  value: PlacedValue,
): Match | undefined {
  const name = text.slice(start, end);
  const kind = secretKindOf(name, wordsBefore(text, start)) ?? kindByValue(name, value);
  if (kind === undefined || !isSecretValue(value, kind)) return undefined;
  return {
    start: value.start,
    end: value.start + value.text.length,
    score: scoreOf(value, kind),
    message:
      kind === 'password'
        ? 'A password, by the name beside it.'
        : 'A key or token, by the name beside it.',
    placeholder: placeholderOf(name, kind),
  };
}

/** `"auth": "…"` and `key = "…"` say little; the value has to say the rest. */
function kindByValue(name: string, { text, quoted }: PlacedValue): SecretKind {
  if (/^_?auth$/iu.test(name)) return isBasicCredentials(text) ? 'key' : undefined;
  return name.toLowerCase() === 'key' && quoted && KEY_BY_ITSELF.test(text) ? 'key' : undefined;
}

/** So long, with small letters, capitals and digits, and nothing that parts words. */
const KEY_BY_ITSELF = /^(?=.*[a-z])(?=.*[A-Z])(?=.*\d)[A-Za-z0-9+/]{32,128}={0,2}$/u;

function scoreOf({ quoted, literal, text }: PlacedValue, kind: SecretKind): number {
  if (text.length >= 20) return 0.95;
  if (quoted || literal) return kind === 'password' ? 0.9 : 0.85;
  return 0.7;
}

function placeholderOf(name: string, kind: SecretKind): string {
  if (kind === 'password') return 'PASSWORD';
  return /tok|auth|bearer|pat$/iu.test(name) ? 'TOKEN' : 'API_KEY';
}

/** Up to two words written right before the name, on the same line. */
function wordsBefore(text: string, start: number): string[] {
  const words: string[] = [];
  let end = start;
  while (words.length < 2 && text.charCodeAt(end - 1) === BLANK) {
    const from = runStart(text, end - 1, LETTER, LONGEST_WORD);
    if (from === end - 1) break;
    words.unshift(text.slice(from, end - 1).toLowerCase());
    end = from;
  }
  return words;
}
