import {
  type CountryCode,
  getCountries,
  getExampleNumber,
  parsePhoneNumberFromString,
} from 'libphonenumber-js';
import examples from 'libphonenumber-js/examples.mobile.json';
import { ISSUED_NUMBERS, validNumber } from './issuedNumbers.js';
import type { Labelled, LabelledText } from './labelledText.js';
import { Random } from './random.js';

/** Makes a value, and says how lines speak of it. */
interface Kind {
  readonly type: string;
  make(random: Random): string;
  /** `@` is where the value stands. */
  readonly lines: readonly string[];
}

const LOWER = 'abcdefghijklmnopqrstuvwxyz';
const DIGITS = '0123456789';
const HEX = '0123456789abcdef';

function withLuhn(prefix: string, length: number, random: Random): string {
  const body = prefix + random.characters(DIGITS, length - prefix.length - 1);
  const sum = [...body].reverse().reduce((total, digit, index) => {
    const counted = Number(digit) * (index % 2 === 0 ? 2 : 1);
    return total + (counted > 9 ? counted - 9 : counted);
  }, 0);
  return body + String((10 - (sum % 10)) % 10);
}

function card(random: Random): string {
  const [prefix, length] = random.pick([
    ['4', 16],
    ['4', 13],
    ['4', 19],
    ['51', 16],
    ['55', 16],
    ['2720', 16],
    ['34', 15],
    ['37', 15],
    ['6011', 16],
    ['65', 16],
    ['36', 14],
    ['3530', 16],
    ['62', 16],
    ['6304', 12],
  ] as const);
  const digits = withLuhn(prefix, length, random);
  if (length !== 16) return digits;
  return digits.replaceAll(/(\d{4})(?=\d)/gu, `$1${random.pick(['', ' ', '-'])}`);
}

/** ISO 13616, with countries whose account numbers are digits alone. */
function iban(random: Random): string {
  const [country, length] = random.pick([
    ['DE', 22],
    ['AT', 20],
    ['CH', 21],
    ['FR', 27],
    ['ES', 24],
    ['BE', 16],
    ['PL', 28],
    ['DK', 18],
    ['PT', 25],
    ['SE', 24],
  ] as const);
  const account = random.characters(DIGITS, length - 4);
  const letters = [...country].map((letter) => Number.parseInt(letter, 36)).join('');
  const check = 98n - (BigInt(`${account}${letters}00`) % 97n);
  const number = `${country}${String(check).padStart(2, '0')}${account}`;
  return random.below(2) === 0 ? number : number.replaceAll(/(.{4})(?=.)/gu, '$1 ');
}

/** A number its country gives out, as it is written there or abroad. */
function phone(random: Random, form: 'national' | 'international'): string {
  for (;;) {
    const country: CountryCode = random.pick(getCountries());
    const example = getExampleNumber(country, examples);
    if (example === undefined) continue;
    const national = String(example.nationalNumber);
    const kept = national.slice(0, Math.max(2, national.length - 6));
    const made = kept + random.characters(DIGITS, national.length - kept.length);
    const number = parsePhoneNumberFromString(made, country);
    if (number?.isValid() !== true || number.nationalNumber.length < 8) continue;
    if (form === 'national') return number.formatNational();
    return random.below(4) === 0 ? number.format('E.164') : number.formatInternational();
  }
}

function publicIp(random: Random): string {
  const first = random.pick([23, 31, 46, 62, 77, 81, 85, 91, 109, 145, 176, 188, 194, 213]);
  return [first, 1 + random.below(254), 1 + random.below(254), 1 + random.below(253)].join('.');
}

function ipv6(random: Random): string {
  const groups = Array.from({ length: 6 }, () => random.characters(HEX, 4));
  return ['2a02', `1${random.characters(HEX, 3)}`, ...groups].join(':');
}

function mail(random: Random): string {
  const domain = `${random.word()}.${random.pick(['dev', 'com', 'de', 'co.uk', 'org', 'io', 'fr'])}`;
  const local = random.pick([
    `${random.word()}.${random.word()}`,
    `${random.word()}${random.below(90)}`,
    `${random.characters(LOWER, 1)}.${random.word()}+ci`,
  ]);
  return `${local}@${domain}`;
}

function birthday(random: Random): string {
  const [year, month, day] = [1940 + random.below(65), 1 + random.below(12), 1 + random.below(28)];
  const two = (number: number) => String(number).padStart(2, '0');
  return random.pick([
    `${year}-${two(month)}-${two(day)}`,
    `${two(day)}.${two(month)}.${year}`,
    `${month}/${day}/${year}`,
    `${day} March ${year}`,
    `October ${day}, ${year}`,
  ]);
}

const KINDS: readonly Kind[] = [
  {
    type: 'EMAIL',
    make: mail,
    lines: [
      'Author: Sam <@>',
      'curl -d "email=@" https://api.acme.dev/users',
      'INFO login ok user=@ in 23 ms',
      'Why does @ not get the reset mail?',
      '{"to":"@","subject":"Welcome"}',
      'git config user.email @',
    ],
  },
  {
    type: 'PHONE',
    make: (random) => phone(random, 'international'),
    lines: [
      'customer @ did not answer',
      '{"phone":"@"}',
      'sent code to @ (attempt 2)',
      'see tel:@',
    ],
  },
  {
    type: 'PHONE',
    make: (random) => phone(random, 'national'),
    lines: [
      'Call me at @ please.',
      '{"mobile": "@", "id": 7}',
      'phone: @',
      'My number is @, thanks',
      'Fax: @',
    ],
  },
  {
    type: 'CREDIT_CARD',
    make: card,
    lines: [
      'charge failed for card @',
      '{"card_number":"@","cvc":"***"}',
      'My credit card @ was declined.',
    ],
  },
  {
    type: 'IBAN',
    make: iban,
    lines: ['refund to @ please', 'iban=@', 'The transfer to @ failed with E42.'],
  },
  {
    type: 'IP',
    make: publicIp,
    lines: [
      '@ - - [12/Mar/2026:10:01:22 +0000] "GET / HTTP/1.1" 200 512',
      'client_ip=@',
      'ban @ after 5 tries',
      'nc -zv @ 443',
    ],
  },
  { type: 'IP', make: ipv6, lines: ['connection from @ refused', 'AAAA @', 'remote_addr: "@"'] },
  {
    type: 'SSN',
    make: (random) => validNumber(kindOf('us-ssn'), random),
    lines: ['SSN: @', '{"ssn":"@"}', 'Her social security number is @.'],
  },
  {
    type: 'MAC',
    make: (random) => {
      const pairs = Array.from({ length: 5 }, () => random.characters(HEX, 2));
      return ['3c', ...pairs].join(random.pick([':', '-']));
    },
    lines: ['DHCPACK to @ via eth0', '"mac": "@"', 'wake up @'],
  },
  {
    type: 'DATE_OF_BIRTH',
    make: birthday,
    lines: ['DOB: @', '{"birthDate":"@"}', 'She was born on @ in Graz.', 'date of birth = @'],
  },
  {
    type: 'GEO',
    make: (random) =>
      `${30 + random.below(30)}.${random.characters(DIGITS, 6)}, ${random.below(30)}.${random.characters(DIGITS, 6)}`,
    lines: ['GPS position @', 'coordinates: @', 'https://maps.acme.dev/?q=@'],
  },
  {
    type: 'USER',
    make: (random) => random.word(),
    lines: [
      'at load (/home/@/app/index.js:3:1)',
      'C:\\Users\\@\\AppData\\Local\\Temp',
      'open /Users/@/.ssh/config',
    ],
  },
  ...ISSUED_NUMBERS.filter(({ rule }) => rule !== 'us-ssn').map(
    (each): Kind => ({
      type: 'ID',
      make: (random) => validNumber(each, random),
      lines: [`${each.word}: @`, `My ${each.word} is @.`, `{"note":"${each.word} @"}`],
    }),
  ),
];

function kindOf(rule: string) {
  const kind = ISSUED_NUMBERS.find((each) => each.rule === rule);
  if (kind === undefined) throw new Error(`No kind of number ${rule}.`);
  return kind;
}

/** Lines of code, logs and questions with one private value each. */
export function privateTexts(seed: number, count: number): LabelledText[] {
  const random = new Random(seed);
  return Array.from({ length: count }, (_, index) => {
    const kind = KINDS[index % KINDS.length] ?? random.pick(KINDS);
    const value = kind.make(random);
    const line = random.pick(kind.lines);
    const at = line.lastIndexOf('@');
    const before = line.slice(0, at);
    const text = before + value + line.slice(at + 1);
    const span: Labelled = {
      type: kind.type,
      start: before.length,
      end: before.length + value.length,
    };
    return { id: `private-${index}`, text, spans: [span] };
  });
}
