import type { Match, Recogniser } from '../recogniser.js';
import { Trigger } from '../triggers.js';
import { isSampleToken } from './secrets/placeholderValue.js';

interface HashFormat {
  readonly name: string;
  /** What is searched for. */
  readonly mark: string;
  /** The whole hash, from the mark on. */
  readonly form: RegExp;
}

/** The formats of crypt(5), and those of frameworks and databases. */
const FORMATS: readonly HashFormat[] = [
  ...['$2a$', '$2b$', '$2y$'].map((mark) => ({
    name: 'bcrypt',
    mark,
    form: /\$2[aby]\$\d\d\$[./A-Za-z0-9]{53}(?![./A-Za-z0-9])/uy,
  })),
  {
    name: 'MD5-crypt',
    mark: '$1$',
    form: /\$1\$[^\s$:"'<>]{1,16}\$[./A-Za-z0-9]{22}(?![./A-Za-z0-9])/uy,
  },
  {
    name: 'Apache MD5',
    mark: '$apr1$',
    form: /\$apr1\$[./A-Za-z0-9]{1,8}\$[./A-Za-z0-9]{22}(?![./A-Za-z0-9])/uy,
  },
  {
    name: 'SHA-256-crypt',
    mark: '$5$',
    form: /\$5\$(?:rounds=\d{1,9}\$)?[./A-Za-z0-9]{1,16}\$[./A-Za-z0-9]{43}(?![./A-Za-z0-9])/uy,
  },
  {
    name: 'SHA-512-crypt',
    mark: '$6$',
    form: /\$6\$(?:rounds=\d{1,9}\$)?[./A-Za-z0-9]{1,16}\$[./A-Za-z0-9]{86}(?![./A-Za-z0-9])/uy,
  },
  {
    name: 'yescrypt',
    mark: '$y$',
    form: /\$y\$[./A-Za-z0-9]{2,8}\$[./A-Za-z0-9]{1,32}\$[./A-Za-z0-9]{43}(?![./A-Za-z0-9])/uy,
  },
  {
    name: 'Argon2',
    mark: '$argon2',
    form: /\$argon2(?:id|i|d)\$(?:v=\d{1,3}\$)?m=\d{1,9},t=\d{1,5},p=\d{1,4}\$[A-Za-z0-9+/]{8,64}\$[A-Za-z0-9+/]{16,128}/uy,
  },
  { name: 'phpass', mark: '$P$', form: /\$P\$[./A-Za-z0-9]{31}(?![./A-Za-z0-9])/uy },
  {
    name: 'PBKDF2',
    mark: 'pbkdf2_sha',
    form: /pbkdf2_sha(?:1|256|512)\$\d{1,8}\$[A-Za-z0-9+/]{6,40}\$[A-Za-z0-9+/]{27,88}={0,2}/uy,
  },
  {
    name: 'PBKDF2',
    mark: 'pbkdf2:sha',
    form: /pbkdf2:sha(?:1|256|512)(?::\d{1,8})?\$[A-Za-z0-9]{6,40}\$[0-9a-f]{40,128}/uy,
  },
  {
    name: 'scrypt',
    mark: 'scrypt:',
    form: /scrypt:\d{1,8}:\d{1,3}:\d{1,3}\$[A-Za-z0-9]{6,40}\$[0-9a-f]{64,128}/uy,
  },
  { name: 'salted SHA', mark: '{SSHA', form: /\{SSHA(?:256|512)?\}[A-Za-z0-9+/]{28,128}={0,2}/uy },
  { name: 'SHA', mark: '{SHA}', form: /\{SHA\}[A-Za-z0-9+/]{27}=/uy },
  {
    name: 'SCRAM',
    mark: 'SCRAM-SHA-256$',
    form: /SCRAM-SHA-256\$\d{1,8}:[A-Za-z0-9+/=]{12,64}\$[A-Za-z0-9+/=]{40,50}:[A-Za-z0-9+/=]{40,50}/uy,
  },
];

const MARKS = new Trigger(FORMATS.map(({ mark }) => mark.toLowerCase()));

/** Hashes of passwords, as in `/etc/shadow`, `.htpasswd` and tables of users: weak ones are guessed. */
export const passwordHash: Recogniser = {
  rule: 'password-hash',
  version: 1,
  kind: 'secret',
  severity: 'blocking',
  description: 'The hash of a password.',
  find(scanned) {
    if (!scanned.holds(MARKS)) return [];
    return FORMATS.flatMap((format) => hashesIn(scanned.text, format));
  },
};

function hashesIn(text: string, { name, mark, form }: HashFormat): Match[] {
  const matches: Match[] = [];
  for (let at = text.indexOf(mark); at >= 0; at = text.indexOf(mark, at + mark.length)) {
    form.lastIndex = at;
    if (!form.test(text)) continue;
    const end = form.lastIndex;
    if (isSampleToken(text.slice(at + mark.length, end))) continue;
    matches.push({
      start: at,
      end,
      score: 0.9,
      message: `The hash of a password (${name}).`,
      placeholder: 'PASSWORD_HASH',
    });
  }
  return matches;
}
