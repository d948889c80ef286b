import { weightedSum } from '../../checks/checkDigits.js';
import { ContextWords } from '../../contextWords.js';
import { shapes } from '../../numerals.js';
import { issuedNumber } from '../issuedNumber.js';

/** Inland Revenue: two rounds of weights; the second counts where the first gives 10. */
export const nzIrd = issuedNumber({
  rule: 'nz-ird',
  name: 'A New Zealand tax number',
  placeholder: 'TAX_ID',
  beside: shapes('999-999-999', '99-999-999', '999999999', '99999999'),
  words: new ContextWords('ird, inland revenue'),
  isValid: (value) => {
    const number = value.padStart(9, '0');
    const checks = [
      [3, 2, 7, 6, 5, 4, 3, 2],
      [7, 4, 3, 2, 5, 2, 7, 6],
    ].map((weights) => (11 - (weightedSum(number, weights) % 11)) % 11);
    const check = checks.find((each) => each < 10);
    return Number(number) > 0 && check === Number(number[8]);
  },
});
