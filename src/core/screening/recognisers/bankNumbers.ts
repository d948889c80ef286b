import { weightedSum } from '../checks/checkDigits.js';
import { ContextWords } from '../contextWords.js';
import { shapes } from '../numerals.js';
import { issuedNumber } from './issuedNumber.js';

/** American Bankers Association: Federal Reserve district, and Σ of 3, 7, 1 × digit a multiple of ten. */
export const bankRouting = issuedNumber({
  rule: 'us-bank-routing',
  name: 'A US bank routing number',
  placeholder: 'ROUTING',
  beside: shapes('999999999', '9999-9999-9'),
  words: new ContextWords('routing, aba, rtn, aba routing, routing number, transit number'),
  isValid: (value) =>
    /^(?:0\d|1[0-2]|2[1-9]|3[0-2]|6[1-9]|7[0-2]|80)/u.test(value) &&
    weightedSum(value, [3, 7, 1, 3, 7, 1, 3, 7, 1]) % 10 === 0,
});

/** Account numbers have no form of their own. */
export const bankAccount = issuedNumber({
  rule: 'bank-account',
  name: 'A bank account number',
  placeholder: 'BANK_ACCOUNT',
  beside: shapes(
    ...['99999999', '999999999', '9999999999', '99999999999', '999999999999', '9999999999999'],
    ...['99999999999999', '999999999999999', '9999999999999999', '99999999999999999'],
    ...['9999 9999', '999-999-999', '9999-9999-99', '9999-999999'],
  ),
  words: new ContextWords(
    'bank account, account number, account no, account no., acct number, acct no, acct no., ' +
      'acct, acct #, checking account, savings account, sort code, kontonummer, konto nr, ' +
      'kontonr, numéro de compte, número de cuenta, numero di conto, rekeningnummer, 账号, 口座番号',
  ),
  isValid: (value) => !/^0{4}/u.test(value),
});
