import { isMod11_10, remainder, weightedSum } from '../../checks/checkDigits.js';
import { isDate, isShortDate } from '../../checks/dates.js';
import { ContextWords } from '../../contextWords.js';
import { shapes } from '../../numerals.js';
import { issuedNumber } from '../issuedNumber.js';

/** Day of birth (women's month plus 50), serial; since 1954 a check digit modulo 11, for which 10 counts as 0. */
export const czRodneCislo = issuedNumber({
  rule: 'cz-rodne-cislo',
  name: 'A Czech or Slovak birth number',
  alone: shapes('999999/9999'),
  beside: shapes('9999999999', '999999/999'),
  words: new ContextWords('rodné číslo, rodne cislo, rodné, birth number, rč'),
  isValid: (value) => {
    const month = Number(value.slice(2, 4)) % 50;
    const isBirthDate = isDate(
      Number(value.slice(0, 2)),
      month > 20 ? month - 20 : month,
      Number(value.slice(4, 6)),
    );
    const check = (remainder(value.slice(0, 9), 11) % 11) % 10;
    return isBirthDate && (value.length === 9 || check === Number(value[9]));
  },
});

export const huTaj = issuedNumber({
  rule: 'hu-taj',
  name: 'A Hungarian social security number',
  placeholder: 'HEALTH_ID',
  beside: shapes('999 999 999', '999-999-999', '999999999'),
  words: new ContextWords('taj, társadalombiztosítási, tb szám'),
  isValid: (value) => weightedSum(value, [3, 7, 3, 7, 3, 7, 3, 7]) % 10 === Number(value[8]),
});

export const huTaxId = issuedNumber({
  rule: 'hu-tax-id',
  name: 'A Hungarian tax number',
  placeholder: 'TAX_ID',
  beside: shapes('9999999999'),
  words: new ContextWords('adóazonosító, adoazonosito, adószám, adóazonosító jel'),
  isValid: (value) =>
    value.startsWith('8') &&
    weightedSum(value, [1, 2, 3, 4, 5, 6, 7, 8, 9]) % 11 === Number(value[9]),
});

export const roCnp = issuedNumber({
  rule: 'ro-cnp',
  name: 'A Romanian personal numerical code',
  beside: shapes('9999999999999'),
  words: new ContextWords('cnp, cod numeric personal'),
  isValid: (value) => {
    const check = weightedSum(value, [2, 7, 9, 1, 4, 6, 3, 5, 8, 2, 7, 9]) % 11;
    return isShortDate(value.slice(1, 7)) && (check === 10 ? 1 : check) === Number(value[12]);
  },
});

export const bgEgn = issuedNumber({
  rule: 'bg-egn',
  name: 'A Bulgarian uniform civil number',
  beside: shapes('9999999999'),
  words: new ContextWords('egn, егн, единен граждански номер'),
  isValid: (value) => {
    const check = (weightedSum(value, [2, 4, 8, 5, 10, 9, 7, 3, 6]) % 11) % 10;
    const month = String(Number(value.slice(2, 4)) % 20).padStart(2, '0');
    return check === Number(value[9]) && isShortDate(value.slice(0, 2) + month + value.slice(4, 6));
  },
});

export const hrOib = issuedNumber({
  rule: 'hr-oib',
  name: 'A Croatian personal identification number',
  beside: shapes('99999999999'),
  words: new ContextWords('oib, osobni identifikacijski broj'),
  isValid: isMod11_10,
});

export const yuJmbg = issuedNumber({
  rule: 'yu-jmbg',
  name: "A citizen's number of Bosnia, Montenegro, North Macedonia, Serbia or Slovenia",
  beside: shapes('9999999999999'),
  words: new ContextWords('jmbg, emšo, emso, јмбг, матични број, maticni broj, matični broj, embg'),
  isValid: (value) => {
    const sum = weightedSum(value, [7, 6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2]);
    const isBirthDate = isDate(
      Number(value.slice(5, 7)),
      Number(value.slice(2, 4)),
      Number(value.slice(0, 2)),
    );
    return (
      isBirthDate &&
      /[09]/u.test(value[4] ?? '') &&
      ((11 - (sum % 11)) % 11) % 10 === Number(value[12])
    );
  },
});
