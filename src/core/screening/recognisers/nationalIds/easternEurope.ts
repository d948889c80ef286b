import { weightedSum } from '../../checks/checkDigits.js';
import { ContextWords } from '../../contextWords.js';
import { shapes } from '../../numerals.js';
import { issuedNumber } from '../issuedNumber.js';

/** Pension Fund of Russia: Σ weight × digit modulo 101, 100 counts as 00. */
export const ruSnils = issuedNumber({
  rule: 'ru-snils',
  name: 'A Russian pension insurance number',
  alone: shapes('999-999-999 99'),
  beside: shapes('99999999999', '999-999-999-99'),
  words: new ContextWords('снилс, snils'),
  isValid: (value) => {
    const sum = weightedSum(value, [9, 8, 7, 6, 5, 4, 3, 2, 1]) % 101;
    return (sum === 100 ? 0 : sum) === Number(value.slice(9));
  },
});

export const ruInn = issuedNumber({
  rule: 'ru-inn',
  name: 'A Russian tax number of a person',
  placeholder: 'TAX_ID',
  beside: shapes('999999999999'),
  words: new ContextWords('инн, inn, налогоплательщика'),
  isValid: (value) => {
    const first = (weightedSum(value, [7, 2, 4, 10, 3, 5, 9, 4, 6, 8]) % 11) % 10;
    const second = (weightedSum(value, [3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8]) % 11) % 10;
    return first === Number(value[10]) && second === Number(value[11]);
  },
});

export const uaRnokpp = issuedNumber({
  rule: 'ua-rnokpp',
  name: 'A Ukrainian tax number',
  placeholder: 'TAX_ID',
  beside: shapes('9999999999'),
  words: new ContextWords('рнокпп, rnokpp, ідентифікаційний код, ипн, іпн, ipn'),
  isValid: (value) => {
    const sum = weightedSum(value, [-1, 5, 7, 9, 4, 6, 10, 5, 7]);
    return (((sum % 11) + 11) % 11) % 10 === Number(value[9]);
  },
});
