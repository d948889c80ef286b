import { remainder } from '../../checks/checkDigits.js';
import { ContextWords } from '../../contextWords.js';
import { shapes } from '../../numerals.js';
import { issuedNumber } from '../issuedNumber.js';

/** INSEE: the key is 97 less the number modulo 97; Corsica's 2A and 2B count as 19 and 18. */
export const frNir = issuedNumber({
  rule: 'fr-nir',
  name: 'A French social security number',
  alone: shapes(
    '9 99 99 99 999 999 99',
    '9 99 99 9A 999 999 99',
    '999999999999999',
    '9999999999999 99',
    '999999A99999999',
    '9 99 99 99 999 999-99',
  ),
  words: new ContextWords(
    'nir, insee, securite sociale, sécurité sociale, numero de secu, numéro de sécu, secu, ' +
      'sécu, social security',
  ),
  isValid: (value) => {
    const month = Number(value.slice(3, 5));
    if (!/^[1-478]/u.test(value) || month < 1 || (month > 12 && month < 20)) return false;
    const number = value.slice(0, 13).replace('2A', '19').replace('2B', '18');
    return /^\d+$/u.test(number) && 97 - remainder(number, 97) === Number(value.slice(13));
  },
});

/** Direction générale des Finances publiques: the last three digits are the first ten modulo 511. */
export const frTaxId = issuedNumber({
  rule: 'fr-tax-id',
  name: 'A French tax number',
  placeholder: 'TAX_ID',
  beside: shapes('9999999999999', '99 99 999 999 999'),
  words: new ContextWords(
    'numero fiscal, numéro fiscal, reference fiscale, référence fiscale, spi',
  ),
  isValid: (value) =>
    /^[0-3]/u.test(value) && remainder(value.slice(0, 10), 511) === Number(value.slice(10)),
});
