import type { Recogniser } from '../../recogniser.js';
import { egNationalId, zaId } from './africa.js';
import { auMedicare, auTfn } from './australia.js';
import { atSocialInsurance } from './austria.js';
import { eeIsikukood, lvPersonasKods } from './baltic.js';
import { beNationalNumber } from './belgium.js';
import { caSin } from './canada.js';
import { bgEgn, czRodneCislo, hrOib, huTaj, huTaxId, roCnp, yuJmbg } from './centralEurope.js';
import { cnResidentId, hkId, twId } from './china.js';
import { ruInn, ruSnils, uaRnokpp } from './easternEurope.js';
import { frNir, frTaxId } from './france.js';
import { deSocialInsurance, deTaxId } from './germany.js';
import { grAfm, grAmka } from './greece.js';
import { iePps } from './ireland.js';
import { itCodiceFiscale } from './italy.js';
import { jpMyNumber } from './japan.js';
import { krRrn } from './korea.js';
import { arCuil, brCpf, clRut, mxCurp } from './latinAmerica.js';
import { nlBsn } from './netherlands.js';
import { nzIrd } from './newZealand.js';
import { dkCpr, fiHetu, isKennitala, noFodselsnummer, sePersonnummer } from './nordic.js';
import { plNip, plPesel } from './poland.js';
import { ptNif } from './portugal.js';
import { inAadhaar, inPan, pkCnic } from './southAsia.js';
import { idNik, myNric, sgNric, thId } from './southeastAsia.js';
import { esDni, esNie } from './spain.js';
import { chAhv } from './switzerland.js';
import { gbNhs, gbNino } from './unitedKingdom.js';
import { usItin, usNpi, usSsn } from './unitedStates.js';
import { aeEmiratesId, ilTeudatZehut, saNationalId, trKimlik } from './westernAsia.js';

/** Numbers by which states know people. Adding a country is one file and one line here. */
export const NATIONAL_IDS: readonly Recogniser[] = [
  usSsn,
  usItin,
  usNpi,
  gbNino,
  gbNhs,
  caSin,
  auTfn,
  auMedicare,
  nzIrd,
  iePps,
  deTaxId,
  deSocialInsurance,
  frNir,
  frTaxId,
  esDni,
  esNie,
  itCodiceFiscale,
  ptNif,
  nlBsn,
  beNationalNumber,
  atSocialInsurance,
  chAhv,
  plPesel,
  plNip,
  sePersonnummer,
  noFodselsnummer,
  fiHetu,
  dkCpr,
  isKennitala,
  czRodneCislo,
  huTaj,
  huTaxId,
  roCnp,
  bgEgn,
  hrOib,
  yuJmbg,
  eeIsikukood,
  lvPersonasKods,
  grAmka,
  grAfm,
  ruSnils,
  ruInn,
  uaRnokpp,
  trKimlik,
  ilTeudatZehut,
  aeEmiratesId,
  saNationalId,
  inAadhaar,
  inPan,
  pkCnic,
  cnResidentId,
  hkId,
  twId,
  jpMyNumber,
  krRrn,
  sgNric,
  thId,
  myNric,
  idNik,
  brCpf,
  mxCurp,
  arCuil,
  clRut,
  zaId,
  egNationalId,
];
