import { isVerhoeff } from '../../checks/checkDigits.js';
import { ContextWords } from '../../contextWords.js';
import { shapes } from '../../numerals.js';
import { issuedNumber } from '../issuedNumber.js';

/** UIDAI: Verhoeff; none begins with 0 or 1. */
export const inAadhaar = issuedNumber({
  rule: 'in-aadhaar',
  name: 'An Indian Aadhaar number',
  beside: shapes('9999 9999 9999', '9999-9999-9999', '999999999999'),
  words: new ContextWords('aadhaar, aadhar, adhaar, uidai, uid, आधार'),
  isValid: (value) => /^[2-9]/u.test(value) && isVerhoeff(value),
});

/** The fourth letter says what kind of taxpayer it is; its check letter is not published. */
export const inPan = issuedNumber({
  rule: 'in-pan',
  name: 'An Indian permanent account number',
  placeholder: 'TAX_ID',
  beside: shapes('AAAAA9999A'),
  words: new ContextWords('pan, permanent account, income tax, pan card, pan no'),
  isValid: (value) => /^[A-Z]{3}[ABCFGHJLPT][A-Z]\d{4}[A-Z]$/u.test(value),
});

export const pkCnic = issuedNumber({
  rule: 'pk-cnic',
  name: 'A Pakistani identity card number',
  alone: shapes('99999-9999999-9'),
  beside: shapes('9999999999999'),
  words: new ContextWords('cnic, nic, nadra, شناختی'),
  isValid: (value) => /^[1-7].{11}[1-9]$/u.test(value),
});
