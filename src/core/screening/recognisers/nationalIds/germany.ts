import { isMod11_10 } from '../../checks/checkDigits.js';
import { isDate } from '../../checks/dates.js';
import { ContextWords } from '../../contextWords.js';
import { shapes } from '../../numerals.js';
import { issuedNumber } from '../issuedNumber.js';

/** ISO/IEC 7064 MOD 11,10. */
export const deTaxId = issuedNumber({
  rule: 'de-tax-id',
  name: 'A German tax identification number',
  placeholder: 'TAX_ID',
  beside: shapes('99999999999', '99 999 999 999'),
  words: new ContextWords(
    'steuer id, steueridentifikationsnummer, steuerliche identifikationsnummer, ' +
      'identifikationsnummer, idnr, steuernummer, steuer-idnr, tax id, tax number, tin',
  ),
  isValid: (value) => !value.startsWith('0') && isMod11_10(value),
});

/** Deutsche Rentenversicherung, § 2 VKVV: area, day of birth, initial, serial, check digit. */
export const deSocialInsurance = issuedNumber({
  rule: 'de-social-insurance',
  name: 'A German pension insurance number',
  alone: shapes('99999999A999', '99 999999 A 999'),
  words: new ContextWords(
    'sozialversicherung, sozialversicherungsnummer, rentenversicherung, ' +
      'rentenversicherungsnummer, rvnr, svnr, versicherungsnummer',
  ),
  isValid: (value) => isBirthDate(value.slice(2, 8)) && isPensionNumber(value),
});

/** `DDMMYY`; 50 is added to the day where serials ran out. */
function isBirthDate(date: string): boolean {
  const day = Number(date.slice(0, 2));
  const month = Number(date.slice(2, 4));
  return isDate(Number(date.slice(4, 6)), month, day > 50 ? day - 50 : day);
}

function isPensionNumber(value: string): boolean {
  const initial = String(value.charCodeAt(8) - 64).padStart(2, '0');
  const number = value.slice(0, 8) + initial + value.slice(9, 11);
  const weights = [2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1];
  const sum = weights.reduce((total, weight, index) => {
    const product = weight * Number(number[index]);
    return total + (product % 10) + Math.floor(product / 10);
  }, 0);
  return sum % 10 === Number(value[11]);
}
