import { weightedSum } from '../../checks/checkDigits.js';
import { ContextWords } from '../../contextWords.js';
import { shapes } from '../../numerals.js';
import { issuedNumber } from '../issuedNumber.js';

const LETTERS = 'WABCDEFGHIJKLMNOPQRSTUV';

export const iePps = issuedNumber({
  rule: 'ie-pps',
  name: 'An Irish personal public service number',
  beside: shapes('9999999A', '9999999AA'),
  words: new ContextWords('pps, ppsn, personal public service, pps number'),
  isValid: (value) => {
    const counted = /[AH]$/u.test(value.slice(8)) ? LETTERS.indexOf(value[8] ?? '') : 0;
    const sum = weightedSum(value, [8, 7, 6, 5, 4, 3, 2]) + 9 * counted;
    return /^\d{7}[A-W][AHWTX]?$/u.test(value) && value[7] === LETTERS[sum % 23];
  },
});
