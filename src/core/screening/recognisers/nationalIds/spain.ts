import { isLongDate } from '../../checks/dates.js';
import { ContextWords } from '../../contextWords.js';
import { shapes } from '../../numerals.js';
import { issuedNumber } from '../issuedNumber.js';

const LETTERS = 'TRWAGMYFPDXBNJZSQVHLCKE';

/** The letter is the number modulo 23. `20240115Z` is a date. */
export const esDni = issuedNumber({
  rule: 'es-dni',
  name: 'A Spanish national identity number',
  alone: shapes('99999999A', '99999999-A', '99.999.999-A'),
  beside: shapes('99999999 A'),
  words: new ContextWords('dni, nif, documento nacional, identidad'),
  isValid: (value) =>
    LETTERS[Number(value.slice(0, 8)) % 23] === value[8] && !isLongDate(value.slice(0, 8)),
});

export const esNie = issuedNumber({
  rule: 'es-nie',
  name: "A Spanish foreigner's identity number",
  alone: shapes('A9999999A', 'A-9999999-A', 'A9999999-A'),
  words: new ContextWords('nie, nif, extranjero, identidad'),
  isValid: (value) => {
    const first = 'XYZ'.indexOf(value[0] ?? '');
    return first >= 0 && LETTERS[Number(`${first}${value.slice(1, 8)}`) % 23] === value[8];
  },
});
