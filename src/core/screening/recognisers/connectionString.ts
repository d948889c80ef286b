import type { Match, Recogniser } from '../recogniser.js';
import type { ScannedText } from '../scannedText.js';
import { Trigger } from '../triggers.js';
import { characterClass, isIn } from './secrets/characterClass.js';
import { isPlaceholder } from './secrets/placeholderValue.js';
import { type SecretMark, secretMarksIn } from './secrets/secretMarks.js';

/** Of databases, caches, queues and directories (RFC 3986 §3.1: any case). */
const SCHEMES = new Set(
  `postgres postgresql postgis mysql mysql2 mariadb mongodb mongodb+srv redis rediss valkey amqp amqps mssql
  sqlserver oracle cockroachdb clickhouse clickhouses cassandra couchdb couchbase couchbases neo4j neo4j+s bolt
  bolt+s influxdb elasticsearch kafka nats mqtt mqtts stomp ldap ldaps smb smtp smtps imap imaps pop3 sftp ftps
  snowflake vertica trino presto hive db2 ibmi firebird hdbsql teradata redshift timescaledb surrealdb libsql
  arangodb rethinkdb memcached zookeeper pulsar celery db+postgresql postgresql+psycopg2 postgresql+asyncpg
  postgresql+psycopg mysql+pymysql mysql+mysqldb mssql+pyodbc oracle+cx_oracle`.split(/\s+/u),
);

const JDBC = 'jdbc:';
const LONGEST_SCHEME = 24;
const LONGEST = 1000;
const LONG = 120;
const URL_END = /[\s"'`<>\\]|$/u;
const SCHEME_BEFORE = /[a-z][a-z0-9+.-]{1,23}$/u;

/**
 * Connection strings with a password in them, whole: host and database are nobody's business either. As URL
 * (`postgres://user:password@host/db`, `jdbc:…?password=…`) and as list (`Server=…;Password=…`).
 */
export const connectionString: Recogniser = {
  rule: 'connection-string',
  version: 1,
  kind: 'secret',
  severity: 'blocking',
  description: 'A connection string with a password in it.',
  find(scanned) {
    return [...urlsIn(scanned), ...oracleIn(scanned), ...listsIn(scanned)].map((span) => ({
      ...span,
      score: 0.97,
      message: this.description,
      placeholder: 'CONNECTION_STRING',
    }));
  },
};

type Span = Pick<Match, 'start' | 'end'>;

function urlsIn({ text }: ScannedText): Span[] {
  const spans: Span[] = [];
  for (let at = text.indexOf('://'), done = 0; at >= 0; at = text.indexOf('://', done)) {
    done = at + 3;
    const before = text.slice(Math.max(0, at - LONGEST_SCHEME), at).toLowerCase();
    const scheme = SCHEME_BEFORE.exec(before)?.[0];
    if (scheme === undefined) continue;
    const from = at - scheme.length;
    const jdbc = text.slice(Math.max(0, from - JDBC.length), from).toLowerCase() === JDBC;
    if (!jdbc && !SCHEMES.has(scheme)) continue;
    const url = urlAt(text, at + 3);
    // What stands inside a long one is not looked at again, so that the work stays linear.
    if (url.length > LONG) done += url.length;
    if (!hasUrlPassword(url, isLocal(url)) && !hasParameter(url)) continue;
    const start = at - scheme.length - (jdbc ? JDBC.length : 0);
    spans.push({ start, end: at + 3 + url.length });
  }
  return spans;
}

/** What follows `://`, without the punctuation of the sentence around it. */
function urlAt(text: string, start: number): string {
  const reach = text.slice(start, start + LONGEST);
  return reach.slice(0, reach.search(URL_END)).replace(/[),.;\]}]{1,8}$/u, '');
}

const LOCAL =
  /@(?:localhost|127\.0\.0\.1|\[::1\]|host|hostname|db|server|example\.(?:com|org|net))(?=[:/?]|$)/iu;

function isLocal(url: string): boolean {
  return LOCAL.test(url);
}

/** A password before the `@`; beside a stand-in for a host, one that is more than a word. */
function hasUrlPassword(url: string, local: boolean): boolean {
  const at = url.lastIndexOf('@');
  const colon = url.indexOf(':');
  if (at < 0 || colon < 0 || colon > at) return false;
  const user = url.slice(0, colon);
  const password = url.slice(colon + 1, at);
  if (password.length < 3 || password === user || isPlaceholder(password)) return false;
  return !local || /\d|[^\w-]/u.test(password.slice(1));
}

const ORACLE = new Trigger(['jdbc:oracle:']);
const ORACLE_LOGIN =
  /jdbc:oracle:(?:thin|oci8?):[\w$#]{1,40}\/([^@\s"']{3,80})@[^\s"'`<>]{1,200}/iuy;

/** `jdbc:oracle:thin:user/password@…`, older than the habit of writing URLs. */
function oracleIn(scanned: ScannedText): Span[] {
  const { text } = scanned;
  const spans: Span[] = [];
  const hits = scanned.hits(ORACLE);
  for (let hit = 0; hit < hits.length; hit += 2) {
    const at = hits[hit] ?? 0;
    ORACLE_LOGIN.lastIndex = at;
    const password = ORACLE_LOGIN.exec(text)?.[1];
    if (password === undefined || isPlaceholder(password)) continue;
    spans.push({ start: at, end: ORACLE_LOGIN.lastIndex });
  }
  return spans;
}

const PARAMETER = /[?&;](?:password|pwd|pass)=([^&;\s"']{3,200})/iu;

function hasParameter(url: string): boolean {
  const value = PARAMETER.exec(url)?.[1];
  return value !== undefined && !isPlaceholder(value);
}

/** The value of a member of a list, from behind the mark (`pass`, `pw`, `key`, `secret`) in its name. */
const MEMBER_VALUE = /(?:word|d)?\s{0,4}=\s{0,4}([^;"'`<>\s]{3,256})/uy;
/** With what that begins. */
const ASCII = 128;
const MEMBER_GOES_ON = characterClass('wd= \t\n\r\v\f');
const SHARED_KEYS = ['account', 'sharedaccess', 'shared'];
const LONGEST_SHARED = 12;
/** Members that say what the list is. */
const TELLING =
  /(?<![a-z])(?:server|data source|host|hostname|address|addr|database|initial catalog|user id|uid|user|username|accountname|endpoint|defaultendpointsprotocol|driver|dsn|port|endpointsuffix|sharedaccesskeyname|encrypt|trustservercertificate|sslmode|provider|persist security info)\s{0,4}=/giu;
const MEMBER = /;? {0,2}[A-Za-z][A-Za-z ]{1,40}=(?:\{[^}\n]{0,60}\}|[^;\s"'`<>\\]{0,300})/uy;
const LIST_END = /["'`<>\n\r\\]/u;
const LEAST_TELLING = 2;
const MOST_MEMBERS = 16;
const LONGEST_LIST = 600;

/** `Server=…;User Id=…;Password=…;`, as ADO.NET, ODBC and Azure have it. */
function listsIn(scanned: ScannedText): Span[] {
  const { text } = scanned;
  if (!text.includes(';')) return [];
  const spans: Span[] = [];
  let floor = 0;
  for (const mark of secretMarksIn(scanned)) {
    if (mark.start < floor || !mayGoOn(text.charCodeAt(mark.end))) continue;
    if (!mayHoldSecret(text, mark)) continue;
    MEMBER_VALUE.lastIndex = mark.end;
    const secret = MEMBER_VALUE.exec(text)?.[1];
    if (secret === undefined) continue;
    const end = MEMBER_VALUE.lastIndex;
    const span = isPlaceholder(secret) ? undefined : listAround(text, mark.start, end, floor);
    if (span !== undefined) spans.push(span);
    floor = span?.end ?? end;
  }
  return spans;
}

/** Cheap, and false behind most marks. */
function mayGoOn(code: number): boolean {
  return code >= ASCII || isIn(MEMBER_GOES_ON, code);
}

function mayHoldSecret(text: string, { word, start }: SecretMark): boolean {
  if (word === 'pass' || word === 'pw') return true;
  if (word !== 'key' && word !== 'secret') return false;
  const before = text.slice(Math.max(0, start - LONGEST_SHARED), start).toLowerCase();
  return SHARED_KEYS.some((each) => before.endsWith(each));
}

/**
 * The list around its member at `[at, memberEnd)`.
 *
 * @param floor what lies before it was looked at already
 */
function listAround(text: string, at: number, memberEnd: number, floor: number): Span | undefined {
  let end = memberEnd;
  for (let count = 0; count < MOST_MEMBERS; count += 1) {
    MEMBER.lastIndex = end;
    if (text[end] !== ';' || !MEMBER.test(text)) break;
    end = MEMBER.lastIndex;
  }
  const before = text.slice(Math.max(floor, at - LONGEST_LIST), at);
  const members = before.slice(listStart(before));
  const start = at - members.length + Math.max(0, members.search(TELLING));
  const list = text.slice(start, end);
  return (list.match(TELLING)?.length ?? 0) < LEAST_TELLING ? undefined : { start, end };
}

/** Behind the last character that no list holds. */
function listStart(before: string): number {
  for (let end = before.length; end > 0; end -= 1) {
    if (LIST_END.test(before[end - 1] ?? '')) return end;
  }
  return 0;
}
