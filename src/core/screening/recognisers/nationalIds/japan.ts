import { weightedSum } from '../../checks/checkDigits.js';
import { ContextWords } from '../../contextWords.js';
import { shapes } from '../../numerals.js';
import { issuedNumber } from '../issuedNumber.js';

/** Ministerial ordinance 85 of 2014, article 5. */
export const jpMyNumber = issuedNumber({
  rule: 'jp-my-number',
  name: 'A Japanese individual number',
  beside: shapes('999999999999', '9999 9999 9999', '9999-9999-9999'),
  words: new ContextWords('マイナンバー, 個人番号, my number, mynumber, kojin bango'),
  isValid: (value) => {
    const rest = weightedSum(value, [6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11;
    return (rest <= 1 ? 0 : 11 - rest) === Number(value[11]);
  },
});
