import { weightedSum } from '../../checks/checkDigits.js';
import { ContextWords } from '../../contextWords.js';
import { shapes } from '../../numerals.js';
import { issuedNumber } from '../issuedNumber.js';

/** HM Revenue and Customs, NIM39110: which prefixes and suffixes are given out. */
export const gbNino = issuedNumber({
  rule: 'gb-nino',
  name: 'A UK national insurance number',
  alone: shapes('AA999999A', 'AA 99 99 99 A', 'AA 999999 A', 'AA-99-99-99-A'),
  words: new ContextWords('nino, national insurance, ni number, ni no, insurance number'),
  isValid: (value) =>
    /^(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]\d{6}[A-D]$/u.test(value),
});

/** NHS Data Model: the tenth digit checks the others modulo 11. */
export const gbNhs = issuedNumber({
  rule: 'gb-nhs',
  name: 'A UK National Health Service number',
  placeholder: 'HEALTH_ID',
  beside: shapes('999 999 9999', '999-999-9999', '9999999999'),
  words: new ContextWords(
    'nhs, national health service, nhs number, nhs no, health service number',
  ),
  isValid: (value) => {
    const check = (11 - (weightedSum(value, [10, 9, 8, 7, 6, 5, 4, 3, 2]) % 11)) % 11;
    return check === Number(value[9]);
  },
});
