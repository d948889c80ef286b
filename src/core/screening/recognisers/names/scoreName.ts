import type { TextPolicy } from '../../recogniser.js';
import type { CapitalisedRun, NameToken as Part } from './capitalisedRuns.js';
import {
  actsLikeAPerson,
  beginsSentence,
  type Cue,
  cueBefore,
  hasNumberBeside,
  isAfterArticle,
} from './nameCues.js';
import { BOTH, kindOfWord, SENTENCE } from './nameLexicon.js';
import { EXAMPLE_NAMES, METHODS } from './technicalNames.js';
import { hasSurnameEnding, isShouted, type Sort } from './wordSort.js';

export interface ScoredName {
  readonly start: number;
  readonly end: number;
  readonly score: number;
}

/** The most likely name in a row of capitalised words. */
export function bestName(
  text: string,
  parts: CapitalisedRun,
  profile: TextPolicy['profile'],
): ScoredName | undefined {
  let best: ScoredName | undefined;
  for (let from = 0; from < parts.length; from += 1) {
    const name = nameFrom(text, parts, from, profile);
    if (name !== undefined && name.score > (best?.score ?? 0)) best = name;
    // What goes before a good name is the sentence's.
    if (best !== undefined && best.score >= GOOD) break;
  }
  return best;
}

const GOOD = 0.7;
const MOST_PARTS = 5;

const NAMES: ReadonlySet<Sort> = new Set([
  'given',
  'surname',
  'doubtfulGiven',
  'doubtfulSurname',
  'foreign',
  'unknown',
]);
const CAN_BEGIN: ReadonlySet<Sort> = new Set([...NAMES, 'initial']);

function nameFrom(
  text: string,
  parts: readonly Part[],
  from: number,
  profile: TextPolicy['profile'],
): ScoredName | undefined {
  const first = parts[from];
  if (first === undefined || !CAN_BEGIN.has(first.sort) || isArticle(first)) return undefined;
  const to = nameEnd(parts, from);
  const name = parts.slice(from, to);
  const last = name.at(-1);
  const words = name.filter(({ sort }) => NAMES.has(sort));
  if (last === undefined || words.length === 0) return undefined;
  const shape =
    words.length === 1 ? aloneScore(words[0] ?? first, name.length) : rowScore(words, name.length);
  const single = words.length === 1 && shape > 0;
  const bias = single && profile === 'general' ? GENERAL : 0;
  const lone = name.length === 1 && profile === 'code' ? loneScore(text, first) : 0;
  const told = shape + bias - lone + CUE_SCORES[cueBefore(text, first.start)];
  // Cheap, and true of most: words that nobody knows, at the beginning of a sentence.
  if (told + MOST_CONTEXT < LEAST_SCORE) return undefined;
  const written = text.slice(first.start, last.end).toLowerCase();
  if (EXAMPLE_NAMES.has(written) || METHODS.has(written.replaceAll('-', ' '))) return undefined;
  const around = contextScore(text, first, last, words.length);
  const score = told + around + thingScore(parts[from - 1], parts[to], words.length);
  return { start: first.start, end: last.end, score: Math.max(0, Math.min(0.99, score)) };
}

/** From here on, a row of words is a name. */
export const LEAST_SCORE = 0.5;
/** "John's laptop": what has something is more often somebody. */
function loneScore(text: string, { sort, end }: Part): number {
  return sort === 'given' && !"'’".includes(text[end] ?? ' ') ? LONE : 0;
}

/** What the context can add at most. */
const MOST_CONTEXT = 0.4;
/** In general text a name alone is more likely a person's than a product's. */
const GENERAL = 0.1;
/**
 * Beside code one word that is a given name is as likely a product (Aurelia, Jasmine), or somebody in an example; and it
 * tells nobody from others who are called so. Something around has to say that it is a person.
 */
const LONE = 0.05;

/** "A Blue Green Deployment", "I Should": no initial without its dot. */
function isArticle({ sort, end, start, text }: Part): boolean {
  return sort === 'initial' && end - start === 1 && (text === 'A' || text === 'I');
}

/** How far a name reaches: up to a word that is none. */
function nameEnd(parts: readonly Part[], from: number): number {
  let to = from + 1;
  while (to < parts.length && to - from < MOST_PARTS && isNamePart(parts[to])) to += 1;
  while (to > from + 1 && parts[to - 1]?.sort === 'particle') to -= 1;
  return to;
}

function isNamePart(part: Part | undefined): boolean {
  return part !== undefined && part.sort !== 'word' && part.sort !== 'thing';
}

const ALONE: Readonly<Partial<Record<Sort, number>>> = {
  given: 0.5,
  surname: 0.3,
  doubtfulGiven: 0.15,
  doubtfulSurname: 0.1,
  foreign: 0.2,
  unknown: 0.08,
};
const SHORTEST_ALONE = 3;

/** One word, or one with initials: `Ada`, `Ada L.`, `J. Smith`. */
function aloneScore(first: Part, length: number): number {
  if (length > 1) return first.sort === 'unknown' || first.sort.startsWith('doubtful') ? 0.2 : 0.5;
  if (isShouted(first.text) || first.text.length < SHORTEST_ALONE) return 0;
  const ending =
    (first.sort === 'foreign' || first.sort === 'unknown') && hasSurnameEnding(first.text);
  return (ALONE[first.sort] ?? 0) + (ending ? 0.15 : 0);
}

const AS_FIRST: Readonly<Partial<Record<Sort, number>>> = {
  given: 0.45,
  doubtfulGiven: 0.25,
  surname: 0.3,
  doubtfulSurname: 0.1,
  foreign: 0.25,
  unknown: 0.13,
};
const AS_LAST: Readonly<Partial<Record<Sort, number>>> = {
  surname: 0.4,
  given: 0.37,
  doubtfulSurname: 0.25,
  doubtfulGiven: 0.1,
  foreign: 0.3,
  unknown: 0.15,
};
/** What a middle initial or a particle tells: things have none. */
const BETWEEN = 0.2;

/** Two words or more. */
function rowScore(words: readonly Part[], length: number): number {
  const first = words[0];
  const last = words.at(-1);
  if (first === undefined || last === undefined) return 0;
  if (words.every(({ text }) => isShouted(text))) return words.every(isPlainName) ? 0.5 : 0.1;
  const ending = hasSurnameEnding(last.text) && !last.sort.startsWith('doubtful') ? 0.15 : 0;
  const between = length > words.length ? BETWEEN : 0;
  const asLast = Math.max(
    AS_LAST[last.sort] ?? 0,
    (last.kind & BOTH) === BOTH ? (AS_LAST.surname ?? 0) * 0.9 : 0,
  );
  const doubted = last.sort.startsWith('doubtful')
    ? Math.min(asLast, AS_LAST.doubtfulSurname ?? 0)
    : asLast;
  return Math.min(0.9, (AS_FIRST[first.sort] ?? 0) + doubted + ending + between);
}

function isPlainName({ sort }: Part): boolean {
  return sort === 'given' || sort === 'surname';
}

const CUE_SCORES: Readonly<Record<Cue, number>> = {
  title: 0.6,
  strong: 0.45,
  field: 0.25,
  weak: 0.1,
  none: 0,
  place: -0.15,
};

function contextScore(text: string, first: Part, last: Part, words: number): number {
  const before = text.slice(Math.max(0, first.start - 24), first.start);
  const after = text.slice(last.end, last.end + 40);
  let score = 0;
  if (actsLikeAPerson(after)) score += 0.25;
  if (hasNumberBeside(before, after)) score -= 0.3;
  if (isListed(before, after)) score += 0.15;
  if (words > 1) return score;
  if (isAfterArticle(before)) score -= 0.25;
  const isWordThere = first.sort.startsWith('doubtful') || (first.kind & SENTENCE) !== 0;
  return isWordThere && score <= 0 && beginsSentence(before) ? score - 0.2 : score;
}

const LISTED_AFTER = /^(?:, | and | & )(\p{Lu}[\p{L}’'-]{2,20})/u;
const LISTED_BEFORE = /(\p{Lu}[\p{L}’'-]{2,20})(?:, | and | & |, and )$/u;

/** One of several names in a row: "Grace, Ada and Emmy". */
function isListed(before: string, after: string): boolean {
  const neighbours = [LISTED_BEFORE.exec(before)?.[1], LISTED_AFTER.exec(after)?.[1]];
  return neighbours.some((word) => {
    const kind = word === undefined ? 0 : kindOfWord(word);
    return (kind & BOTH) !== 0 && (kind & ~(BOTH | SENTENCE)) === 0;
  });
}

/** "Dijkstra Algorithm", "Jenkins Server", "Miller Ltd", "North Carolina": the name of a thing or place. */
function thingScore(before: Part | undefined, after: Part | undefined, words: number): number {
  const placed = words === 1 && before?.sort === 'thing' ? -0.2 : 0;
  return placed + (after?.sort === 'thing' ? -0.6 : 0);
}
