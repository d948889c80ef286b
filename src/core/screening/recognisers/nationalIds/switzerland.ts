import { weightedSum } from '../../checks/checkDigits.js';
import { ContextWords } from '../../contextWords.js';
import { shapes } from '../../numerals.js';
import { issuedNumber } from '../issuedNumber.js';

/** 756, and the check digit of an EAN-13. */
export const chAhv = issuedNumber({
  rule: 'ch-ahv',
  name: 'A Swiss social insurance number',
  alone: shapes('999.9999.9999.99'),
  beside: shapes('9999999999999', '999 9999 9999 99'),
  words: new ContextWords(
    'ahv, avs, sozialversicherungsnummer, ahv-nummer, ahvn13, navs, assurance-vieillesse',
  ),
  isValid: (value) => {
    const sum = weightedSum(value, [1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3]);
    return value.startsWith('756') && (10 - (sum % 10)) % 10 === Number(value[12]);
  },
});
