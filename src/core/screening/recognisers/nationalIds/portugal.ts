import { weightedSum } from '../../checks/checkDigits.js';
import { ContextWords } from '../../contextWords.js';
import { shapes } from '../../numerals.js';
import { issuedNumber } from '../issuedNumber.js';

export const ptNif = issuedNumber({
  rule: 'pt-nif',
  name: 'A Portuguese tax number',
  placeholder: 'TAX_ID',
  beside: shapes('999999999', '999 999 999'),
  words: new ContextWords(
    'nif, contribuinte, identificação fiscal, identificacao fiscal, número fiscal, ' +
      'numero fiscal',
  ),
  isValid: (value) => {
    const check = 11 - (weightedSum(value, [9, 8, 7, 6, 5, 4, 3, 2]) % 11);
    return /^(?:[1238]|45)/u.test(value) && (check > 9 ? 0 : check) === Number(value[8]);
  },
});
