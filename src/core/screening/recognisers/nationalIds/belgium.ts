import { remainder } from '../../checks/checkDigits.js';
import { ContextWords } from '../../contextWords.js';
import { shapes } from '../../numerals.js';
import { issuedNumber } from '../issuedNumber.js';

/** Day of birth, serial, and 97 less the number modulo 97; a 2 stands before it for those born since 2000. */
export const beNationalNumber = issuedNumber({
  rule: 'be-national-number',
  name: 'A Belgian national number',
  alone: shapes('99.99.99-999.99', '99.99.99-999-99'),
  beside: shapes('99999999999', '999999-999-99', '999999 999 99'),
  words: new ContextWords(
    'rijksregister, rijksregisternummer, registre national, numéro national, ' +
      'numero national, national number, niss, insz, rrn',
  ),
  isValid: (value) => {
    const month = Number(value.slice(2, 4)) % 20;
    const check = Number(value.slice(9));
    const isRight = ['', '2'].some(
      (century) => (remainder(century + value.slice(0, 9), 97) + check) % 97 === 0,
    );
    return isRight && month <= 12 && Number(value.slice(4, 6)) <= 31;
  },
});
