import { weightedSum } from '../../checks/checkDigits.js';
import { isDate, isShortDate } from '../../checks/dates.js';
import { ContextWords } from '../../contextWords.js';
import { shapes } from '../../numerals.js';
import { issuedNumber } from '../issuedNumber.js';

/** Sex and century, day of birth, serial; two rounds of weights, the second where the first gives 10. */
export const eeIsikukood = issuedNumber({
  rule: 'ee-isikukood',
  name: 'An Estonian or Lithuanian personal code',
  beside: shapes('99999999999'),
  words: new ContextWords('isikukood, asmens kodas, personal code, personal identification code'),
  isValid: (value) => {
    const first = weightedSum(value, [1, 2, 3, 4, 5, 6, 7, 8, 9, 1]) % 11;
    const second = (weightedSum(value, [3, 4, 5, 6, 7, 8, 9, 1, 2, 3]) % 11) % 10;
    return (
      /^[1-8]/u.test(value) &&
      isShortDate(value.slice(1, 7)) &&
      (first < 10 ? first : second) === Number(value[10])
    );
  },
});

/** Day of birth and serial, or 32 and nine random digits since 2017. */
export const lvPersonasKods = issuedNumber({
  rule: 'lv-personas-kods',
  name: 'A Latvian personal code',
  beside: shapes('999999-99999'),
  words: new ContextWords('personas kods, pers kods, personal code'),
  isValid: (value) =>
    value.startsWith('32') ||
    isDate(Number(value.slice(4, 6)), Number(value.slice(2, 4)), Number(value.slice(0, 2))),
});
