import { weightedSum } from '../../checks/checkDigits.js';
import { isDate, isShortDate } from '../../checks/dates.js';
import { ContextWords } from '../../contextWords.js';
import { shapes } from '../../numerals.js';
import { issuedNumber } from '../issuedNumber.js';

/** What is added before the sum is taken modulo 11, and the letter for each rest. */
const SERIES: Readonly<Record<string, readonly [number, string]>> = {
  S: [0, 'JZIHGFEDCBA'],
  T: [4, 'JZIHGFEDCBA'],
  F: [0, 'XWUTRQPNMLK'],
  G: [4, 'XWUTRQPNMLK'],
  M: [3, 'XWUTRQPNJLK'],
};

export const sgNric = issuedNumber({
  rule: 'sg-nric',
  name: 'A Singaporean identity number',
  alone: shapes('A9999999A'),
  words: new ContextWords('nric, fin, singpass, identity card'),
  isValid: (value) => {
    const [offset, letters] = SERIES[value[0] ?? ''] ?? [];
    if (offset === undefined) return false;
    const sum = weightedSum(value.slice(1), [2, 7, 6, 5, 4, 3, 2]) + offset;
    return letters?.[sum % 11] === value[8];
  },
});

export const thId = issuedNumber({
  rule: 'th-id',
  name: 'A Thai identity number',
  alone: shapes('9-9999-99999-99-9', '9 9999 99999 99 9'),
  beside: shapes('9999999999999'),
  words: new ContextWords('บัตรประชาชน, เลขประจำตัวประชาชน, thai id, national id'),
  isValid: (value) => {
    const sum = weightedSum(value, [13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2]);
    return /^[1-8]/u.test(value) && (11 - (sum % 11)) % 10 === Number(value[12]);
  },
});

/** Day of birth, place of birth, serial; there is no check digit. */
export const myNric = issuedNumber({
  rule: 'my-nric',
  name: 'A Malaysian identity card number',
  alone: shapes('999999-99-9999'),
  beside: shapes('999999999999'),
  words: new ContextWords('mykad, nric, kad pengenalan, ic number, no. kp, ic no'),
  isValid: (value) =>
    isShortDate(value.slice(0, 6)) &&
    /^(?:0[1-9]|1[0-6]|[2-5]\d|[678]\d|9[0389])/u.test(value.slice(6)),
});

/** Region, day of birth (women's plus 40), serial; there is no check digit. */
export const idNik = issuedNumber({
  rule: 'id-nik',
  name: 'An Indonesian identity number',
  beside: shapes('9999999999999999'),
  words: new ContextWords('nik, ktp, nomor induk'),
  isValid: (value) =>
    /^[1-9]/u.test(value) &&
    isDate(Number(value.slice(10, 12)), Number(value.slice(8, 10)), Number(value.slice(6, 8)) % 40),
});
