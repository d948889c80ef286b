import { isLuhn, weightedSum } from '../../checks/checkDigits.js';
import { ContextWords } from '../../contextWords.js';
import { shapes } from '../../numerals.js';
import { issuedNumber } from '../issuedNumber.js';

export const trKimlik = issuedNumber({
  rule: 'tr-kimlik',
  name: 'A Turkish identity number',
  beside: shapes('99999999999'),
  words: new ContextWords('tckn, tc kimlik, kimlik no, kimlik numarası, kimlik, t.c. kimlik'),
  isValid: (value) => {
    const tenth = weightedSum(value, [7, -1, 7, -1, 7, -1, 7, -1, 7]) % 10;
    const eleventh = weightedSum(value, [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]) % 10;
    return (
      !value.startsWith('0') &&
      (tenth + 10) % 10 === Number(value[9]) &&
      eleventh === Number(value[10])
    );
  },
});

export const ilTeudatZehut = issuedNumber({
  rule: 'il-teudat-zehut',
  name: 'An Israeli identity number',
  beside: shapes('999999999', '99999999-9'),
  words: new ContextWords('teudat zehut, תעודת זהות, ת.ז, ת"ז, israeli id'),
  isValid: isLuhn,
});

export const aeEmiratesId = issuedNumber({
  rule: 'ae-emirates-id',
  name: 'An Emirates identity number',
  alone: shapes('999-9999-9999999-9'),
  beside: shapes('999999999999999'),
  words: new ContextWords('emirates id, الهوية'),
  isValid: (value) => value.startsWith('784') && isLuhn(value),
});

export const saNationalId = issuedNumber({
  rule: 'sa-national-id',
  name: 'A Saudi identity number',
  beside: shapes('9999999999'),
  words: new ContextWords('iqama, الهوية, هوية, absher, saudi id, national id'),
  isValid: (value) => /^[12]/u.test(value) && isLuhn(value),
});
