import { MOJIBAKE } from '../../core/records/textFaults.js';

// RE2's syntax. ClickHouse has had regular expressions from its beginning and functions for JSON for
// part of its life, and what these take for JSON differs from version to version. Patterns that let
// through nothing but what JSON.stringify writes are exact everywhere; other lines are fetched whole.

/** UTF-8 without surrogates; said like this, RE2 refuses overlong forms, which a plain `.` takes. */
const PLAIN = String.raw`[^"\\\x{0}-\x{1F}\x{D800}-\x{DFFF}]`;
/** Escapes that cannot make half of a surrogate pair. */
const ESCAPE = String.raw`\\(?:["\\/bfnrt]|u(?:[0-9a-cA-CefEF][0-9a-fA-F]{3}|[dD][0-7][0-9a-fA-F]{2}))`;
const STRING = `"(?:${PLAIN}|${ESCAPE})*"`;
const NUMBER = String.raw`-?(?:0|[1-9][0-9]{0,14})(?:\.[0-9]{1,17})?`;
const SCALAR = `(?:${STRING}|${NUMBER}|true|false|null)`;
const COMMA = ', ?';
const COLON = ': ?';
/** Enough for what the assistant notes beside an answer: no lists or objects inside of it. */
const META = String.raw`\{(?:${STRING}${COLON}${SCALAR}(?:${COMMA}${STRING}${COLON}${SCALAR})*)?\}`;

// These two are looked for alone, near the ends of the line, and so are short.
const ID = `(?:"[0-9A-Za-z_.:-]{0,100}"|[0-9]{1,15})`;
const SOURCE = `"[0-9A-Za-z_.:-]{0,100}"`;

const HEAD = String.raw`^\{(?:"id"${COLON}${ID}${COMMA})?"role"${COLON}"`;
const ROLE = '[A-Za-z_-]{1,40}';
/** Below the year 5138, so it is a time to every reader. */
const TIME = '[1-9][0-9]{0,13}';
const TAIL = String.raw`(?:${COMMA}"source"${COLON}${SOURCE})?\}\r?$`;

/** A whole entry of a conversation log, as every generation of the assistant writes it. */
export const ENTRY = `${HEAD}${ROLE}"${COMMA}"text"${COLON}${STRING}(?:${COMMA}"meta"${COLON}${META})?(?:${COMMA}"ts?"${COLON}${TIME})?${TAIL}`;

/** Gives the role of an entry, from its first `ROLE_WITHIN` bytes. */
export const ENTRY_ROLE = `${HEAD}(${ROLE})"`;
export const ROLE_WITHIN = 200;

/** Gives the time of an entry, from its last `TIME_WITHIN` bytes; inside a text, quotes are escaped. */
export const ENTRY_TIME = `"ts?"${COLON}(${TIME})${TAIL}`;
export const TIME_WITHIN = 200;

/** Gives the time of a search; what follows it is grouped by. */
export const SEARCH_TIME = String.raw`^\{"ts":(${TIME}),`;

/** The same text faults that the reader of files reports. */
export const DAMAGED_TEXT = MOJIBAKE.source.replaceAll(/\\u([0-9a-f]{4})/gu, String.raw`\x{$1}`);
