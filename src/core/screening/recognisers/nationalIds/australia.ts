import { weightedSum } from '../../checks/checkDigits.js';
import { ContextWords } from '../../contextWords.js';
import { shapes } from '../../numerals.js';
import { issuedNumber } from '../issuedNumber.js';

export const auTfn = issuedNumber({
  rule: 'au-tfn',
  name: 'An Australian tax file number',
  placeholder: 'TAX_ID',
  beside: shapes('999 999 999', '999-999-999', '999999999'),
  words: new ContextWords('tfn, tax file'),
  isValid: (value) => weightedSum(value, [1, 4, 3, 7, 5, 8, 6, 9, 10]) % 11 === 0,
});

export const auMedicare = issuedNumber({
  rule: 'au-medicare',
  name: 'An Australian Medicare number',
  placeholder: 'HEALTH_ID',
  beside: shapes('9999 99999 9', '9999-99999-9', '9999999999'),
  words: new ContextWords('medicare'),
  isValid: (value) =>
    /^[2-6]/u.test(value) && weightedSum(value, [1, 3, 7, 9, 1, 3, 7, 9]) % 10 === Number(value[8]),
});
