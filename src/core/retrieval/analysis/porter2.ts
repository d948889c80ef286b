import { addToGroup } from '../../records/addToGroup.js';

/**
 * The Porter2 stemmer for English (Martin Porter, 2002; https://snowballstem.org/algorithms/english/stemmer.html),
 * as of Snowball 3.0. It brings together `accept`, `accepted` and `accepting`.
 * @param word lower-case ASCII letters; anything else is given back as it came
 */
export function stemOf(word: string): string {
  if (word.length < 3 || !isLowerCaseAscii(word)) return word;
  const known = EXCEPTIONS.get(word);
  if (known !== undefined) return known;
  const marked = withConsonantY(word);
  const [r1, r2] = regionsOf(marked);
  let stem = withoutPlural(marked);
  if (INVARIANT_AFTER_PLURAL.has(stem)) return stem;
  stem = withoutPast(stem, r1);
  stem = withFinalI(stem);
  stem = replaceSuffix(stem, STEP_2, r1, r2);
  stem = replaceSuffix(stem, STEP_3, r1, r2);
  stem = replaceSuffix(stem, STEP_4, r1, r2);
  return withoutFinal(stem, r1, r2).toLowerCase();
}

const [A, Z] = [97, 122];

function isLowerCaseAscii(word: string): boolean {
  for (let i = 0; i < word.length; i += 1) {
    const code = word.charCodeAt(i);
    if (code < A || code > Z) return false;
  }
  return true;
}

/** What the rules would get wrong. */
const EXCEPTIONS: ReadonlyMap<string, string> = new Map([
  ['skis', 'ski'],
  ['skies', 'sky'],
  ['dying', 'die'],
  ['lying', 'lie'],
  ['tying', 'tie'],
  ['idly', 'idl'],
  ['gently', 'gentl'],
  ['ugly', 'ugli'],
  ['early', 'earli'],
  ['only', 'onli'],
  ['singly', 'singl'],
  ...['sky', 'news', 'howe', 'atlas', 'cosmos', 'bias', 'andes'].map((word): [string, string] => [
    word,
    word,
  ]),
]);

const INVARIANT_AFTER_PLURAL = new Set(
  'inning outing canning herring earring evening proceed exceed succeed'.split(' '),
);

function isVowel(letter: string | undefined): boolean {
  switch (letter) {
    case 'a':
    case 'e':
    case 'i':
    case 'o':
    case 'u':
    case 'y':
      return true;
    default:
      return false;
  }
}

/** A `y` that begins the word or follows a vowel is a consonant, and written `Y`. */
function withConsonantY(word: string): string {
  if (!word.includes('y')) return word;
  let marked = '';
  for (const letter of word)
    marked += letter === 'y' && (marked === '' || isVowel(marked.at(-1))) ? 'Y' : letter;
  return marked;
}

/** Words that begin so are cut no shorter: `general` and `generate`, `internal` and `intern` stay apart. */
const LONG_PREFIXES = 'gener commun arsen past univers later emerg organ inter'.split(' ');

const MAY_BEGIN_LONG = new Set(LONG_PREFIXES.map((each) => each.charAt(0)));

/** Where R1 and R2 begin: behind the first consonant that follows a vowel, and the same once more. */
function regionsOf(word: string): [number, number] {
  const prefix = MAY_BEGIN_LONG.has(word.charAt(0))
    ? LONG_PREFIXES.find((each) => word.startsWith(each))
    : undefined;
  const r1 = prefix === undefined ? behindSyllable(word, 0) : prefix.length;
  return [r1, behindSyllable(word, r1)];
}

function behindSyllable(word: string, start: number): number {
  for (let i = start + 1; i < word.length; i += 1)
    if (!isVowel(word[i]) && isVowel(word[i - 1])) return i + 1;
  return word.length;
}

function hasVowel(text: string): boolean {
  for (const letter of text) if (isVowel(letter)) return true;
  return false;
}

/** A vowel between consonants, the last none of `w`, `x`, `Y`; or a vowel and a consonant that are all. */
function endsInShortSyllable(word: string): boolean {
  const [third, second, last] = [word.at(-3), word.at(-2), word.at(-1)];
  if (word === 'past') return true;
  if (last === undefined || isVowel(last) || !isVowel(second)) return false;
  return word.length === 2 || (!isVowel(third) && third !== undefined && !'wxY'.includes(last));
}

/** Step 1a. */
function withoutPlural(word: string): string {
  if (word.endsWith('sses')) return word.slice(0, -2);
  if (word.endsWith('ied') || word.endsWith('ies')) return word.slice(0, word.length > 4 ? -2 : -1);
  if (!word.endsWith('s') || word.endsWith('us') || word.endsWith('ss')) return word;
  return hasVowel(word.slice(0, -2)) ? word.slice(0, -1) : word;
}

const PAST = ['eedly', 'ingly', 'edly', 'eed', 'ing', 'ed'];
const MAY_END_PAST = new Set('ydg');
const DOUBLES = new Set(['bb', 'dd', 'ff', 'gg', 'mm', 'nn', 'pp', 'rr', 'tt']);

/** Step 1b. */
function withoutPast(word: string, r1: number): string {
  const suffix = MAY_END_PAST.has(word.charAt(word.length - 1))
    ? PAST.find((each) => word.endsWith(each))
    : undefined;
  if (suffix === undefined) return word;
  const rest = word.slice(0, -suffix.length);
  if (suffix.startsWith('ee')) return rest.length >= r1 ? `${rest}ee` : word;
  if (!hasVowel(rest)) return word;
  if (suffix === 'ing' && /^[^aeiouyY]y$/u.test(rest)) return `${rest[0]}ie`;
  if (rest.endsWith('at') || rest.endsWith('bl') || rest.endsWith('iz')) return `${rest}e`;
  if (DOUBLES.has(rest.slice(-2))) return isShortDouble(rest) ? rest : rest.slice(0, -1);
  return rest.length <= r1 && endsInShortSyllable(rest) ? `${rest}e` : rest;
}

/** `add`, `egg`, `off` keep both letters. */
function isShortDouble(rest: string): boolean {
  return rest.length === 3 && 'aeo'.includes(rest[0] ?? '-');
}

/** Step 1c: a `y` behind a consonant, which is not the first letter. */
function withFinalI(word: string): string {
  const isFinalY = word.endsWith('y') || word.endsWith('Y');
  return isFinalY && word.length > 2 && !isVowel(word.at(-2)) ? `${word.slice(0, -1)}i` : word;
}

interface Suffix {
  readonly suffix: string;
  readonly becomes: string;
  /** Letters of which one must stand before it. */
  readonly behind?: string;
  readonly inR2?: true;
}

/** Longest first, as the longest that fits is the one that counts. */
function suffixes(table: Readonly<Record<string, string>>, inR2?: true): Suffix[] {
  return Object.entries(table).flatMap(([becomes, all]) =>
    all.split(' ').map((each) => {
      const [suffix = '', behind] = each.split('<');
      return {
        suffix,
        becomes: becomes === '-' ? '' : becomes,
        ...(behind === undefined ? {} : { behind }),
        ...(inR2 === undefined ? {} : { inR2 }),
      };
    }),
  );
}

/** By their last letter, as most words end in none of them. */
type SuffixTable = ReadonlyMap<string, readonly Suffix[]>;

function longestFirst(...tables: readonly Suffix[][]): SuffixTable {
  const sorted = tables.flat().sort((a, b) => b.suffix.length - a.suffix.length);
  const byLetter = new Map<string, Suffix[]>();
  for (const each of sorted) addToGroup(byLetter, each.suffix.charAt(each.suffix.length - 1), each);
  return byLetter;
}

/** Written as `suffix<letters of which one must stand before it`. */
const STEP_2 = longestFirst(
  suffixes({
    tion: 'tional',
    ence: 'enci',
    ance: 'anci',
    able: 'abli',
    ent: 'entli',
    ize: 'izer ization',
    ate: 'ational ation ator',
    al: 'alism aliti alli',
    ful: 'fulness fulli',
    ous: 'ousli ousness',
    ive: 'iveness iviti',
    ble: 'biliti bli',
    og: 'ogi<l ogist',
    less: 'lessli',
    '-': 'li<cdeghkmnrt',
  }),
);
const STEP_3 = longestFirst(
  suffixes({
    tion: 'tional',
    ate: 'ational',
    al: 'alize',
    ic: 'icate iciti ical',
    '-': 'ful ness',
  }),
  suffixes({ '-': 'ative' }, true),
);
const STEP_4 = longestFirst(
  suffixes(
    {
      '-': 'al ance ence er ic able ible ant ement ment ent ism ate iti ous ive ize ion<st',
    },
    true,
  ),
);

function replaceSuffix(word: string, table: SuffixTable, r1: number, r2: number): string {
  const ending = table.get(word.charAt(word.length - 1));
  const found = ending?.find(({ suffix }) => word.endsWith(suffix));
  if (found === undefined) return word;
  const rest = word.slice(0, -found.suffix.length);
  if (rest.length < (found.inR2 ? r2 : r1)) return word;
  if (found.behind !== undefined && !found.behind.includes(rest.at(-1) ?? '-')) return word;
  return rest + found.becomes;
}

/** Step 5. */
function withoutFinal(word: string, r1: number, r2: number): string {
  const rest = word.slice(0, -1);
  if (word.endsWith('e'))
    return rest.length >= r2 || (rest.length >= r1 && !endsInShortSyllable(rest)) ? rest : word;
  return word.endsWith('ll') && rest.length >= r2 ? rest : word;
}
