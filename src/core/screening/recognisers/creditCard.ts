import { isLuhn, isOneDigitRepeated } from '../checks/checkDigits.js';
import { ContextWords } from '../contextWords.js';
import { standsApart } from '../numerals.js';
import type { Match, Recogniser } from '../recogniser.js';
import type { ScannedText } from '../scannedText.js';

const WORDS = new ContextWords(
  'card, credit, debit, cc, ccn, pan, visa, mastercard, amex, maestro, jcb, ' +
    'american express, discover, diners, unionpay, kreditkarte, carte, tarjeta, ' +
    'carta di credito, cartão, cartao, kaart, karte, kort, karta, カード, 卡号, 信用卡, creditcard, ' +
    'cardnumber, billed, expiry, cvv, cvc',
);
/** Numbers beside these are somebody's records, whatever their digits add up to. */
const OTHER_NUMBERS = new ContextWords(
  'id, uuid, trace, span, order, epoch, timestamp, ts, request, session, build, commit, ' +
    'serial, imei, isbn, ean, tracking, hash, seed, snowflake, revision',
);
const RIGHT_BEFORE = { before: 16, after: 0 };

/** Issuer prefixes (ISO/IEC 7812) with the lengths their cards have. */
const ISSUERS: readonly (readonly [RegExp, readonly number[]])[] = [
  [/^4/u, [13, 16, 19]], // Visa
  [/^(?:5[1-5]|222[1-9]|22[3-9]\d|2[3-6]\d\d|27[01]\d|2720)/u, [16]], // Mastercard
  [/^3[47]/u, [15]], // American Express
  [/^(?:6011|64[4-9]|65)/u, [16, 17, 18, 19]], // Discover
  [/^(?:30[0-5]|3095|36|3[89])/u, [14, 15, 16, 17, 18, 19]], // Diners Club
  [/^35(?:2[89]|[3-8]\d)/u, [16, 17, 18, 19]], // JCB
  [/^(?:62|81)/u, [16, 17, 18, 19]], // UnionPay
  [/^(?:50|5[6-9]|6)/u, [12, 13, 14, 15, 16, 17, 18, 19]], // Maestro and national debit cards
  [/^(?:2131|1800)/u, [15]], // JCB, of old
  [/^220[0-4]/u, [16, 17, 18, 19]], // Mir
  [/^9792/u, [16]], // Troy
];
/** How many of them have prefixes that few other numbers share, so that Luhn's check is enough. */
const WELL_KNOWN = 7;
const EPOCH_MILLISECONDS = /^1[4-9]\d{11}$/u;

/** What payment providers give out to be typed in tests; nobody's in the profile `code`. */
const TEST_CARDS = new Set(
  (
    '4111111111111111 4012888888881881 4242424242424242 4000056655665556 4222222222222 5555555555554444 ' +
    '5105105105105100 2223003122003222 5200828282828210 378282246310005 371449635398431 6011111111111117 ' +
    '6011000990139424 3056930009020004 30569309025904 38520000023237 3530111333300000 3566002020360505 ' +
    '6200000000000005 4000000000000002'
  ).split(' '),
);

const FEWEST = 12;
const MOST = 19;
const FEWEST_IN_GROUP = 2;
const MOST_GROUPS = 6;
const message = 'A payment card number: its check digit is right.';

/** Payment card numbers: 12 to 19 digits in one piece or in groups, of an issuer, that pass Luhn's check. */
export const creditCard: Recogniser = {
  rule: 'credit-card',
  version: 1,
  kind: 'pii',
  severity: 'blocking',
  description: 'A payment card number.',
  find(scanned, policy) {
    const { numbers } = scanned;
    const matches: Match[] = [];
    for (let run = 0; run < numbers.count; run += 1) {
      if (numbers.length(run) < FEWEST && !goesOn(scanned, run)) continue;
      const found = cardAt(scanned, run);
      if (found === undefined) continue;
      if (policy.profile === 'general' || !TEST_CARDS.has(found.value)) matches.push(found);
      while (run + 1 < numbers.count && numbers.start(run + 1) < found.end) run += 1;
    }
    return matches;
  },
};

/** Whether another group follows, as in a card number. */
function goesOn({ numbers, text }: ScannedText, run: number): boolean {
  const end = numbers.end(run);
  return numbers.start(run + 1) === end + 1 && (text[end] === ' ' || text[end] === '-');
}

/** The card number that begins with a run of digits: of several ways to end it the surest, then the longest. */
function cardAt(scanned: ScannedText, run: number): (Match & { value: string }) | undefined {
  let found: (Match & { value: string }) | undefined;
  for (const { start, end, digits } of candidatesFrom(scanned, run)) {
    const score = TEST_CARDS.has(digits) ? 1 : scoreOf(scanned, start, end, digits);
    if (score === 0 || score < (found?.score ?? 0)) continue;
    found = { start, end, value: digits, score, message, placeholder: 'CARD' };
  }
  return found;
}

interface Candidate {
  readonly start: number;
  readonly end: number;
  readonly digits: string;
}

/** 12 to 19 digits in one piece, or in groups with one separator, the shortest first. */
function candidatesFrom({ numbers, text }: ScannedText, run: number): Candidate[] {
  const start = numbers.start(run);
  const separator = text[numbers.end(run)] ?? '';
  const candidates: Candidate[] = [];
  let digits = '';
  for (let last = run; last - run < MOST_GROUPS; last += 1) {
    const end = numbers.end(last);
    if (digits.length + numbers.length(last) > MOST) break;
    digits += text.slice(numbers.start(last), end);
    if (digits.length >= FEWEST && isLuhn(digits)) candidates.push({ start, end, digits });
    const isJoined = (separator === ' ' || separator === '-') && text[end] === separator;
    if (!isJoined || numbers.start(last + 1) !== end + 1) break;
    if (numbers.length(last + 1) < FEWEST_IN_GROUP) break;
  }
  return candidates;
}

/** 0: no card. */
function scoreOf(scanned: ScannedText, start: number, end: number, digits: string): number {
  if (isOneDigitRepeated(digits) || !standsApart(scanned.text, start, end)) return 0;
  const issuer = ISSUERS.findIndex(
    ([prefix, lengths]) => lengths.includes(digits.length) && prefix.test(digits),
  );
  if (scanned.near(WORDS, start, end)) return scoreNamed(issuer, digits);
  if (scanned.near(OTHER_NUMBERS, start, end, RIGHT_BEFORE)) return 0;
  return isUsual(issuer, digits) ? 0.9 : 0;
}

/** Beside a word an issuer nobody knows counts, too: lists of prefixes are never complete. */
function scoreNamed(issuer: number, digits: string): number {
  if (issuer >= 0) return 0.99;
  return EPOCH_MILLISECONDS.test(digits) ? 0 : 0.8;
}

/** Longer numbers than 16 digits are more often a machine's ids, one in ten of which pass Luhn's check. */
function isUsual(issuer: number, digits: string): boolean {
  return issuer >= 0 && issuer < WELL_KNOWN && digits.length >= 14 && digits.length <= 16;
}
