import { isLuhn, isOneDigitRepeated } from '../../checks/checkDigits.js';
import { ContextWords } from '../../contextWords.js';
import { shapes } from '../../numerals.js';
import { issuedNumber } from '../issuedNumber.js';

/**
 * Social Security Administration: no area 000, 666 or 9xx, no group 00, no serial 0000; there is no
 * check digit. Beside its word other numbers count, too: people mistype.
 */
export const usSsn = issuedNumber({
  rule: 'us-ssn',
  name: 'A US social security number',
  placeholder: 'SSN',
  alone: shapes('999-99-9999'),
  beside: shapes('999-99-9999', '999 99 9999', '999.99.9999', '999999999'),
  words: new ContextWords('ssn, social security, social sec, soc sec, ss #, ss no'),
  // In wallets and brochures that were sold or handed out (ssa.gov/history/ssn/misused.html).
  samples: ['078051120', '219099999', '457555462'],
  isValid: (value) =>
    !/^(?:000|666|9)/u.test(value) && value.slice(3, 5) !== '00' && value.slice(5) !== '0000',
  isPlausible: (value) => !isOneDigitRepeated(value),
});

/** Internal Revenue Service: begins with 9, the group is 50 to 65, 70 to 88, 90 to 92 or 94 to 99. */
export const usItin = issuedNumber({
  rule: 'us-itin',
  name: 'A US individual taxpayer identification number',
  placeholder: 'TAX_ID',
  alone: shapes('999-99-9999'),
  beside: shapes('999 99 9999', '999999999'),
  words: new ContextWords(
    'itin, individual taxpayer, taxpayer id, tax id, taxpayer identification, tin',
  ),
  isValid: (value) => /^9\d\d(?:5\d|6[0-5]|7\d|8[0-8]|9[0-24-9])\d{4}$/u.test(value),
});

/** 45 CFR 162.406: Luhn over the number with 80840 before it. */
export const usNpi = issuedNumber({
  rule: 'us-npi',
  name: 'A US national provider identifier of somebody in health care',
  beside: shapes('9999999999'),
  words: new ContextWords('npi, national provider, provider id, provider number'),
  isValid: (value) => /^[12]/u.test(value) && isLuhn(`80840${value}`),
});
