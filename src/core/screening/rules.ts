import { noAnswer } from './candidateRules/noAnswer.js';
import { tooShort } from './candidateRules/tooShort.js';
import type { CandidateRule, Recogniser } from './recogniser.js';
import { bankAccount, bankRouting } from './recognisers/bankNumbers.js';
import { creditCard } from './recognisers/creditCard.js';
import { dateOfBirth } from './recognisers/dateOfBirth.js';
import { imei } from './recognisers/deviceNumbers.js';
import {
  drivingLicence,
  identityNumber,
  medicalRecord,
  passport,
} from './recognisers/documentNumbers.js';
import { emailAddress } from './recognisers/emailAddress.js';
import { geoCoordinates } from './recognisers/geoCoordinates.js';
import { iban } from './recognisers/iban.js';
import { ipAddress } from './recognisers/ipAddress.js';
import { macAddress } from './recognisers/macAddress.js';
import { NATIONAL_IDS } from './recognisers/nationalIds/nationalIds.js';
import { pathUserName } from './recognisers/pathUserName.js';
import { phoneNumber } from './recognisers/phone/phoneNumber.js';
import { urlCredentials } from './recognisers/urlCredentials.js';

/** The rules that look at any text. Adding one is one file and one line here. */
export const RECOGNISERS: readonly Recogniser[] = [
  urlCredentials,
  emailAddress,
  iban,
  creditCard,
  ...NATIONAL_IDS,
  bankRouting,
  imei,
  phoneNumber,
  ipAddress,
  macAddress,
  dateOfBirth,
  geoCoordinates,
  pathUserName,
  passport,
  drivingLicence,
  medicalRecord,
  bankAccount,
  identityNumber,
];

/** The rules that look at a candidate as a whole. */
export const CANDIDATE_RULES: readonly CandidateRule[] = [tooShort, noAnswer];
