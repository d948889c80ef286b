import { isDate } from '../checks/dates.js';
import { ContextWords } from '../contextWords.js';
import { standsApartBefore } from '../numerals.js';
import type { Match, Recogniser } from '../recogniser.js';
import type { ScannedText } from '../scannedText.js';
import { Trigger } from '../triggers.js';

const WORDS = new ContextWords(
  'dob, d.o.b, d.o.b., date of birth, birth date, birthdate, birthday, born, bday, ' +
    'date of birth:, geboren, geb, geb., geburtsdatum, geburtstag, naissance, né le, née le, ne le, ' +
    'fecha de nacimiento, nacimiento, nacido, nacida, data di nascita, nato il, nata il, ' +
    'data de nascimento, nascimento, geboortedatum, fødselsdato, födelsedatum, född, ' +
    'syntymäaika, data urodzenia, urodzony, urodzona, дата рождения, 生年月日, 出生, 생년월일',
);
/** One of these stands in each of the words. */
const PARTS = new Trigger([
  ...['birth', 'bday', 'born', 'dob', 'd.o.b', 'geb', 'naissance', 'né', 'née', 'ne le'],
  ...['nacimiento', 'nacid', 'nascita', 'nato il', 'nata il', 'nascimento', 'fødsels'],
  ...['födelse', 'född', 'syntymä', 'urodz', 'рождени', '生年月日', '出生', '생년월일'],
]);
const REACH = { before: 40, after: 14 };

const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
const MONTH =
  '(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)';
/** The ways to write a day, each with the places of its year, month and day. */
const FORMS: readonly {
  readonly form: RegExp;
  readonly order: readonly [number, number, number];
}[] = [
  { form: /(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})/uy, order: [1, 2, 3] },
  { form: /(\d{4})年(\d{1,2})月(\d{1,2})日/uy, order: [1, 2, 3] },
  { form: /(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})/uy, order: [3, 2, 1] },
  {
    form: new RegExp(
      `(\\d{1,2})(?:st|nd|rd|th)?[ .-]{0,2}(?:of )?(${MONTH})[ ,.-]{1,2}(\\d{4}|\\d{2})`,
      'iuy',
    ),
    order: [3, 2, 1],
  },
  {
    form: new RegExp(`(${MONTH})\\.? (\\d{1,2})(?:st|nd|rd|th)?,? (\\d{4})`, 'iuy'),
    order: [3, 1, 2],
  },
];
/** What stands behind the first number of a date. */
const GOES_ON = /^(?:[-/.]\d|[-. ][a-z\d]|, ?|年|st|nd|rd|th)/iu;
const NAMED_MONTH_BEFORE = new RegExp(`${MONTH}\\.? $`, 'iu');
const LONGEST_MONTH = 11;
const FIRST_YEAR = 1900;
const LAST_YEAR = 2030;
const message = 'The date on which somebody was born.';

/** Dates beside a word that speaks of birth; a date alone is nobody's. */
export const dateOfBirth: Recogniser = {
  rule: 'date-of-birth',
  version: 2,
  kind: 'pii',
  severity: 'blocking',
  description: message,
  find(scanned) {
    if (!scanned.holds(PARTS)) return [];
    const { numbers } = scanned;
    const matches: Match[] = [];
    for (let run = 0; run < numbers.count; run += 1) {
      const start = numbers.start(run);
      if (start < (matches.at(-1)?.end ?? 0) || numbers.length(run) > 4) continue;
      if (!GOES_ON.test(scanned.text.slice(numbers.end(run), numbers.end(run) + 2))) continue;
      const end = dateAt(scanned, start);
      if (end === undefined) continue;
      const from = monthBefore(scanned.text, start);
      if (!scanned.near(WORDS, from, end, REACH)) continue;
      matches.push({ start: from, end, score: 0.9, message, placeholder: 'DATE_OF_BIRTH' });
    }
    return matches;
  },
};

/** Where the date that begins here, or whose month's name ends here, ends. */
function dateAt({ text }: ScannedText, start: number): number | undefined {
  if (!standsApartBefore(text, start)) return undefined;
  const named = monthBefore(text, start);
  for (const { form, order } of FORMS) {
    form.lastIndex = named < start && order[0] === 3 && order[1] === 1 ? named : start;
    const parts = form.exec(text);
    if (parts === null || /[\p{N}]/u.test(text[form.lastIndex] ?? ' ')) continue;
    const [year = 0, month = 0, day = 0] = order.map((place) => numberOf(parts[place] ?? ''));
    if (isBirthDate(year, month, day)) return form.lastIndex;
  }
  return undefined;
}

function monthBefore(text: string, start: number): number {
  const before = text.slice(Math.max(0, start - LONGEST_MONTH), start);
  return start - (NAMED_MONTH_BEFORE.exec(before)?.[0].length ?? 0);
}

function numberOf(part: string): number {
  const month = MONTHS.indexOf(part.slice(0, 3).toLowerCase()) + 1;
  return month > 0 ? month : Number(part);
}

/** Day and month may stand either way round; a year of two digits is of any century. */
function isBirthDate(year: number, month: number, day: number): boolean {
  const isYear = year < 100 || (year >= FIRST_YEAR && year <= LAST_YEAR);
  return isYear && (isDate(year, month, day) || isDate(year, day, month));
}
