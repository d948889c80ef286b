import { remainder } from '../checks/checkDigits.js';
import type { Match, Recogniser } from '../recogniser.js';
import type { ScannedText } from '../scannedText.js';
import { characterClass, isIn } from './secrets/characterClass.js';

/** Lengths by country (SWIFT, IBAN Registry, release 99). */
const LENGTHS: Readonly<Record<string, number>> = Object.fromEntries(
  (
    'AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18 DO28 ' +
    'EE20 EG29 ES24 FI18 FK18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HN28 HR21 HU28 IE22 IL23 IQ23 IS26 ' +
    'IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 MK19 MN20 MR27 MT31 MU30 NI28 ' +
    'NL18 NO15 OM23 PK24 PL28 PS29 PT25 QA29 RO24 RS22 RU33 SA24 SC31 SD18 SE24 SI19 SK24 SM27 SO23 ST25 ' +
    'SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20 YE30'
  )
    .split(' ')
    .map((entry) => [entry.slice(0, 2), Number(entry.slice(2))]),
);

/** Printed in examples all over the web; nobody's in the profile `code`. */
const SAMPLES = new Set([
  'GB82WEST12345698765432',
  'DE89370400440532013000',
  'FR1420041010050500013M02606',
]);

const LETTER = characterClass('A-Za-z');
const SEPARATOR = /[ -]/u;
const SIGN = /[0-9A-Za-z]/u;
const message = 'An international bank account number: its check digits are right.';

/** Bank account numbers (ISO 13616): the country's length, and 1 modulo 97 (ISO/IEC 7064). */
export const iban: Recogniser = {
  rule: 'iban',
  version: 1,
  kind: 'pii',
  severity: 'blocking',
  description: 'An international bank account number (IBAN).',
  find(scanned, { profile }) {
    const { numbers } = scanned;
    const matches: Match[] = [];
    for (let run = 0; run < numbers.count; run += 1) {
      if (numbers.length(run) < 2) continue;
      const start = numbers.start(run) - 2;
      if (!isIn(LETTER, scanned.text.charCodeAt(start + 1))) continue;
      if (!isIn(LETTER, scanned.text.charCodeAt(start))) continue;
      const found = ibanAt(scanned, start);
      if (found === undefined || (profile === 'code' && SAMPLES.has(found.value ?? ''))) continue;
      matches.push(found);
    }
    return matches;
  },
};

function ibanAt({ text }: ScannedText, start: number): Match | undefined {
  const length = lengthFor(text.slice(Math.max(0, start), start + 2).toUpperCase());
  if (start < 0 || length === 0 || SIGN.test(text[start - 1] ?? ' ')) return undefined;
  const end = endOf(text, start, length);
  if (end === undefined || SIGN.test(text[end] ?? ' ')) return undefined;
  const value = text.slice(start, end).replaceAll(/[ -]/gu, '').toUpperCase();
  if (!isIban(value)) return undefined;
  return { start, end, value, score: 0.99, message, placeholder: 'IBAN' };
}

function lengthFor(country: string): number {
  return Object.hasOwn(LENGTHS, country) ? (LENGTHS[country] ?? 0) : 0;
}

/** Behind so many letters and digits, which single spaces or hyphens may separate. */
function endOf(text: string, start: number, length: number): number | undefined {
  let signs = 0;
  let end = start;
  for (; signs < length && end < text.length; end += 1) {
    if (SIGN.test(text[end] ?? '')) signs += 1;
    else if (!SEPARATOR.test(text[end] ?? '') || !SIGN.test(text[end - 1] ?? '')) return undefined;
  }
  return signs === length ? end : undefined;
}

function isIban(value: string): boolean {
  const turned = value.slice(4) + value.slice(0, 4);
  const digits = Array.from(turned, (sign) => Number.parseInt(sign, 36)).join('');
  return remainder(digits, 97) === 1;
}
