import { mostlyCode } from './candidateRules/mostlyCode.js';
import { noAnswer } from './candidateRules/noAnswer.js';
import { boilerplate, nonAnswer } from './candidateRules/saysNothing.js';
import { tooShort } from './candidateRules/tooShort.js';
import type { ContextRule } from './contextRule.js';
import { contradiction } from './contextRules/contradiction.js';
import { holdoutLeak } from './contextRules/holdoutLeak.js';
import { noProvenance } from './contextRules/noProvenance.js';
import { nearDuplicateCluster, originCap } from './contextRules/origin.js';
import { retrievalReach } from './contextRules/retrievalReach.js';
import { tooFewTokens } from './contextRules/tooFewTokens.js';
import { ungroundedClaims } from './contextRules/ungroundedClaims.js';
import type { CandidateRule, Recogniser } from './recogniser.js';
import { activeMarkup } from './recognisers/activeMarkup.js';
import { authorizationHeader } from './recognisers/authorizationHeader.js';
import { bankAccount, bankRouting } from './recognisers/bankNumbers.js';
import { brokenEncoding } from './recognisers/brokenEncoding.js';
import { commandLinePassword } from './recognisers/commandLinePassword.js';
import { connectionString } from './recognisers/connectionString.js';
import { controlSequence } from './recognisers/controlSequence.js';
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
import { bidiControl, invisibleCharacter, tagCharacters } from './recognisers/hiddenCharacters.js';
import { hiddenComment } from './recognisers/hiddenComment.js';
import { iban } from './recognisers/iban.js';
import { ipAddress } from './recognisers/ipAddress.js';
import { jsonWebToken } from './recognisers/jsonWebToken.js';
import { macAddress } from './recognisers/macAddress.js';
import { mixedScript } from './recognisers/mixedScript.js';
import { modelInstruction } from './recognisers/modelInstruction.js';
import { NATIONAL_IDS } from './recognisers/nationalIds/nationalIds.js';
import { passwordHash } from './recognisers/passwordHash.js';
import { pathUserName } from './recognisers/pathUserName.js';
import { PERSON_NAMES } from './recognisers/personName.js';
import { phoneNumber } from './recognisers/phone/phoneNumber.js';
import { pipedDownload } from './recognisers/pipedDownload.js';
import { postalAddress } from './recognisers/postalAddress.js';
import { privateKey } from './recognisers/privateKey.js';
import { secretAssignment } from './recognisers/secretAssignment.js';
import { urlCredentials } from './recognisers/urlCredentials.js';
import { vendorToken } from './recognisers/vendorToken.js';

/** The rules that look at any text. Adding one is one file and one line here. */
export const RECOGNISERS: readonly Recogniser[] = [
  privateKey,
  vendorToken,
  jsonWebToken,
  connectionString,
  urlCredentials,
  authorizationHeader,
  passwordHash,
  commandLinePassword,
  secretAssignment,
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
  modelInstruction,
  hiddenComment,
  activeMarkup,
  pipedDownload,
  tagCharacters,
  bidiControl,
  invisibleCharacter,
  mixedScript,
  controlSequence,
  brokenEncoding,
  postalAddress,
  ...PERSON_NAMES,
];

/** The rules that look at a candidate as a whole. */
export const CANDIDATE_RULES: readonly CandidateRule[] = [
  tooShort,
  noAnswer,
  boilerplate,
  nonAnswer,
  mostlyCode,
];

/** The rules that hold a candidate against what else is known. */
export const CONTEXT_RULES: readonly ContextRule[] = [
  holdoutLeak,
  tooFewTokens,
  noProvenance,
  ungroundedClaims,
  contradiction,
  nearDuplicateCluster,
  originCap,
  retrievalReach,
];
