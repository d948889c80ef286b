import type { ScannedText } from '../../scannedText.js';
import { Trigger } from '../../triggers.js';
import { GIVEN, kindOfWord, ORDINARY, SURNAME } from './nameLexicon.js';
import type { ScoredName } from './scoreName.js';
import { FUNCTION_WORDS, TECHNICAL_NAMES } from './technicalNames.js';

/** Written in small letters, a name shows only where somebody says that it is one. */
const SPOKEN =
  /(?<!\p{L})(?:my name is|name is|calls me|call me|dear|(?:mr|mrs|ms|dr)\.?) {1,2}(\p{Ll}[\p{Ll}'’-]{1,24}(?: \p{Ll}[\p{Ll}'’-]{1,24})?)/gu;
const CUES = new Trigger([
  'name is',
  'call me',
  'calls me',
  'dear ',
  'mr. ',
  'mrs. ',
  'ms. ',
  'dr. ',
]);
/** Who shall do something, in the comments of programmers, and who shall hear of it. */
const HANDLE =
  /(?:(?:TODO|FIXME|XXX|HACK|NOTE)\(@?|cc:? @)([A-Za-z][A-Za-z0-9._-]{1,38})(?![A-Za-z0-9])/gu;

const HANDLE_MARKS = new Trigger(['todo(', 'fixme(', 'xxx(', 'hack(', 'note(', 'cc @', 'cc: @']);

/** Names in small letters behind a cue, and user names made of a name. */
export function spokenNames(scanned: ScannedText): ScoredName[] {
  const { text } = scanned;
  const names: ScoredName[] = [];
  if (scanned.holds(CUES)) {
    for (const { index, 0: whole, 1: said = '' } of text.matchAll(SPOKEN)) {
      const start = index + whole.length - said.length;
      const length = spokenLength(said);
      if (length > 0) names.push({ start, end: start + length, score: 0.6 });
    }
  }
  if (!scanned.holds(HANDLE_MARKS)) return names;
  for (const { index, 0: whole, 1: handle = '' } of text.matchAll(HANDLE)) {
    if (!isHandleOfAPerson(handle)) continue;
    const start = index + whole.lastIndexOf(handle);
    names.push({ start, end: start + handle.length, score: 0.6 });
  }
  return names;
}

/** How much of what was said is a name: both words, the first, or nothing. */
function spokenLength(said: string): number {
  const [first = '', second] = said.split(' ');
  if (!isName(first)) return 0;
  return second !== undefined && isName(second) ? said.length : first.length;
}

function isName(word: string): boolean {
  const kind = kindOfWord(word);
  return (kind & (GIVEN | SURNAME)) !== 0 && (kind & ORDINARY) === 0 && !isWord(word);
}

function isWord(word: string): boolean {
  return FUNCTION_WORDS.has(word) || TECHNICAL_NAMES.has(word);
}

/** `alice.jones`, `maria-lopez`, `jsmith`; not `perf`, `docs` or a number of a ticket. */
function isHandleOfAPerson(handle: string): boolean {
  const parts = handle
    .toLowerCase()
    .split(/[._-]|\d+/u)
    .filter((part) => part !== '');
  if (parts.some((part) => part.length > 2 && isName(part))) return true;
  const [only = ''] = parts;
  return (
    parts.length === 1 &&
    only.length > 4 &&
    (kindOfWord(only.slice(1)) & SURNAME) !== 0 &&
    kindOfWord(only) === 0
  );
}
