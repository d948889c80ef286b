import { weightedSum } from '../../checks/checkDigits.js';
import { isShortDate } from '../../checks/dates.js';
import { ContextWords } from '../../contextWords.js';
import { shapes } from '../../numerals.js';
import { issuedNumber } from '../issuedNumber.js';

/** Day of birth, sex and century, serial, check digit; numbers given out since October 2020 have none. */
export const krRrn = issuedNumber({
  rule: 'kr-rrn',
  name: 'A Korean resident registration number',
  alone: shapes('999999-9999999'),
  beside: shapes('9999999999999', '999999-9999999', '999999 9999999'),
  words: new ContextWords('주민등록번호, 주민번호, 외국인등록번호, rrn, resident registration'),
  isValid: (value) => {
    const sum = weightedSum(value, [2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5]);
    return isShortDate(value.slice(0, 6)) && (11 - (sum % 11)) % 10 === Number(value[12]);
  },
  isPlausible: (value) => isShortDate(value.slice(0, 6)) && /^[1-8]/u.test(value.slice(6)),
});
