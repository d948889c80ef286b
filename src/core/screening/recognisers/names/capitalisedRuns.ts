import { characterClass, isIn } from '../secrets/characterClass.js';
import { kindOfWord } from './nameLexicon.js';
import { type Sort, sortOfWord } from './wordSort.js';

/** One word of a run. */
export interface NameToken {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** What the lexicon knows of it, as bits. */
  readonly kind: number;
  readonly sort: Sort;
}

/** Capitalised words in a row, with what may stand between the parts of a name. */
export type CapitalisedRun = readonly NameToken[];

interface Run {
  readonly tokens: NameToken[];
  /** Up to where the text was looked at. */
  readonly end: number;
}

const CAPITAL = /\p{Lu}/u;
const LETTER = /[\p{L}\p{M}’ʻ]/u;
const ASCII_CAPITAL = characterClass('A-Z');
const ASCII_LETTER = characterClass("A-Za-z'-");
/** What stands right before a word of code, a path, a mention, a variable. */
const CODE_BEFORE = characterClass('0-9A-Za-z_./\\@#$`&=~+*<-');
/** What follows a word of code. */
const CODE_AFTER = characterClass('0-9_`/\\(=+~#$%[{>');
const ASCII = 128;
const MOST_TOKENS = 6;
const LONGEST_TOKEN = 30;
const PARTICLES = new Set(
  'van von der den de del della di da do dos das du la le el al bin ibn bint ben ter ten te af av zu zum y e abu'.split(
    ' ',
  ),
);

/** Finds runs of capitalised words that are not part of code. Looks at each word once. */
export function capitalisedRuns(text: string): CapitalisedRun[] {
  const runs: CapitalisedRun[] = [];
  for (let at = nextCapital(text, 0); at < text.length; ) {
    const { tokens, end } = runAt(text, at);
    if (tokens.length > 0) runs.push(tokens);
    at = nextCapital(text, end);
  }
  return runs;
}

/**
 * What may be a capital, and not behind what is code; the few exceptions are looked at one by one. The look
 * behind comes second, so that it is only taken where the first part fits.
 */
const CANDIDATE = /[A-Z\u00c0-\u1fff](?<![0-9A-Za-mo-z_./\\@#$`&=~+<-].)/gu;

/** The next capital that begins a word; `text.length` when there is none. */
function nextCapital(text: string, from: number): number {
  CANDIDATE.lastIndex = from;
  for (;;) {
    if (!CANDIDATE.test(text)) return text.length;
    const at = CANDIDATE.lastIndex - 1;
    if (isCapital(text, at) && !isInWord(text, at)) return at;
  }
}

function isCapital(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code < ASCII ? ASCII_CAPITAL[code] === 1 : CAPITAL.test(text[at] ?? '');
}

function isLetter(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code < ASCII ? ASCII_LETTER[code] === 1 : LETTER.test(text[at] ?? '');
}

function isInWord(text: string, at: number): boolean {
  if (at === 0) return false;
  const before = text.charCodeAt(at - 1);
  if (before >= ASCII) return LETTER.test(text[at - 1] ?? '');
  if (CODE_BEFORE[before] !== 1) return false;
  const twoBefore = text[at - 2] ?? ' ';
  // Emphasis may stand before a name; so may the end of a line, as it is written in a log: "\nJohn".
  if (text[at - 1] === '*') return twoBefore !== '*' && twoBefore !== ' ' && twoBefore !== '\n';
  return !(text[at - 1] === 'n' && twoBefore === '\\');
}

function wordEnd(text: string, start: number): number {
  let end = start;
  while (end < text.length && isLetter(text, end)) end += 1;
  return end;
}

/** The run that begins at `start`, without the words at its front that cannot be a name. */
function runAt(text: string, start: number): Run {
  const tokens: NameToken[] = [];
  let end = start;
  for (let at = start; tokens.length < MOST_TOKENS; at = end + 1) {
    const token = tokenAt(text, at);
    if (token === undefined) {
      end = Math.max(end, wordEnd(text, at), start + 1);
      break;
    }
    end = token.end;
    if (tokens.length > 0 || token.sort !== 'word') tokens.push(token);
    if (text[end] !== ' ') break;
  }
  while (tokens.at(-1)?.sort === 'particle' || tokens.at(-1)?.sort === 'word') tokens.pop();
  return { tokens, end };
}

function tokenAt(text: string, start: number): NameToken | undefined {
  const end = wordEnd(text, start);
  if (end === start || end - start > LONGEST_TOKEN) return undefined;
  const word = text.slice(start, end);
  if (!isCapital(text, start)) {
    return PARTICLES.has(word) ? { text: word, start, end, kind: 0, sort: 'particle' } : undefined;
  }
  const initials = end - start === 1 ? initialsEnd(text, start) : undefined;
  if (initials !== undefined) return { text: word, start, end: initials, kind: 0, sort: 'initial' };
  if (isCode(text, end)) return undefined;
  const name = withoutEnding(word);
  const { kind, sort } = knownWord(name);
  return { text: name, start, end: start + name.length, kind, sort };
}

interface KnownWord {
  readonly kind: number;
  readonly sort: Sort;
}

/**
 * The same few thousand words make up most texts. Short ones only: V8 keeps a text alive for a longer piece
 * of it.
 */
const recent = new Map<string, KnownWord>();
const MOST_RECENT = 8192;
const LONGEST_RECENT = 12;

function knownWord(word: string): KnownWord {
  const before = recent.get(word);
  if (before !== undefined) return before;
  const kind = kindOfWord(word);
  const known = { kind, sort: sortOfWord(word, kind) };
  if (word.length > LONGEST_RECENT) return known;
  if (recent.size >= MOST_RECENT) recent.clear();
  recent.set(word, known);
  return known;
}

const INITIALS = /(?:\p{Lu}\.){1,3}(?= )|\p{Lu}(?= )/uy;

/** `J`, `J.`, `J.R.R.`, before another word. */
function initialsEnd(text: string, start: number): number | undefined {
  INITIALS.lastIndex = start;
  return INITIALS.test(text) ? INITIALS.lastIndex : undefined;
}

/** `Client.get`, `Foo::bar`, `Map<`; but not the end of a sentence. */
const MEMBER_AFTER = /^(?:\.[\p{L}\p{N}_]|::|<\p{L})/u;

function isCode(text: string, end: number): boolean {
  const after = text[end];
  if (after === '.' || after === ':' || after === '<') {
    return MEMBER_AFTER.test(text.slice(end, end + 2));
  }
  return isIn(CODE_AFTER, text.charCodeAt(end));
}

const PLAIN = /^[A-Za-z]+$/u;

/** The ending of a genitive, and quotes or hyphens that are not the name's. */
function withoutEnding(word: string): string {
  return PLAIN.test(word) ? word : word.replace(/(?:['’]s?|-)$/u, '');
}
