import { weightedSum } from '../../checks/checkDigits.js';
import { isLongDate } from '../../checks/dates.js';
import { ContextWords } from '../../contextWords.js';
import { shapes } from '../../numerals.js';
import { issuedNumber } from '../issuedNumber.js';

/** GB 11643: region, day of birth, serial, ISO/IEC 7064 MOD 11-2. */
export const cnResidentId = issuedNumber({
  rule: 'cn-resident-id',
  name: 'A Chinese resident identity number',
  alone: shapes('999999999999999999', '99999999999999999A'),
  words: new ContextWords(
    '身份证, 身分证, 居民身份证, 公民身份号码, resident identity, id card, shenfenzheng',
  ),
  isValid: (value) => {
    const sum = weightedSum(value, [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]);
    return (
      /^(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3])/u.test(value) &&
      isLongDate(value.slice(6, 14)) &&
      '10X98765432'[sum % 11] === value[17]
    );
  },
});

/** Letters count 10 to 35, a missing one 36; weights 9 to 1, modulo 11; A is the check sign for 10. */
export const hkId = issuedNumber({
  rule: 'hk-id',
  name: 'A Hong Kong identity card number',
  alone: shapes('A999999(9)', 'A999999(A)', 'AA999999(9)', 'AA999999(A)'),
  beside: shapes('A9999999', 'A999999A'),
  words: new ContextWords('hkid, 身份證, 身分證, hong kong id, identity card'),
  isValid: (value) => {
    const sum = Array.from(value.padStart(9, ' ')).reduce(
      (total, sign, index) => total + (9 - index) * rankOf(sign),
      0,
    );
    return /^[A-Z]{1,2}\d{6}[0-9A]$/u.test(value) && sum % 11 === 0;
  },
});

function rankOf(sign: string): number {
  return sign === ' ' ? 36 : Number.parseInt(sign, 36);
}

const INITIALS = 'ABCDEFGHJKLMNPQRSTUVXYWZIO';

export const twId = issuedNumber({
  rule: 'tw-id',
  name: 'A Taiwanese identity number',
  beside: shapes('A999999999'),
  words: new ContextWords(
    '身分證, 身份證, 身分證字號, 統一編號, 居留證, national id, taiwan id, id number',
  ),
  isValid: (value) => {
    const initial = 10 + INITIALS.indexOf(value[0] ?? '');
    const sum =
      Math.floor(initial / 10) +
      9 * (initial % 10) +
      weightedSum(value.slice(1), [8, 7, 6, 5, 4, 3, 2, 1, 1]);
    return /^[A-Z][1289]/u.test(value) && sum % 10 === 0;
  },
});
