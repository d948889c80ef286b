import { isLuhn } from '../../checks/checkDigits.js';
import { ContextWords } from '../../contextWords.js';
import { shapes } from '../../numerals.js';
import { issuedNumber } from '../issuedNumber.js';

export const caSin = issuedNumber({
  rule: 'ca-sin',
  name: 'A Canadian social insurance number',
  beside: shapes('999 999 999', '999-999-999', '999999999'),
  words: new ContextWords('sin, social insurance, nas, assurance sociale'),
  isValid: isLuhn,
});
