import { stickyEnd } from '../../stickyEnd.js';
import type { Value } from './secretValue.js';

export interface PlacedValue extends Value {
  readonly start: number;
}

/** What may stand between a name and the sign: its closing quote or bracket, a type, blanks. */
const SIGN =
  /\\?["'`]?\]?\)?[ \t]{0,20}(?:\?|!)?(?::[ \t]{0,4}(?:string|str|String|&str|const char \*|Optional\[str\]|SecretStr|String\?)[ \t]{0,4})?(=>|:=|\?=|\+=|={1,3}|:|<-|%3[Dd])[ \t]{0,20}/uy;
const COMMA = /\\?["'`][ \t]{0,4},[ \t]{0,4}(?=\\?["'`])/uy;
const CALL = /\([ \t]{0,4}(?=\\?["'`])/uy;
const ELEMENT = /[^<>\n]{0,60}>/uy;
const NAMED_VALUE =
  /\\?["'`]?[ \t]{0,4}[,;]?\s{0,40}(?:-[ \t]{0,4})?\\?["'`]?(?:value|Value|default|content|secret)\\?["'`]?[ \t]{0,4}[:=][ \t]{0,4}/uy;
/** In a sentence: "the password is …", "password for admin: …". */
const PROSE =
  /(?: (?:for|of|to|on)(?: [\w@.'-]{1,30}){1,5}?)? ?(?:(?:is|was|are|has been|got)(?: now| still| just)?(?: set to| changed to| reset to)?|:|=):?[ \t]{1,4}/uy;
/** Of a wallet, or of 256 bits of anything. */
const HEXADECIMAL_KEY = / (?:0x)?[0-9a-fA-F]{64}(?![0-9a-zA-Z])/uy;
const BLANK = /[ \t]{1,20}/uy;

/** Literal of a string, with the prefixes and escaped quotes that languages have. */
const QUOTED = /(?:[fFbBrRuUN@$]|\\)?(["'`])/uy;
const LONGEST = 4200;
const UNQUOTED_END = /[\s"'`<>,;)}\]&|]|$/u;
/** Where no query string can be, `&` and `|` may be part of a password. */
const SENTENCE_END = /[\s"'`<>,;)}\]]|$/u;
const WORD_END = /\s|$/u;
const LINE_VALUE_END = /[\s"'`]|$/u;
const ASSIGNED_BEFORE =
  /(?:^|[\n\r])[ \t]{0,12}(?:export |set |SET |ENV |ARG |setx |-e |--env |- |\$env:)?$/u;

/** The value that belongs to the name at `[start, end)`, if one does. */
export function valueAfter(text: string, start: number, end: number): PlacedValue | undefined {
  const next = text[end] ?? '';
  if (next === '>') return elementValue(text, start, end);
  if (next === '(') return quotedAfter(text, end, CALL);
  if (next === ' ' || next === '\t') {
    return signedValue(text, start, end) ?? spokenValue(text, start, end);
  }
  return signedValue(text, start, end) ?? namedValue(text, end) ?? quotedAfter(text, end, COMMA);
}

/** `name = value`, `"name": "value"`, `name=value`. */
function signedValue(text: string, start: number, end: number): PlacedValue | undefined {
  const sign = stickyEnd(SIGN, text, end);
  if (sign === undefined) return undefined;
  const tight = sign === end + 1 || (text[sign - 1] === '=' && text[end] === '=');
  const quoted = quotedAt(text, sign);
  if (quoted !== undefined) return quoted;
  const atLineStart = ASSIGNED_BEFORE.test(text.slice(Math.max(0, start - 24), start));
  const isYaml = atLineStart && text[end] === ':';
  const literal = tight || isYaml;
  const inUrl = text[sign - 1] === '=' ? UNQUOTED_END : SENTENCE_END;
  const shape = literal && atLineStart ? LINE_VALUE_END : inUrl;
  return unquotedAt(text, sign, shape, literal);
}

/** `--password value`, `ENV API_KEY value`, `the password is value`. */
function spokenValue(text: string, start: number, end: number): PlacedValue | undefined {
  // In SQL: `WITH PASSWORD '…'`.
  const literal = /^password$/iu.test(text.slice(start, end))
    ? quotedAfter(text, end, BLANK)
    : undefined;
  if (literal !== undefined) return literal;
  const prose = stickyEnd(PROSE, text, end);
  if (prose !== undefined) return quotedAt(text, prose) ?? sentenceValue(text, prose);
  const key = stickyEnd(HEXADECIMAL_KEY, text, end);
  if (key !== undefined) return unquotedAt(text, end + 1, UNQUOTED_END, true);
  if (!takesNextWord(text, start)) return undefined;
  const value = stickyEnd(BLANK, text, end);
  if (value === undefined) return undefined;
  return quotedAt(text, value) ?? unquotedAt(text, value, LINE_VALUE_END, true);
}

const DIRECTIVES = ['ENV ', 'ARG ', 'setx ', ' set '];
const LONGEST_LOGIN = 120;

/** Whether the value of a name stands behind a blank: options, settings of containers and shells, `.netrc`. */
export function takesNextWord(text: string, start: number): boolean {
  if (text[start] === '-') return text[start + 1] !== ' ';
  if (text[start - 1] !== ' ') return false;
  const before = text.slice(Math.max(0, start - LONGEST_LOGIN), start);
  if (DIRECTIVES.some((directive) => before.endsWith(directive))) return true;
  return text.startsWith('password ', start) && /\blogin \S{1,80} $/u.test(before);
}

/** What a sentence says: without its punctuation, and more than a word. */
function sentenceValue(text: string, start: number): PlacedValue | undefined {
  const value = unquotedAt(text, start, WORD_END, false);
  if (value === undefined || !/\d/u.test(value.text)) return undefined;
  return { ...value, text: value.text.replace(/["'`.,;:)]{1,4}$/u, '') };
}

/** `name: API_KEY` and below it, or beside it, `value: …`. */
function namedValue(text: string, end: number): PlacedValue | undefined {
  const value = stickyEnd(NAMED_VALUE, text, end);
  if (value === undefined) return undefined;
  return quotedAt(text, value) ?? unquotedAt(text, value, LINE_VALUE_END, true);
}

/** `<password>value</password>`. */
function elementValue(text: string, start: number, end: number): PlacedValue | undefined {
  const open = text[start - 1] === '<' ? stickyEnd(ELEMENT, text, end) : undefined;
  if (open === undefined) return undefined;
  const reach = text.slice(open, open + LONGEST);
  const length = reach.indexOf('<');
  if (length < 0 || /\s/u.test(reach.slice(0, length).trim())) return undefined;
  const value = reach.slice(0, length);
  return { start: open, text: value, quoted: true, literal: true };
}

function quotedAfter(text: string, end: number, bridge: RegExp): PlacedValue | undefined {
  const value = stickyEnd(bridge, text, end);
  return value === undefined ? undefined : quotedAt(text, value);
}

/** The content of the string literal that begins at `start`. */
function quotedAt(text: string, start: number): PlacedValue | undefined {
  QUOTED.lastIndex = start;
  const quote = QUOTED.exec(text)?.[1];
  if (quote === undefined) return undefined;
  const from = QUOTED.lastIndex;
  const escaped = text[from - 2] === '\\';
  for (let at = from; at < from + LONGEST && at < text.length; at += 1) {
    const character = text[at];
    if (character === '\n') return undefined;
    if (character === '\\' && text[at + 1] === quote && escaped) return literalAt(text, from, at);
    if (character === '\\') at += 1;
    else if (character === quote) return literalAt(text, from, at);
  }
  return undefined;
}

const CLOSING: Readonly<Record<string, string>> = { '[': ']', '(': ')', '{': '}' };

function literalAt(text: string, start: number, end: number): PlacedValue {
  return { start, text: text.slice(start, end), quoted: true, literal: true };
}

function unquotedAt(
  text: string,
  start: number,
  end: RegExp,
  literal: boolean,
): PlacedValue | undefined {
  const reach = text.slice(start, start + LONGEST);
  const length = reach.search(end);
  // A bracket that the value itself opened is its own: `[PASSWORD_1]`.
  const whole = reach.slice(0, CLOSING[reach[0] ?? ''] === reach[length] ? length + 1 : length);
  // Three dots say that the rest was left out.
  const value = whole.endsWith('...') ? whole : whole.replace(/[.,;:]{1,4}$/u, '');
  return value === '' ? undefined : { start, text: value, quoted: false, literal };
}
