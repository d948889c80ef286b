import type { Match, Recogniser } from '../recogniser.js';
import type { ScannedText } from '../scannedText.js';
import { stickyEnd } from '../stickyEnd.js';
import { Trigger } from '../triggers.js';
import { characterClass, isIn } from './secrets/characterClass.js';
import { isPlaceholder } from './secrets/placeholderValue.js';
import { secretMarksIn } from './secrets/secretMarks.js';

/** An option behind which some programs take a password. */
interface Option {
  readonly flag: string;
  /** What may stand between the option and the password. */
  readonly gap: RegExp;
  /** A user name and a colon come first. */
  readonly withUser?: boolean;
  readonly programs: RegExp;
}

const GLUED = /(?=\S)/uy;
const APART = /[ =]{1,4}/uy;
const EITHER = /[ =]{0,4}/uy;

function programs(names: string): RegExp {
  return new RegExp(`(?:^|[\\s;|&(\`'"/$#>])(?:${names})(?=\\s)`, 'iu');
}

/** Programs that take a password where no name says so. */
const OPTIONS: readonly Option[] = [
  {
    flag: '-p',
    gap: GLUED,
    programs: programs(
      'mysql|mysqldump|mysqladmin|mysqlimport|mariadb|mariadb-dump|7z|7za|sshpass',
    ),
  },
  {
    flag: '-p',
    gap: APART,
    programs: programs(
      'sshpass|docker login|podman login|helm registry login|az login|oc login|mongo|mongosh|mongodump|mongorestore|useradd',
    ),
  },
  { flag: '-a', gap: APART, programs: programs('redis-cli') },
  { flag: '-P', gap: EITHER, programs: programs('sqlcmd|bcp|zip|unzip') },
  { flag: '-w', gap: APART, programs: programs('ldapsearch|ldapmodify|ldapadd|ldappasswd') },
  { flag: '-storepass', gap: APART, programs: programs('keytool|jarsigner') },
  { flag: '-keypass', gap: APART, programs: programs('keytool|jarsigner') },
  { flag: '-pass pass:', gap: GLUED, programs: programs('openssl [a-z0-9]+') },
  { flag: '-passin pass:', gap: GLUED, programs: programs('openssl [a-z0-9]+') },
  { flag: '-passout pass:', gap: GLUED, programs: programs('openssl [a-z0-9]+') },
  { flag: '-u', gap: EITHER, withUser: true, programs: programs('curl') },
  { flag: '--user', gap: APART, withUser: true, programs: programs('curl') },
  { flag: '-U', gap: APART, withUser: true, programs: programs('curl') },
  { flag: '--proxy-user', gap: APART, withUser: true, programs: programs('curl') },
  { flag: '-a', gap: APART, withUser: true, programs: programs('https?') },
  { flag: '--auth', gap: APART, withUser: true, programs: programs('https?') },
];

/** The names of those programs, or how they begin; behind one stands white space. */
const PROGRAMS = new Trigger([
  ...['mysql', 'mariadb', '7z', 'sshpass', 'docker login', 'podman login', 'helm registry login'],
  ...['az login', 'oc login', 'mongo', 'useradd', 'redis-cli', 'sqlcmd', 'bcp', 'zip'],
  ...['ldapsearch', 'ldapmodify', 'ldapadd', 'ldappasswd', 'keytool', 'jarsigner', 'openssl'],
  ...['curl', 'http'],
]);

/** Cheap, and false for most texts. */
function mayHoldProgram(scanned: ScannedText): boolean {
  const hits = scanned.hits(PROGRAMS);
  for (let hit = 1; hit < hits.length; hit += 2) {
    PROGRAM_END.lastIndex = hits[hit] ?? 0;
    if (PROGRAM_END.test(scanned.text)) return true;
  }
  return false;
}

/** The rest of a name that began like that of such a program: `mysqldump `, `mariadb-dump `, `https `, `7za `. */
const PROGRAM_END = /[a-z-]{0,7}\s/iuy;

/** What follows a mark in statements and commands without options, up to the password. */
const STATEMENTS: ReadonlyMap<string, RegExp> = new Map([
  ['convertto-securestring', / (?:-String )?/iuy],
  // `htpasswd -b file user …`: the mark stands in the program's name.
  ['pass', /wd -[a-z]{0,4}b[a-z]{0,4} \S{1,200} \S{1,80} /iuy],
]);

/** With what the options begin. */
const FLAG = characterClass('pPaAwuUsk-');
/** How far before its option a program may stand. */
const LONGEST_COMMAND = 240;
const PASSWORD =
  /(?:[\w.@{}-]{1,64}:(?=["']))?\\?(?:"([^"\n\\]{1,128})|'([^'\n\\]{1,128})|([^\s"'`<>|;]{1,128}))/uy;

/** A password given to a program in a way only that program knows: `sshpass -p …`, `curl -u user:…`. */
export const commandLinePassword: Recogniser = {
  rule: 'command-line-password',
  version: 1,
  kind: 'secret',
  severity: 'blocking',
  description: 'A password on a command line or in an SQL statement.',
  find(scanned) {
    const options = mayHoldProgram(scanned) ? inOptions(scanned) : [];
    return [...options, ...inStatements(scanned), ...inPipes(scanned)];
  },
};

function inOptions({ text }: ScannedText): Match[] {
  const matches: Match[] = [];
  for (let at = text.indexOf(' -'); at >= 0; at = text.indexOf(' -', at + 2)) {
    if (!isIn(FLAG, text.charCodeAt(at + 2))) continue;
    for (const option of OPTIONS) {
      if (!text.startsWith(option.flag, at + 1) || !isOf(option, text, at)) continue;
      const password = stickyEnd(option.gap, text, at + 1 + option.flag.length);
      const match =
        password === undefined ? undefined : passwordAt(text, password, option.withUser === true);
      if (match !== undefined) matches.push(match);
    }
  }
  return matches;
}

/** Whether a program that knows the option stands before it, on the same command line. */
function isOf({ programs: names }: Option, text: string, at: number): boolean {
  const before = text.slice(Math.max(0, at - LONGEST_COMMAND), at + 1);
  const line = before.slice(lineStart(before));
  return names.test(line);
}

/** A line that a backslash continues is the same command line. */
function lineStart(before: string): number {
  let start = before.lastIndexOf('\n');
  while (start > 0 && /\\\r?$/u.test(before.slice(Math.max(0, start - 2), start))) {
    start = before.lastIndexOf('\n', start - 1);
  }
  return start + 1;
}

function inStatements(scanned: ScannedText): Match[] {
  const { text } = scanned;
  const marked: Match[] = [];
  for (const { word, end } of secretMarksIn(scanned)) {
    const until = STATEMENTS.get(word);
    const password = until && stickyEnd(until, text, end);
    const match = password === undefined ? undefined : passwordAt(text, password, false);
    if (match !== undefined) marked.push(match);
  }
  return [...marked, ...inGrants(scanned)];
}

const GRANT = new Trigger(['identified by ']);

/** `CREATE USER … IDENTIFIED BY '…'`. */
function inGrants(scanned: ScannedText): Match[] {
  const matches: Match[] = [];
  const hits = scanned.hits(GRANT);
  for (let hit = 1; hit < hits.length; hit += 2) {
    const match = passwordAt(scanned.text, hits[hit] ?? 0, false);
    if (match !== undefined) matches.push(match);
  }
  return matches;
}

/** `echo … | sudo -S`: what is said to a program that asks for a password. */
const PIPE =
  /echo (?:-n )?(?:"([^"\n]{4,100})"|'([^'\n]{4,100})'|([^\s|"']{4,100})) ?\| ?(?:sudo -S|docker login|podman login|passwd --stdin|chpasswd|cryptsetup|kinit)/gu;

const ECHO = new Trigger(['echo ']);

function inPipes(scanned: ScannedText): Match[] {
  if (!scanned.holds(ECHO)) return [];
  return [...scanned.text.matchAll(PIPE)].flatMap(
    ({ index, 0: whole, 1: double, 2: single, 3: bare }) => {
      const said = double ?? single ?? bare ?? '';
      const password = said.slice(whole.endsWith('chpasswd') ? said.indexOf(':') + 1 : 0);
      if (!isPassword(password, bare === undefined)) return [];
      const start = index + whole.indexOf(said) + said.length - password.length;
      return [matchOf(start, password)];
    },
  );
}

function passwordAt(text: string, at: number, withUser: boolean): Match | undefined {
  PASSWORD.lastIndex = at;
  const [whole = '', double, single, bare] = PASSWORD.exec(text) ?? [];
  const written = double ?? single ?? bare;
  if (written === undefined) return undefined;
  const colon = withUser ? written.indexOf(':') : -1;
  // The user stands before the quote (`user:'password'`), or before the colon in it.
  if (withUser && colon < 0 && !whole.includes(':')) return undefined;
  const said = written.slice(colon + 1);
  const value = bare === undefined ? said : said.replace(/[.,)]{1,3}$/u, '');
  if (!isPassword(value, bare === undefined || withUser)) return undefined;
  return matchOf(at + whole.length - written.length + colon + 1, value);
}

function matchOf(start: number, password: string): Match {
  return {
    start,
    end: start + password.length,
    score: 0.85,
    message: 'A password on a command line or in an SQL statement.',
    placeholder: 'PASSWORD',
  };
}

/** A bare word may be another option or a name; a password has more in it. */
function isPassword(value: string, certain: boolean): boolean {
  if (value.length < 4 || value.startsWith('-') || isPlaceholder(value)) return false;
  return certain || /\d/u.test(value) || /[!@#%^&*+=~?]/u.test(value);
}
