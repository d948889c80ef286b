import { ContextWords } from '../../contextWords.js';
import { shapes } from '../../numerals.js';
import { issuedNumber } from '../issuedNumber.js';

const ODD = [
  1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23,
];
const MONTHS = 'ABCDEHLMPRST';

/** D.M. 23/12/1976: name, day of birth (women's plus 40), place, check letter modulo 26. */
export const itCodiceFiscale = issuedNumber({
  rule: 'it-codice-fiscale',
  name: 'An Italian tax code',
  placeholder: 'TAX_ID',
  alone: shapes('AAAAAA99A99A999A'),
  words: new ContextWords('codice fiscale, cod fisc, cf, fiscal code, tax code'),
  isValid: (value) => {
    const day = Number(value.slice(9, 11));
    const isDay = (day >= 1 && day <= 31) || (day >= 41 && day <= 71);
    return isDay && MONTHS.includes(value[8] ?? '') && checkLetter(value) === value[15];
  },
});

function checkLetter(value: string): string {
  let sum = 0;
  for (let index = 0; index < 15; index += 1) {
    const sign = value[index] ?? '';
    const rank = /\d/u.test(sign) ? Number(sign) : sign.charCodeAt(0) - 65;
    sum += index % 2 === 0 ? (ODD[rank] ?? 0) : rank;
  }
  return String.fromCharCode(65 + (sum % 26));
}
