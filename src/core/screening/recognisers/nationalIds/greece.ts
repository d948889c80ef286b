import { isLuhn, weightedSum } from '../../checks/checkDigits.js';
import { isDate } from '../../checks/dates.js';
import { ContextWords } from '../../contextWords.js';
import { shapes } from '../../numerals.js';
import { issuedNumber } from '../issuedNumber.js';

export const grAmka = issuedNumber({
  rule: 'gr-amka',
  name: 'A Greek social security number',
  beside: shapes('99999999999'),
  words: new ContextWords('amka, αμκα'),
  isValid: (value) =>
    isDate(Number(value.slice(4, 6)), Number(value.slice(2, 4)), Number(value.slice(0, 2))) &&
    isLuhn(value),
});

export const grAfm = issuedNumber({
  rule: 'gr-afm',
  name: 'A Greek tax number',
  placeholder: 'TAX_ID',
  beside: shapes('999999999'),
  words: new ContextWords('afm, αφμ, α.φ.μ'),
  isValid: (value) =>
    (weightedSum(value, [256, 128, 64, 32, 16, 8, 4, 2]) % 11) % 10 === Number(value[8]),
});
