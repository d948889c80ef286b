import { ContextWords } from '../contextWords.js';
import type { Match, Recogniser } from '../recogniser.js';
import type { ScannedText } from '../scannedText.js';
import { stickyEnd } from '../stickyEnd.js';
import { addressTail } from './addresses/addressTail.js';
import { STREET_WORDS } from './addresses/streetWords.js';
import { characterClass, isIn } from './secrets/characterClass.js';

const LEAST_SCORE = 0.5;
/** How far a name and a number may be from the word for the street. */
const REACH = 80;

/** Words that tell that a place is where somebody is or gets letters. */
const CUES = new ContextWords(
  'address, addresses, live, lives, lived, living, located, location, reside, resides, residence, ship, shipping, billing, deliver, delivery, mail to, office, moved, visit, home, street, anschrift, adresse, wohnt, wohnhaft, domicile, domicilio, dirección, indirizzo, adres, endereço, postcode, zip',
);
const CUE_REACH = { before: 60, after: 20 };

const NAME = String.raw`(?:\p{Lu}[\p{L}'’.-]{0,24}|\d{1,3}(?:st|nd|rd|th))`;
const SMALL = `(?:de|du|des|la|las|le|les|los|del|della|delle|da|do|dos|das|di|d['’]|l['’]|y|e|von|van|der|den)`;
const NUMBER = String.raw`\d{1,5}[A-Za-z]?(?:[-/]\d{1,4}[A-Za-z]?)?`;

/** A way in which number and street are written, from the number on or up to it. */
interface StreetForm {
  readonly clear: boolean;
  readonly pattern: RegExp;
}

/** `221B Baker Street`, `12 bis, rue de la Paix`: sticky, from the number on. */
const NUMBER_FIRST: readonly StreetForm[] = STREET_WORDS.flatMap(({ stands, clear, words }) => {
  if (stands === 'ending') return [];
  const pattern =
    stands === 'after'
      ? `${NUMBER},? (?:${NAME} ){1,4}?(?:${words})(?![\\p{L}\\p{N}_/-])\\.?(?: (?:NW|NE|SW|SE|[NSEW])(?![\\p{L}\\p{N}]))?`
      : `\\d{1,4}(?: ?(?:bis|ter|quater))?,? (?:${words})\\.? (?:${SMALL} ?){0,3}${NAME}(?:[ -](?:${SMALL} ?)?${NAME}){0,4}`;
  return [{ clear, pattern: new RegExp(pattern, 'uy') }];
});

/** `Via Roma 12`, `Hauptstraße 12`, `Rákóczi út 13`: what stands before the number. */
const NUMBER_LAST: readonly StreetForm[] = STREET_WORDS.flatMap(({ stands, clear, words }) => {
  if (stands === 'after') return [];
  const pattern =
    stands === 'ending'
      ? `(?<![\\p{L}\\p{N}./-])(?:${NAME} ){0,2}?(?:\\p{Lu}[\\p{L}-]{1,30}|\\p{Lu}[\\p{L}-]{1,30} )(?:${words})\\.?,? $`
      : `(?<![\\p{L}\\p{N}./-])(?:${words})\\.? (?:${SMALL} ?){0,3}${NAME}(?:[ -](?:${SMALL} ?)?${NAME}){0,4},? (?:n[º°o]\\.? ?)?$`;
  return [{ clear, pattern: new RegExp(pattern, 'u') }];
});
/** A word in small letters that ends the name of a street all the same: `Rákóczi út 13`. */
const SMALL_ENDING = new RegExp(`^(?:${endings()}|n[º°o])\\.?$`, 'u');
const CAPITAL = /^['’(]?\p{Lu}/u;
const LONGEST_WORD = 44;
const LAST_NUMBER = new RegExp(`${NUMBER}(?![\\p{L}\\p{N}:%/_-]|\\.\\d)(?:\\.(?=[,\\n]))?`, 'uy');

function endings(): string {
  return STREET_WORDS.flatMap(({ stands, words }) => (stands === 'ending' ? [words] : [])).join(
    '|',
  );
}

/** The words for a box of the post, right before its number. */
const BOX =
  /(?<!\p{L})(?:P\. ?O\. ?Box|PO Box|P\.O\.B\.|Post Office Box|Postfach|Postbus|Postboks|Postbox|Apartado(?: de correos)?|Casella postale|Boîte postale|Caixa postal|PSC \d{3,5}, Box|Unit \d{3,5} Box)\.? ?#?$/iu;
const BOX_ENDING = /(?:box|fach|bus|boks|b\.|ado|eos|postale?)\.? ?#?$/iu;
/** With what such a word ends. */
const ENDS_BOX = characterClass('xhsoleXHSOLE.# ');
const LONGEST_BOX = 32;
const BOX_NUMBER = /\d{1,6}(?: \d{2,3})*(?!\d)/uy;

/** Where people live or get letters: street and number, with what follows; boxes of the post. */
export const postalAddress: Recogniser = {
  rule: 'postal-address',
  version: 1,
  kind: 'pii',
  severity: 'blocking',
  description: 'A postal address.',
  find(scanned) {
    return placesIn(scanned);
  },
};

interface Street {
  readonly start: number;
  readonly end: number;
  readonly clear: boolean;
}

/** Of a house. */
const LONGEST_NUMBER = 5;
const LONGEST_BOX_NUMBER = 6;
/** A number behind one of these is a version, a port, an amount, a part of a name. */
const NOT_A_HOUSE = characterClass('0-9A-Za-z_.:/$+=@&%<-');

/** Every street and every box has a number: looks around the numbers. */
function placesIn(scanned: ScannedText): Match[] {
  const { text, numbers } = scanned;
  const matches: Match[] = [];
  let done = 0;
  for (let run = 0; run < numbers.count; run += 1) {
    const start = numbers.start(run);
    if (start < done || isIn(NOT_A_HOUSE, text.charCodeAt(start - 1))) continue;
    if (numbers.length(run) > LONGEST_BOX_NUMBER) continue;
    const end = Math.min(numbers.end(run), start + LONGEST_NUMBER);
    const street = streetFrom(text, start, end) ?? streetUpTo(text, start);
    const match = (street && addressOf(scanned, street)) ?? boxAt(text, start);
    if (match === undefined) continue;
    matches.push(match);
    done = match.end;
  }
  return matches;
}

/** What stands between a number and the name of a street, and how that begins. */
const BEFORE_NAME =
  /[A-Za-z]?(?:[-/]\d{1,4}[A-Za-z]?)?(?: (?:bis|ter|quater))?,? (?:\p{L}|\d{1,3}(?:st|nd|rd|th) )/uy;

const GOES_ON = characterClass('A-Za-z/ ,-');

/** The street that begins with the number at `[start, end)`. */
function streetFrom(text: string, start: number, end: number): Street | undefined {
  if (!isIn(GOES_ON, text.charCodeAt(end))) return undefined;
  const name = stickyEnd(BEFORE_NAME, text, end);
  if (name === undefined || !mayBeginStreet(text, name - 1)) return undefined;
  for (const { clear, pattern } of NUMBER_FIRST) {
    const behind = stickyEnd(pattern, text, start);
    if (behind !== undefined) return { start, end: behind, clear };
  }
  return undefined;
}

const SMALL_BEGINNINGS = new Set(
  STREET_WORDS.flatMap(({ stands, words }) => (stands === 'before' ? words.split('|') : [])),
);
const SMALL_WORD = /\p{Ll}[^ .]{0,12}/uy;

/** In small letters only the words for a street itself begin one; it settles the matter for "3 seconds". */
function mayBeginStreet(text: string, letter: number): boolean {
  const end = stickyEnd(SMALL_WORD, text, letter);
  return end === undefined || SMALL_BEGINNINGS.has(text.slice(letter, end));
}

/** The street that ends with the number at `start`. */
function streetUpTo(text: string, start: number): Street | undefined {
  if (text[start - 1] !== ' ' || !endsName(text, start - 2)) return undefined;
  const end = stickyEnd(LAST_NUMBER, text, start);
  if (end === undefined) return undefined;
  if (!mayEndStreet(text, start - 1)) return undefined;
  const before = text.slice(Math.max(0, start - REACH), start);
  for (const { clear, pattern } of NUMBER_LAST) {
    const found = pattern.exec(before);
    if (found !== null) return { start: start - found[0].length, end, clear };
  }
  return undefined;
}

const NAME_ENDS = characterClass('A-Za-z.,');
const ASCII = 128;

function endsName(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code < ASCII ? isIn(NAME_ENDS, code) : /[\p{L}º°]/u.test(text[at] ?? '');
}

/** A first look at the word before a number; it settles the matter for most. */
function mayEndStreet(text: string, space: number): boolean {
  const end = text[space - 1] === ',' ? space - 1 : space;
  const reach = text.slice(Math.max(0, end - LONGEST_WORD), end);
  const word = reach.slice(Math.max(reach.lastIndexOf(' '), reach.lastIndexOf('\n')) + 1);
  return CAPITAL.test(word) || SMALL_ENDING.test(word);
}

function addressOf(scanned: ScannedText, street: Street): Match | undefined {
  const tail = addressTail(scanned.text, street.end);
  const cue = scanned.near(CUES, street.start, street.end, CUE_REACH);
  const more = (tail.code ? 0.2 : 0) + (tail.parts > 0 ? 0.2 : 0) + (cue ? 0.2 : 0);
  const score = (street.clear ? 0.5 : 0.3) + more;
  if (score < LEAST_SCORE) return undefined;
  return matchOf(street.start, tail.end, Math.min(0.97, score));
}

/** `P.O. Box 149, Springfield`, by the number at `start`. */
function boxAt(text: string, start: number): Match | undefined {
  if (!isIn(ENDS_BOX, text.charCodeAt(start - 1))) return undefined;
  if (!BOX_ENDING.test(text.slice(Math.max(0, start - 9), start))) return undefined;
  const box = BOX.exec(text.slice(Math.max(0, start - LONGEST_BOX), start));
  const end = stickyEnd(BOX_NUMBER, text, start);
  if (box === null || end === undefined) return undefined;
  return matchOf(start - box[0].length, addressTail(text, end).end, 0.8);
}

function matchOf(start: number, end: number, score: number): Match {
  return { start, end, score, message: 'A postal address.', placeholder: 'ADDRESS' };
}
