import { isLuhn } from '../checks/checkDigits.js';
import { ContextWords } from '../contextWords.js';
import { shapes } from '../numerals.js';
import { issuedNumber } from './issuedNumber.js';

/** 3GPP TS 23.003: fifteen digits, Luhn. */
export const imei = issuedNumber({
  rule: 'imei',
  name: 'The number of a mobile phone (IMEI)',
  placeholder: 'DEVICE',
  beside: shapes('999999999999999', '99-999999-999999-9', '99 999999 999999 9'),
  words: new ContextWords('imei'),
  isValid: isLuhn,
});
