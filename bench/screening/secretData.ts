import { BENIGN_LINES, HARD_NEGATIVES } from './benignLines.js';
import { Random } from './random.js';
import { SECRET_SHAPES, type SecretShape } from './secretShapes.js';

/** One text, and where its secrets stand; none: nothing may be flagged. */
export interface SecretRow {
  readonly id: string;
  readonly text: string;
  /** UTF-16 code units, end exclusive; `raw` names the shape. */
  readonly spans: readonly { type: 'SECRET'; start: number; end: number; raw: string }[];
}

const NAMES = [
  'API_KEY',
  'SERVICE_TOKEN',
  'ACME_API_KEY',
  'CLIENT_SECRET',
  'AUTH_TOKEN',
  'DEPLOY_TOKEN',
];

/** Lines in which secrets are pasted; `@` is where it stands, `%` a name that speaks of one. */
const LINES: Readonly<Record<SecretShape['stands'], readonly string[]>> = {
  token: [
    'export %=@',
    '%=@',
    'const client = new Client("@");',
    'client = Client(api_key="@")',
    "    token: '@',",
    '{"level":"info","msg":"calling upstream","key":"@","ms":41}',
    'I set % to @ and it still says 401.',
    'curl -s "https://api.acme.dev/v2/items?key=@&page=2"',
    '  - name: %\n    value: "@"',
    'Why does `@` not work any more?',
    '2026-03-01T10:22:07Z WARN retrying with @ (attempt 2)',
    'docker run -e %=@ acme/worker:1.4',
    '@',
  ],
  awsSecret: [
    'aws_secret_access_key = @',
    'AWS_SECRET_ACCESS_KEY=@',
    'export ACME_SECRET_KEY="@"',
    '"secretAccessKey": "@",',
    '  api_key: @',
    'secret_key="@"',
    'client_secret: "@"',
    'X-Api-Key: @',
    'encryptionKey = "@";',
  ],
  password: [
    'DB_PASSWORD=@',
    'export PGPASSWORD=@',
    'password: "@"',
    '"password": "@",',
    "    'password' => '@',",
    'spring.datasource.password=@',
    'my password is @',
    'mysql -u root -p@ shop',
    "sshpass -p '@' ssh deploy@10.0.0.7",
    'curl -u admin:@ https://ci.acme.dev/api',
    './migrate --password=@ --dry-run',
    './migrate --db-password @ --dry-run',
    "CREATE USER app IDENTIFIED BY '@';",
    'machine git.acme.dev login bot password @',
    '<password>@</password>',
    'String password = "@";',
    'conn = connect(user="app", passwd="@")',
  ],
  bearer: [
    'Authorization: Bearer @',
    'curl -H "Authorization: Bearer @" https://api.acme.dev/me',
    "headers: { Authorization: 'Bearer @' },",
    'req.Header.Set("Authorization", "Bearer @")',
    'headers = {"Authorization": "Bearer @"}',
  ],
  basic: ['Authorization: Basic @', "curl -H 'Authorization: Basic @' https://api.acme.dev/me"],
  url: ['DATABASE_URL=@', 'connect("@")', 'the app uses @ in staging', '  url: @', 'dsn = "@"'],
  block: [
    '@',
    'Here is the key:\n\n@\n\nWhat is wrong with it?',
    'cat > id <<EOF\n@\nEOF',
    '```\n@\n```',
  ],
  hash: [
    'deploy:@:19700:0:99999:7:::',
    'admin:@',
    'password_hash = "@"',
    "INSERT INTO users VALUES (7, '@');",
  ],
};

/**
 * Texts with one fresh secret each, as it stands in code, logs, settings and questions; two in five have a
 * harmless line beside it.
 */
export function secretRows(seed: number, rows: number): SecretRow[] {
  const random = new Random(seed);
  return Array.from({ length: rows }, (_, index) => {
    const shape = SECRET_SHAPES[index % SECRET_SHAPES.length] ?? random.pick(SECRET_SHAPES);
    const secret = shape.make(random);
    const line = random.pick(LINES[shape.stands]).replaceAll('%', () => random.pick(NAMES));
    const [before = '', after = ''] = [
      line.slice(0, line.indexOf('@')),
      line.slice(line.indexOf('@') + 1),
    ];
    const first = random.below(5) < 1 ? `${random.pick(BENIGN_LINES)(random)}\n` : '';
    const last = random.below(5) < 1 ? `\n${random.pick(BENIGN_LINES)(random)}` : '';
    const start = first.length + before.length;
    return {
      id: `secret-${index}`,
      text: `${first}${before}${secret}${after}${last}`,
      spans: [{ type: 'SECRET', start, end: start + secret.length, raw: shape.name }],
    };
  });
}

/** Texts that look as if they held a secret, and hold none. */
export function secretFreeRows(seed: number, rows: number): SecretRow[] {
  const random = new Random(seed);
  const all = [...HARD_NEGATIVES, ...BENIGN_LINES];
  return Array.from({ length: rows }, (_, index) => ({
    id: `harmless-${index}`,
    text: (all[index % all.length] ?? random.pick(all))(random),
    spans: [],
  }));
}
