import { weightedSum } from '../../checks/checkDigits.js';
import { isDate } from '../../checks/dates.js';
import { ContextWords } from '../../contextWords.js';
import { shapes } from '../../numerals.js';
import { issuedNumber } from '../issuedNumber.js';

export const atSocialInsurance = issuedNumber({
  rule: 'at-social-insurance',
  name: 'An Austrian social insurance number',
  beside: shapes('9999 999999', '9999-999999', '9999999999'),
  words: new ContextWords(
    'svnr, sozialversicherung, sozialversicherungsnummer, sv-nummer, sv nummer, ' +
      'versicherungsnummer, sv nr',
  ),
  isValid: (value) => {
    const check = weightedSum(value, [3, 7, 9, 0, 5, 8, 4, 2, 1, 6]) % 11;
    const isBirthDate = isDate(
      Number(value.slice(8)),
      Number(value.slice(6, 8)),
      Number(value.slice(4, 6)),
    );
    return check === Number(value[3]) && isBirthDate;
  },
});
