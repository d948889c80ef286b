import { Random } from './random.js';

const HEX = '0123456789abcdef';
const DIGITS = '0123456789';

function uuid(random: Random): string {
  return [8, 4, 4, 4, 12].map((length) => random.characters(HEX, length)).join('-');
}

function number(random: Random, digits: number): string {
  return random.characters('123456789', 1) + random.characters(DIGITS, digits - 1);
}

function version(random: Random): string {
  return [random.below(20), random.below(40), random.below(400)].join('.');
}

type Line = (random: Random) => string;

/** What coding text is full of and what belongs to nobody, by what it is. */
const HARD_NEGATIVES: Readonly<Record<string, readonly Line[]>> = {
  'private and documentation IPs': [
    (r) => `ping 192.168.${r.below(256)}.${r.below(256)}`,
    (r) => `listen 10.${r.below(256)}.${r.below(256)}.${r.below(256)}:8080`,
    (r) => `server 172.${16 + r.below(16)}.0.${r.below(256)} 127.0.0.1 0.0.0.0`,
    (r) => `curl http://203.0.113.${r.below(256)}/ && dig @8.8.8.8 acme.dev`,
    (r) => `cidr = "52.${r.below(200)}.0.0/16" netmask 255.255.${r.below(256)}.0`,
  ],
  'example mails': [
    () => 'user@example.com, admin@example.org, you@yourdomain.com',
    () => 'git clone git@github.com:acme/app.git',
    () => 'ssh deploy@localhost; noreply@acme.dev; root@host.invalid',
    () => 'Co-authored-by: bot <41898282+github-actions[bot]@users.noreply.github.com>',
  ],
  versions: [
    (r) => `upgraded from ${version(r)} to v${version(r)}-rc.${r.below(9)}`,
    (r) =>
      `Mozilla/5.0 Chrome/${120 + r.below(30)}.0.${r.below(256)}.${r.below(256)} Safari/537.36`,
    (r) => `Version ${r.below(10)}.${r.below(30)}.${r.below(100)}.${r.below(100)} of the driver`,
    (r) => `requirements: numpy==${version(r)}, torch>=${version(r)}`,
  ],
  UUIDs: [(r) => `id: ${uuid(r)}`, (r) => `GET /orders/${uuid(r)}/items 200`],
  hashes: [
    (r) => `commit ${r.characters(HEX, 40)}`,
    (r) => `sha256:${r.characters(HEX, 64)} md5 ${r.characters(HEX, 32)}`,
    (r) => `index ${r.characters(HEX, 7)}..${r.characters(HEX, 7)} 100644`,
  ],
  ports: [
    (r) => `0.0.0.0:${r.below(65_536)}->${r.below(65_536)}/tcp`,
    (r) => `port ${r.below(65_536)} is in use by pid ${r.below(99_999)}`,
  ],
  times: [
    (r) =>
      `[2026-0${1 + r.below(9)}-1${r.below(10)}T1${r.below(10)}:2${r.below(10)}:3${r.below(10)}.${number(r, 6)}Z] ok`,
    (r) => `{"ts":17${number(r, 11)},"exp":17${number(r, 8)}}`,
    (r) =>
      `created ${number(r, 2)}:${number(r, 2)} on 2026/01/1${r.below(10)}, uptime ${number(r, 7)} s`,
  ],
  'long numbers': [
    (r) => `user id ${number(r, 9)}, tweet ${number(r, 19)}`,
    (r) => `offset=${number(r, 10)} length=${number(r, 8)} bytes`,
    (r) => `trace_id=${number(r, 16)} span_id=${number(r, 16)}`,
    (r) => `seed ${number(r, 10)}; total ${number(r, 7)}; ${number(r, 12)} rows`,
    (r) => `account ${number(r, 12)} in eu-west-1, order #${number(r, 10)}`,
  ],
  'packages and handles': [
    (r) => `npm i npm@${version(r)} @scope/pkg@^${version(r)} lodash@latest`,
    () => '@Component({ selector: "app" }) class A {} // thanks @octocat',
    () => 'image: icon@2x.png, getty@tty1.service, user@1000.service',
  ],
  paths: [
    () => '/home/runner/work/app/app /home/user/.bashrc C:\\Users\\Public\\Desktop',
    () => '/Users/<you>/x /home/$USER/x %USERPROFILE% C:\\Users\\username\\',
    (r) => `GET /users/${number(r, 6)}/home/index.html /var/www/html`,
  ],
  placeholders: [
    () => '[REDACTED_NAME] [EMAIL_1] [PHONE_12] [PROJECT_ROOT] <your-email>',
    () => 'phone: +1 (555) 123-4567 or 202-555-0143; card 4242 4242 4242 4242; ssn 123-45-6789',
    () => 'iban: GB82 WEST 1234 5698 7654 32; mac 00:11:22:33:44:55; dob: YYYY-MM-DD',
  ],
  'code and data': [
    (r) => `std::vector<a::b> v{${r.below(99)}, ${r.below(99)}, ${r.below(99)}}; ns::fn(::x)`,
    (r) => `const re = /\\d{3}-\\d{2}-\\d{4}/; // ${r.below(1000)}`,
    (r) => `matrix = [[${r.below(9)}, ${r.below(9)}], [${r.below(9)}, ${r.below(9)}]]; x @ y.T`,
    (r) => `0x${r.characters(HEX, 16)} 1e-9 -${r.below(1000)}.${number(r, 6)} 0o755`,
    (r) => `rgb(${r.below(256)}, ${r.below(256)}, ${r.below(256)}) 16:9 1/2 50%`,
  ],
};

/** So many lines of each category. */
export function hardNegatives(seed: number, each: number): ReadonlyMap<string, readonly string[]> {
  const random = new Random(seed);
  return new Map(
    Object.entries(HARD_NEGATIVES).map(([category, lines]) => [
      category,
      Array.from({ length: each }, () => random.pick(lines)(random)),
    ]),
  );
}
