import { FUNCTION, GIVEN, ORDINARY, SURNAME, TECHNICAL, THING } from './nameLexicon.js';

/**
 * What a word in a row of capitalised words is, as far as it can be told alone: a `given` name or a `surname`
 * that is nothing else, a name that is a word or a product as well (`doubtful…`), a known word, a thing that
 * has names, or something that is not known, in English letters or others (`foreign`).
 */
export type Sort =
  | 'given'
  | 'surname'
  | 'doubtfulGiven'
  | 'doubtfulSurname'
  | 'foreign'
  | 'unknown'
  | 'word'
  | 'thing'
  | 'initial'
  | 'particle';

const NOT_ASCII = /[\u0080-\u024f\u0370-\u04ff\u1e00-\u1eff]/u;
/** Capitals inside a word: `GraphQL`, `NaN`; those of `MacDonald` and `O'Brien` are a name's. */
const CODE_WORD = /^(?!(?:Mac|Mc|De|Di|Du|La|Le|Van|Fitz|O['’])\p{Lu}).+\p{Lu}/u;
const PLAIN_WORD = /^[A-Z][a-z]+$/u;
const CONTRACTION = /^I['’]/u;

/** In which an unknown word shows English that is no name. */
const ENGLISH_ENDINGS =
  'ing ings ed tion tions sion ness ment ments able ible less ful ities ity ware ology ize ized ise ised ify ous ally ly ers ors ics'.split(
    ' ',
  );
const SHORTEST_STEM = 3;

/** Of many languages; an unknown word that ends so is a surname rather than anything else. */
const SURNAME_ENDINGS =
  'ović ević ić ová sson dóttir ström qvist gård berg stein mann escu eanu enko chuk czyk wski wska ński ńska cki cka ský ská opoulos idis akis oğlu oglu yan shvili adze idze ssen sen nen elli etti ucci ovsky evsky ovich evich nejad wicz'.split(
    ' ',
  );

/** @param kind what the lexicon knows of the word */
export function sortOfWord(text: string, kind: number): Sort {
  if ((kind & THING) !== 0) return 'thing';
  if ((kind & FUNCTION) !== 0 || isCodeWord(text)) return 'word';
  const doubtful = (kind & (ORDINARY | TECHNICAL)) !== 0;
  if ((kind & GIVEN) !== 0) return doubtful ? 'doubtfulGiven' : 'given';
  if ((kind & SURNAME) !== 0) return doubtful ? 'doubtfulSurname' : 'surname';
  if (doubtful || isShouted(text) || hasEnglishEnding(text)) return 'word';
  return NOT_ASCII.test(text) ? 'foreign' : 'unknown';
}

function isCodeWord(text: string): boolean {
  if (PLAIN_WORD.test(text)) return false;
  if (CONTRACTION.test(text)) return true;
  return text.split('-').some((part) => CODE_WORD.test(part) && !isShouted(part));
}

function hasEnglishEnding(text: string): boolean {
  return ENGLISH_ENDINGS.some(
    (ending) => text.length >= ending.length + SHORTEST_STEM && text.endsWith(ending),
  );
}

export function hasSurnameEnding(text: string): boolean {
  return SURNAME_ENDINGS.some((ending) => text.endsWith(ending));
}

/** All in capitals. */
export function isShouted(text: string): boolean {
  return text.length > 1 && text === text.toUpperCase();
}
