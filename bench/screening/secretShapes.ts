import type { Random } from './random.js';

/** Makes one fresh secret of a kind. None of this is shared with the rules: it is written from the vendors' documents. */
export interface SecretShape {
  readonly name: string;
  readonly make: (random: Random) => string;
  /** How such a secret usually stands in a text: see `SECRET_LINES`. */
  readonly stands:
    | 'token'
    | 'password'
    | 'block'
    | 'url'
    | 'awsSecret'
    | 'basic'
    | 'bearer'
    | 'hash';
}

const UPPER = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const LOWER = 'abcdefghijklmnopqrstuvwxyz';
const NUMBER = '0123456789';
const MIXED = UPPER + LOWER + NUMBER;
const URL_SAFE = `${MIXED}-_`;
const HEX = '0123456789abcdef';

/** Ends in a letter or digit: where a token ends in a hyphen, nobody can tell it from the sentence's. */
function urlSafe(random: Random, length: number): string {
  return random.characters(URL_SAFE, length - 1) + random.characters(MIXED, 1);
}

function part(random: Random, content: object): string {
  return Buffer.from(JSON.stringify(content)).toString('base64url') + random.characters('', 0);
}

function jsonWebToken(random: Random): string {
  const header = { alg: random.pick(['HS256', 'RS256', 'ES256']), typ: 'JWT' };
  const payload = {
    sub: random.characters(NUMBER, 9),
    iss: `https://login.${random.word()}.dev`,
    exp: 1_700_000_000 + random.below(90_000_000),
  };
  return `${part(random, header)}.${part(random, payload)}.${urlSafe(random, 43)}`;
}

function lines(text: string, width: number): string {
  return (text.match(new RegExp(`.{1,${width}}`, 'gu')) ?? []).join('\n');
}

function pem(random: Random): string {
  const label = random.pick(['RSA ', 'EC ', '', 'OPENSSH ', 'ENCRYPTED ', 'DSA ']);
  const body = lines(random.characters(`${MIXED}+/`, 64 * (4 + random.below(12)) + 30), 64);
  const mark = (word: string): string => `-----${word} ${label}PRIVATE${' '}KEY-----`;
  return `${mark('BEGIN')}\n${body}==\n${mark('END')}`;
}

function cutPem(random: Random): string {
  return pem(random).split('\n').slice(0, 4).join('\n');
}

function pgp(random: Random): string {
  const body = lines(random.characters(`${MIXED}+/`, 64 * 9 + 20), 64);
  const mark = (word: string): string => `-----${word} PGP PRIVATE${' '}KEY BLOCK-----`;
  return `${mark('BEGIN')}\n\n${body}\n=${random.characters(MIXED, 4)}\n${mark('END')}`;
}

/** As people and password managers make them; at least one digit, and no character that ends a line's value. */
function password(random: Random): string {
  const word = random.word();
  const own = `${word[0]?.toUpperCase()}${word.slice(1)}${random.pick(['!', '#', '@', '$', '_', '-'])}${random.characters(NUMBER, 2 + random.below(3))}${random.word().slice(0, 4)}`;
  const made = `${random.characters(UPPER, 2)}${random.characters(`${MIXED}!@#%^*_+=~`, 8 + random.below(10))}${random.characters(NUMBER, 2)}${random.characters(LOWER, 2)}`;
  return random.below(2) === 0 ? own : made;
}

function plainPassword(random: Random): string {
  return `${random.characters(LOWER, 3)}${random.characters(MIXED, 9)}${random.characters(NUMBER, 3)}`;
}

function databaseUrl(random: Random): string {
  const scheme = random.pick([
    'postgres',
    'postgresql',
    'mysql',
    'mongodb',
    'mongodb+srv',
    'redis',
    'amqp',
  ]);
  const host = `${random.word()}-${random.below(9)}.${random.word()}.internal`;
  return `${scheme}://${random.word()}:${plainPassword(random)}@${host}:${1000 + random.below(60_000)}/${random.word()}`;
}

function sqlServer(random: Random): string {
  return `Server=tcp:${random.word()}.database.windows.net,1433;Initial Catalog=${random.word()};User ID=${random.word()};Password=${plainPassword(random)};Encrypt=True`;
}

function storageString(random: Random): string {
  return `DefaultEndpointsProtocol=https;AccountName=${random.word()};AccountKey=${random.characters(MIXED, 86)}==;EndpointSuffix=core.windows.net`;
}

function token(name: string, make: (random: Random) => string): SecretShape {
  return { name, make, stands: 'token' };
}

/** Prefixes are split, so that no scanner of pushes takes this file for a leak. */
export const SECRET_SHAPES: readonly SecretShape[] = [
  token('AWS access key id', (r) => `AK${'IA'}${r.characters(`${UPPER}234567`, 16)}`),
  { name: 'AWS secret key', make: (r) => r.characters(`${MIXED}+/`, 40), stands: 'awsSecret' },
  token('Google API key', (r) => `AI${'za'}Sy${urlSafe(r, 33)}`),
  token('Google OAuth secret', (r) => `GOC${'SPX'}-${urlSafe(r, 28)}`),
  token('GitHub classic', (r) => `gh${r.pick(['p', 'o', 's', 'u'])}_${r.characters(MIXED, 36)}`),
  token(
    'GitHub fine-grained',
    (r) => `github${'_pat_'}${r.characters(MIXED, 22)}_${r.characters(MIXED, 59)}`,
  ),
  token('GitLab', (r) => `gl${'pat'}-${urlSafe(r, 20)}`),
  token(
    'Slack bot',
    (r) =>
      `xo${'xb'}-${r.characters(NUMBER, 12)}-${r.characters(NUMBER, 13)}-${r.characters(MIXED, 24)}`,
  ),
  token(
    'Slack webhook',
    (r) =>
      `https://hooks.sl${'ack'}.com/services/T${r.characters(UPPER + NUMBER, 10)}/B${r.characters(UPPER + NUMBER, 10)}/${r.characters(MIXED, 24)}`,
  ),
  token(
    'Stripe',
    (r) =>
      `${r.pick(['sk', 'rk'])}_${r.pick(['live', 'test'])}_${r.characters(MIXED, r.pick([24, 99]))}`,
  ),
  token('SendGrid', (r) => `S${'G'}.${urlSafe(r, 22)}.${urlSafe(r, 43)}`),
  token('Twilio key', (r) => `S${'K'}${r.characters(HEX, 32)}`),
  token('Mailgun', (r) => `key${'-'}${r.characters(HEX, 32)}`),
  token('Mailchimp', (r) => `${r.characters(HEX, 32)}-us${1 + r.below(21)}`),
  token('npm', (r) => `np${'m_'}${r.characters(MIXED, 36)}`),
  token('PyPI', (r) => `py${'pi-'}AgEIcHlwaS5vcmc${urlSafe(r, 120)}`),
  token('OpenAI project', (r) => `sk${'-proj-'}${urlSafe(r, 74)}T3BlbkFJ${urlSafe(r, 74)}`),
  token('OpenAI', (r) => `s${'k-'}${r.characters(MIXED, 48)}`),
  token('Anthropic', (r) => `sk${'-ant-'}api03-${urlSafe(r, 93)}AA`),
  token('Hugging Face', (r) => `h${'f_'}${r.characters(UPPER + LOWER, 34)}`),
  token('DigitalOcean', (r) => `do${'p_v1_'}${r.characters(HEX, 64)}`),
  token('Databricks', (r) => `da${'pi'}${r.characters(HEX, 32)}`),
  token('Shopify', (r) => `sh${'pat_'}${r.characters(HEX, 32)}`),
  token('Telegram bot', (r) => `${r.characters('123456789', 10)}:AA${urlSafe(r, 33)}`),
  token(
    'Discord webhook',
    (r) =>
      `https://disc${'ord'}.com/api/webhooks/${r.characters('123456789', 18)}/${urlSafe(r, 68)}`,
  ),
  token('Vault', (r) => `hv${'s.'}${urlSafe(r, 95)}`),
  token('Terraform', (r) => `${r.characters(MIXED, 14)}.atlas${'v1'}.${urlSafe(r, 67)}`),
  token('Entra secret', (r) => `${r.characters(MIXED, 3)}8${'Q~'}${urlSafe(r, 34)}`),
  token('Grafana', (r) => `gl${'sa_'}${r.characters(MIXED, 32)}_${r.characters(HEX, 8)}`),
  token('New Relic', (r) => `NR${'AK'}-${r.characters(UPPER + NUMBER, 27)}`),
  token('Linear', (r) => `lin${'_api_'}${r.characters(MIXED, 40)}`),
  token('Notion', (r) => `nt${'n_'}${r.characters(NUMBER, 11)}${r.characters(MIXED, 35)}`),
  token('Airtable', (r) => `pa${'t'}${r.characters(MIXED, 14)}.${r.characters(HEX, 64)}`),
  token('Postman', (r) => `PM${'AK'}-${r.characters(HEX, 24)}-${r.characters(HEX, 34)}`),
  token(
    'Tailscale',
    (r) => `ts${'key-auth-'}${r.characters(MIXED, 12)}CNTRL-${r.characters(MIXED, 32)}`,
  ),
  token(
    'age',
    (r) => `AGE-SEC${'RET'}-KEY-1${r.characters('QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L', 58)}`,
  ),
  token('JSON Web Token', jsonWebToken),
  { name: 'bearer token', make: (r) => urlSafe(r, 32 + r.below(30)), stands: 'bearer' },
  {
    name: 'basic credentials',
    make: (r) => Buffer.from(`${r.word()}:${plainPassword(r)}`).toString('base64'),
    stands: 'basic',
  },
  { name: 'password', make: password, stands: 'password' },
  { name: 'plain password', make: plainPassword, stands: 'password' },
  {
    name: 'hexadecimal key',
    make: (r) => r.characters(HEX, r.pick([32, 40, 64])),
    stands: 'awsSecret',
  },
  { name: 'database URL', make: databaseUrl, stands: 'url' },
  { name: 'SQL Server string', make: sqlServer, stands: 'url' },
  { name: 'storage string', make: storageString, stands: 'url' },
  { name: 'PEM', make: pem, stands: 'block' },
  { name: 'cut PEM', make: cutPem, stands: 'block' },
  { name: 'PGP', make: pgp, stands: 'block' },
  {
    name: 'bcrypt',
    make: (r) =>
      `$2${r.pick(['a', 'b', 'y'])}$${r.pick(['10', '12'])}$${r.characters(`${MIXED}./`, 53)}`,
    stands: 'hash',
  },
  {
    name: 'SHA-512-crypt',
    make: (r) => `$6$${r.characters(MIXED, 12)}$${r.characters(`${MIXED}./`, 86)}`,
    stands: 'hash',
  },
];
