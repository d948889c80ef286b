import { isLuhn, weightedSum } from '../../checks/checkDigits.js';
import { isDate } from '../../checks/dates.js';
import { ContextWords } from '../../contextWords.js';
import { shapes } from '../../numerals.js';
import { issuedNumber } from '../issuedNumber.js';

/** Day of birth (coordination numbers add 60), serial, Luhn. */
export const sePersonnummer = issuedNumber({
  rule: 'se-personnummer',
  name: 'A Swedish personal identity number',
  beside: shapes('999999-9999', '999999+9999', '99999999-9999', '9999999999', '999999999999'),
  words: new ContextWords(
    'personnummer, personnr, pnr, samordningsnummer, personal identity number, ' +
      'personal number',
  ),
  isValid: (value) => {
    const number = value.slice(-10);
    const day = Number(number.slice(4, 6)) % 60;
    return isDate(Number(number.slice(0, 2)), Number(number.slice(2, 4)), day) && isLuhn(number);
  },
});

/** Day of birth (D numbers add 40), serial, two check digits modulo 11. */
export const noFodselsnummer = issuedNumber({
  rule: 'no-fodselsnummer',
  name: 'A Norwegian identity number',
  beside: shapes('99999999999', '999999 99999'),
  words: new ContextWords('fødselsnummer, fodselsnummer, fnr, personnummer, d-nummer, fødselsnr'),
  isValid: (value) => {
    const first = (11 - (weightedSum(value, [3, 7, 6, 1, 8, 9, 4, 5, 2]) % 11)) % 11;
    const second = (11 - (weightedSum(value, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11)) % 11;
    const day = Number(value.slice(0, 2)) % 40;
    return (
      first === Number(value[9]) &&
      second === Number(value[10]) &&
      isDate(Number(value.slice(4, 6)), Number(value.slice(2, 4)) % 40, day)
    );
  },
});

/** Day of birth, the century's sign, serial, and the number modulo 31 as a check sign. */
export const fiHetu = issuedNumber({
  rule: 'fi-hetu',
  name: 'A Finnish personal identity code',
  alone: shapes('999999-999X', '999999A999X', '999999+999X'),
  words: new ContextWords(
    'hetu, henkilötunnus, henkilotunnus, personal identity code, personbeteckning',
  ),
  isValid: (value) => {
    const number = value.slice(0, 6) + value.slice(-4, -1);
    const isBirthDate = isDate(
      Number(value.slice(4, 6)),
      Number(value.slice(2, 4)),
      Number(value.slice(0, 2)),
    );
    const check = '0123456789ABCDEFHJKLMNPRSTUVWXY'[Number(number) % 31];
    return isBirthDate && /^\d{6}[A-FU-Y]?\d{3}/u.test(value) && check === value.at(-1);
  },
});

/** Day of birth and serial; numbers given out since 2007 have no check digit. */
export const dkCpr = issuedNumber({
  rule: 'dk-cpr',
  name: 'A Danish civil registration number',
  beside: shapes('999999-9999', '9999999999'),
  words: new ContextWords('cpr, cpr-nr, cprnr, cpr nummer, personnummer, civil registration'),
  isValid: (value) =>
    isDate(Number(value.slice(4, 6)), Number(value.slice(2, 4)), Number(value.slice(0, 2))),
});

export const isKennitala = issuedNumber({
  rule: 'is-kennitala',
  name: 'An Icelandic identity number',
  beside: shapes('999999-9999', '9999999999'),
  words: new ContextWords('kennitala, kt'),
  isValid: (value) => {
    const check = (11 - (weightedSum(value, [3, 2, 7, 6, 5, 4, 3, 2]) % 11)) % 11;
    return (
      check === Number(value[8]) &&
      isDate(Number(value.slice(4, 6)), Number(value.slice(2, 4)), Number(value.slice(0, 2)))
    );
  },
});
