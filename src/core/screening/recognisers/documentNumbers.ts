import { ContextWords } from '../contextWords.js';
import { namedToken } from './namedToken.js';

const DATE =
  /^(?:(?:19|20)\d\d-\d\d?-\d\d?|\d\d?-\d\d?-(?:19|20)\d\d|(?:19|20)\d{6}|(?:19|20)\d\d)$/u;

export const passport = namedToken({
  rule: 'passport',
  name: 'A passport number',
  placeholder: 'PASSPORT',
  words: new ContextWords(
    'passport, passport number, passport no, reisepass, passeport, pasaporte, passaporto, ' +
      'passaporte, paspoort, paszport, passi, паспорт, 护照, 旅券, パスポート, 여권, جواز',
  ),
  isLike: (value) => /^(?=.*\d{4})[A-Z0-9]{6,10}$/u.test(value) && !DATE.test(value),
});

export const drivingLicence = namedToken({
  rule: 'driving-licence',
  name: 'The number of a driving licence',
  placeholder: 'LICENCE',
  words: new ContextWords(
    "driver's license, driver's licence, driver’s license, drivers license, drivers licence, " +
      'driver license, driving licence, driving license, license number, licence number, ' +
      'dl number, dl no, dl #, dl:, führerschein, permis de conduire, licencia de conducir, ' +
      'patente di guida, carnet de conducir, carta de condução, rijbewijs, prawo jazdy, ' +
      'körkort, 运转免许, 驾驶证, 運転免許',
  ),
  isLike: (value) => /^[A-Z0-9](?:[A-Z0-9]|-(?=[A-Z0-9])){4,21}$/u.test(value) && !DATE.test(value),
});

export const medicalRecord = namedToken({
  rule: 'medical-record',
  name: 'The number of a medical record or of a health insurance',
  placeholder: 'HEALTH_ID',
  words: new ContextWords(
    'mrn, medical record, medical record number, patient id, patient number, patient no, ' +
      'health insurance number, health card, insurance number, member id, beneficiary, ' +
      'medicaid, krankenversichertennummer, versichertennummer, chart number, health plan',
  ),
  isLike: (value) => /^[A-Z0-9](?:[A-Z0-9]|-(?=[A-Z0-9])){4,15}$/u.test(value) && !DATE.test(value),
});

/** For the states that give out numbers without a check digit. */
export const identityNumber = namedToken({
  rule: 'identity-number',
  name: 'The number of an identity card or of a person',
  placeholder: 'NATIONAL_ID',
  words: new ContextWords(
    'national id, national identity, identity card, identity number, id card, citizen id, ' +
      'national identification, personal id number, government id, taxpayer id, tax id number, ' +
      "cédula, cedula, dni, nin, cin number, personalausweis, ausweisnummer, carte d'identité, " +
      "carta d'identità, social security number, voter id, resident permit, residence permit, " +
      'green card, alien number, visa number, tin number',
  ),
  isLike: (value) => /^[A-Z0-9](?:[A-Z0-9]|-(?=[A-Z0-9])){5,17}$/u.test(value) && !DATE.test(value),
});
