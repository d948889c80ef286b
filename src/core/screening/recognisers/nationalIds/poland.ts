import { weightedSum } from '../../checks/checkDigits.js';
import { isShortDate } from '../../checks/dates.js';
import { ContextWords } from '../../contextWords.js';
import { shapes } from '../../numerals.js';
import { issuedNumber } from '../issuedNumber.js';

/** Day of birth with the century in its month, serial, check digit. */
export const plPesel = issuedNumber({
  rule: 'pl-pesel',
  name: 'A Polish identity number',
  beside: shapes('99999999999'),
  words: new ContextWords('pesel, numer ewidencyjny'),
  isValid: (value) => {
    const sum = weightedSum(value, [1, 3, 7, 9, 1, 3, 7, 9, 1, 3]);
    const month = String(Number(value.slice(2, 4)) % 20).padStart(2, '0');
    return (
      (10 - (sum % 10)) % 10 === Number(value[10]) &&
      isShortDate(value.slice(0, 2) + month + value.slice(4, 6))
    );
  },
});

export const plNip = issuedNumber({
  rule: 'pl-nip',
  name: 'A Polish tax number',
  placeholder: 'TAX_ID',
  beside: shapes('999-999-99-99', '999-99-99-999', '9999999999'),
  words: new ContextWords('nip, numer identyfikacji podatkowej'),
  isValid: (value) => weightedSum(value, [6, 5, 7, 2, 3, 4, 5, 6, 7]) % 11 === Number(value[9]),
});
