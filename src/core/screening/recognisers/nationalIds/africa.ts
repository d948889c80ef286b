import { isLuhn } from '../../checks/checkDigits.js';
import { isShortDate } from '../../checks/dates.js';
import { ContextWords } from '../../contextWords.js';
import { shapes } from '../../numerals.js';
import { issuedNumber } from '../issuedNumber.js';

/** Day of birth, sex, citizenship, Luhn. */
export const zaId = issuedNumber({
  rule: 'za-id',
  name: 'A South African identity number',
  beside: shapes('9999999999999', '999999 9999 999'),
  words: new ContextWords('sa id, id number, identity number, id no, south african id, rsa id'),
  isValid: (value) =>
    isShortDate(value.slice(0, 6)) && /^[012]/u.test(value.slice(10)) && isLuhn(value),
});

/** Century, day of birth, governorate, serial; how its check digit is made is not published. */
export const egNationalId = issuedNumber({
  rule: 'eg-national-id',
  name: 'An Egyptian national identity number',
  beside: shapes('99999999999999'),
  words: new ContextWords('national id, الرقم القومي, egyptian id'),
  isValid: (value) => /^[23]/u.test(value) && isShortDate(value.slice(1, 7)),
});
