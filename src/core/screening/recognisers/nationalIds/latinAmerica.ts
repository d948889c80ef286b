import { isOneDigitRepeated, weightedSum } from '../../checks/checkDigits.js';
import { isShortDate } from '../../checks/dates.js';
import { ContextWords } from '../../contextWords.js';
import { shapes } from '../../numerals.js';
import { issuedNumber } from '../issuedNumber.js';

const CURP_SIGNS = '0123456789ABCDEFGHIJKLMNÑOPQRSTUVWXYZ';

export const brCpf = issuedNumber({
  rule: 'br-cpf',
  name: 'A Brazilian taxpayer number',
  placeholder: 'TAX_ID',
  alone: shapes('999.999.999-99'),
  beside: shapes('99999999999', '999 999 999 99', '999999999-99'),
  words: new ContextWords('cpf, cadastro de pessoas'),
  isValid: (value) => {
    const first = ((10 * weightedSum(value, [10, 9, 8, 7, 6, 5, 4, 3, 2])) % 11) % 10;
    const second = ((10 * weightedSum(value, [11, 10, 9, 8, 7, 6, 5, 4, 3, 2])) % 11) % 10;
    return first === Number(value[9]) && second === Number(value[10]) && !isOneDigitRepeated(value);
  },
});

export const mxCurp = issuedNumber({
  rule: 'mx-curp',
  name: 'A Mexican population registry code',
  alone: shapes('AAAA999999AAAAAAX9'),
  words: new ContextWords('curp, registro de población, clave única'),
  isValid: (value) => {
    const sum = Array.from(value.slice(0, 17)).reduce(
      (total, sign, index) => total + (18 - index) * CURP_SIGNS.indexOf(sign),
      0,
    );
    return (
      isShortDate(value.slice(4, 10)) &&
      /^[HMX]/u.test(value.slice(10)) &&
      (10 - (sum % 10)) % 10 === Number(value[17])
    );
  },
});

export const arCuil = issuedNumber({
  rule: 'ar-cuil',
  name: 'An Argentine labour identification code',
  placeholder: 'TAX_ID',
  alone: shapes('99-99999999-9'),
  beside: shapes('99999999999'),
  words: new ContextWords('cuil, cuit, dni'),
  isValid: (value) => {
    const check = (11 - (weightedSum(value, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11)) % 11;
    return /^2[03-7]/u.test(value) && Math.min(check, 9) === Number(value[10]);
  },
});

export const clRut = issuedNumber({
  rule: 'cl-rut',
  name: 'A Chilean national number',
  alone: shapes('99.999.999-X', '9.999.999-X'),
  beside: shapes('99999999-X', '9999999-X'),
  words: new ContextWords('rut, run, rol único'),
  isValid: (value) => {
    const number = value.slice(0, -1);
    const sum = Array.from(number).reduceRight(
      (total, digit, index) => total + Number(digit) * (2 + ((number.length - 1 - index) % 6)),
      0,
    );
    return /^\d+[\dK]$/u.test(value) && '0123456789K'[(11 - (sum % 11)) % 11] === value.at(-1);
  },
});
