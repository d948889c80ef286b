import { weightedSum } from '../../checks/checkDigits.js';
import { ContextWords } from '../../contextWords.js';
import { shapes } from '../../numerals.js';
import { issuedNumber } from '../issuedNumber.js';

/** The eleven test: Σ weight × digit is a multiple of 11. */
export const nlBsn = issuedNumber({
  rule: 'nl-bsn',
  name: 'A Dutch citizen service number',
  beside: shapes('999999999', '9999.99.999', '9999 99 999', '999 999 999'),
  words: new ContextWords(
    'bsn, burgerservicenummer, burger service, sofinummer, sofi, citizen service',
  ),
  isValid: (value) =>
    weightedSum(value, [9, 8, 7, 6, 5, 4, 3, 2, -1]) % 11 === 0 && Number(value) > 0,
});
