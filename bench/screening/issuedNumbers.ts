import { stdnum } from 'stdnum';
import type { Random } from './random.js';

/** A kind of number with somebody else's idea of which are valid: the package stdnum, a port of python-stdnum. */
export interface IssuedNumberKind {
  readonly rule: string;
  /** How people speak of it. */
  readonly word: string;
  /** 9, A: any digit, any letter; `{…}`: a day of birth in that order; all else is itself. */
  readonly forms: readonly string[];
  isValid(value: string): boolean;
}

type Validator = { validate(value: string): { isValid: boolean } };

function kind(
  rule: string,
  word: string,
  forms: string,
  validator: Validator | undefined,
): IssuedNumberKind {
  if (validator === undefined) throw new Error(`stdnum knows nothing like ${rule}.`);
  return {
    rule,
    word,
    forms: forms.split('|'),
    isValid: (value) => validator.validate(value).isValid,
  };
}

const of = (country: string, name: string): Validator | undefined => stdnum[country]?.[name];

export const ISSUED_NUMBERS: readonly IssuedNumberKind[] = [
  kind('us-ssn', 'SSN', '999-99-9999|999999999', of('US', 'ssn')),
  kind('gb-nino', 'National Insurance number', 'AA999999A|AA 99 99 99 A', of('GB', 'nino')),
  kind('ca-sin', 'SIN', '999 999 999|999-999-999|999999999', of('CA', 'sin')),
  kind('au-tfn', 'TFN', '999 999 999|999999999', of('AU', 'tfn')),
  kind('nz-ird', 'IRD number', '99-999-999|999-999-999|99999999', of('NZ', 'ird')),
  kind('ie-pps', 'PPS number', '9999999A|9999999AA', of('IE', 'pps')),
  kind('de-tax-id', 'Steuer-ID', '99999999999|99 999 999 999', of('DE', 'idnr')),
  kind('de-social-insurance', 'Rentenversicherungsnummer', '99{DDMMYY}A999', of('DE', 'svnr')),
  kind(
    'fr-nir',
    'numéro de sécu',
    '1{YYMM}75999999 99|2{YYMM}75999999 99|1{YYMM}7599999999',
    of('FR', 'nir'),
  ),
  kind('es-dni', 'DNI', '99999999A|99999999-A', of('ES', 'dni')),
  kind('es-nie', 'NIE', 'X9999999A|Y-9999999-A', of('ES', 'nie')),
  kind('it-codice-fiscale', 'codice fiscale', 'AAAAAA99A{DD}A999A', of('IT', 'codicefiscale')),
  kind('pt-nif', 'NIF', '299999999|199999999|299 999 999', of('PT', 'nif')),
  kind('nl-bsn', 'BSN', '999999999|9999.99.999', of('NL', 'bsn')),
  kind(
    'be-national-number',
    'rijksregisternummer',
    '{YY.MM.DD}-999.99|{YYMMDD}99999',
    of('BE', 'nn'),
  ),
  kind('at-social-insurance', 'SVNR', '9999 {DDMMYY}|9999{DDMMYY}', of('AT', 'vnr')),
  kind('ch-ahv', 'AHV', '756.9999.9999.99|7569999999999', of('CH', 'ssn')),
  kind('pl-pesel', 'PESEL', '{YYMMDD}99999', of('PL', 'pesel')),
  kind('pl-nip', 'NIP', '999-999-99-99|9999999999', of('PL', 'nip')),
  kind(
    'se-personnummer',
    'personnummer',
    '{YYMMDD}-9999|{YYYYMMDD}-9999',
    of('SE', 'personnummer'),
  ),
  kind(
    'no-fodselsnummer',
    'fødselsnummer',
    '{DDMMYY}99999|{DDMMYY} 99999',
    of('NO', 'fodselsnummer'),
  ),
  kind('fi-hetu', 'henkilötunnus', '{DDMMYY}-999A|{DDMMYY}-9999', of('FI', 'hetu')),
  kind('dk-cpr', 'CPR', '{DDMMYY}-9999|{DDMMYY}9999', of('DK', 'cpr')),
  kind('is-kennitala', 'kennitala', '{DDMMYY}-9999', of('IS', 'kennitala')),
  kind('cz-rodne-cislo', 'rodné číslo', '{YYMMDD}/9999', of('CZ', 'rc')),
  kind('ro-cnp', 'CNP', '1{YYMMDD}129999|2{YYMMDD}409999', of('RO', 'cnp')),
  kind('bg-egn', 'ЕГН', '{YYMMDD}9999', of('BG', 'egn')),
  kind('hr-oib', 'OIB', '99999999999', of('HR', 'oib')),
  kind('yu-jmbg', 'JMBG', '{DDMM}{9YY}719999', of('RS', 'jmbg')),
  kind('ee-isikukood', 'isikukood', '3{YYMMDD}9999|4{YYMMDD}9999', of('EE', 'ik')),
  kind('gr-amka', 'AMKA', '{DDMMYY}99999', of('GR', 'amka')),
  kind('ru-inn', 'ИНН', '999999999999', of('RU', 'inn')),
  kind('ua-rnokpp', 'РНОКПП', '9999999999', of('UA', 'rntrc')),
  kind('tr-kimlik', 'TC kimlik no', '99999999999', of('TR', 'tckimlik')),
  kind('il-teudat-zehut', 'teudat zehut', '999999999', of('IL', 'idnr')),
  kind('in-aadhaar', 'Aadhaar', '9999 9999 9999|999999999999', of('IN', 'aadhaar')),
  kind('in-pan', 'PAN card', 'AAAPA9999A', of('IN', 'pan')),
  kind('pk-cnic', 'CNIC', '99999-9999999-9', of('PK', 'cnic')),
  kind('cn-resident-id', '身份证', '110105{YYYYMMDD}9999|440304{YYYYMMDD}999X', of('CN', 'ric')),
  kind('hk-id', 'HKID', 'A999999(9)', of('HK', 'hkid')),
  kind('tw-id', '身分證', 'A199999999|A299999999', of('TW', 'natid')),
  kind('kr-rrn', '주민등록번호', '{YYMMDD}-1999999|{YYMMDD}-2999999', of('KR', 'rrn')),
  kind('th-id', 'Thai ID', '9-9999-99999-99-9', of('TH', 'idnr')),
  kind('my-nric', 'MyKad', '{YYMMDD}-14-9999', of('MY', 'nric')),
  kind('br-cpf', 'CPF', '999.999.999-99|99999999999', of('BR', 'cpf')),
  kind('mx-curp', 'CURP', 'AAAA{YYMMDD}HDFAAA99', of('MX', 'curp')),
  kind('ar-cuil', 'CUIL', '20-99999999-9|27-99999999-9', of('AR', 'cuit')),
  kind('cl-rut', 'RUT', '99.999.999-9|99999999-K', of('CL', 'rut')),
  kind('za-id', 'South African ID', '{YYMMDD}9999089', of('ZA', 'idnr')),
];

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const MOST_TRIES = 20_000;

/** A number of this kind's form, valid or not. */
export function draftOf({ forms }: IssuedNumberKind, random: Random): string {
  const form = random
    .pick(forms)
    .replaceAll(/\{([^}]{1,10})\}/gu, (_, order: string) => day(order, random));
  return Array.from(form, (sign) => {
    if (sign === '9') return String(random.below(10));
    return sign === 'A' ? random.characters(LETTERS, 1) : sign;
  })
    .join('')
    .replaceAll('\u0001', '9');
}

/** @throws Error when chance finds none */
export function validNumber(each: IssuedNumberKind, random: Random): string {
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const draft = draftOf(each, random);
    if (each.isValid(draft)) return draft;
  }
  throw new Error(`No valid ${each.rule} in ${MOST_TRIES} tries.`);
}

/** Digits of days are not to be replaced: a 9 of theirs is kept apart until the form is filled in. */
function day(order: string, random: Random): string {
  const two = (number: number) => String(number).padStart(2, '0');
  const year = 1950 + random.below(50);
  return order
    .replace('YYYY', String(year))
    .replace('YY', two(year % 100))
    .replace('MM', two(1 + random.below(12)))
    .replace('DD', two(1 + random.below(28)))
    .replaceAll('9', '\u0001');
}
