import { entropy, isUnpronounceable, kindChanges } from './entropy.js';
import { isPlaceholder } from './placeholderValue.js';
import type { SecretKind } from './secretName.js';

/** A value and how it stands in the text. */
export interface Value {
  readonly text: string;
  /** In quotation marks of any kind. */
  readonly quoted: boolean;
  /** Right behind the sign, as in `KEY=value`, where no programming language would put a name. */
  readonly literal: boolean;
}

const LONGEST = 4096;
const SHORTEST_PASSWORD = 4;
const SHORTEST_KEY = 8;
const LEAST_ENTROPY = 2.8;
/** A number that is no date, port or limit. */
const PIN = /^\d{6,16}$/u;
const PROPERTY_PATH = /^[A-Za-z_$][\w$]*(?:(?:\.|->|::|\?\.)[A-Za-z_$][\w$]*)+$/u;
const IDENTIFIER = /^[A-Za-z_$][A-Za-z_$]*\d{0,2}$/u;
const PATH =
  /^(?:[./~]{0,2}\/|[A-Za-z]:\\|\.{1,2}\\)[\w@./\\ -]+$|\.(?:pem|key|crt|cer|json|ya?ml|txt|env|js|ts|py|go|rb|php|sh|html?)$/iu;
const NAMES_A_SECRET = /pass|pwd|secret|token|cred|(?:^|[_.-])key|Key\b/u;
const HASH_NAME =
  /^(?:sha|md|rsa|aes|hmac|hs|rs|es|ps|ed|argon|bcrypt|scrypt|pbkdf)[-_]?\d{1,5}(?![0-9a-z]{6})/iu;
/** What makes a password of a word. */
const SPECIAL = /[!@#$%^&*+=~?|]/u;
const WORDS_ONLY = /^[A-Za-z]+(?:[ _.:/-][A-Za-z]+)*$/u;
const INTEGRITY = /^sha(?:1|256|384|512)[-:]/u;
const MODEL = /^(?:gpt|claude|llama|gemini|text|cl100k|o200k|p50k|r50k)[-_]/iu;

/** Whether a value beside a name that speaks of a secret is one. */
export function isSecretValue(value: Value, kind: SecretKind): boolean {
  const { text } = value;
  if (text.length > LONGEST || isPlaceholder(text) || isCode(value)) return false;
  if (
    text.includes('://') ||
    INTEGRITY.test(text) ||
    HASH_NAME.test(text) ||
    MODEL.test(text) ||
    isPath(text)
  )
    return false;
  return kind === 'password' ? isPassword(value) : isKey(value);
}

/** Of a path the names can be said. */
function isPath(text: string): boolean {
  return PATH.test(text) && kindChanges(text) < RANDOM_CHANGES;
}

/** A call or an element: a name and an opening bracket right behind it. */
const CALL = /^([A-Za-z_$][\w$.]*(?:::\w+)*)[([{<]/u;

/** A name, a property or a call is read, not written down. */
function isCode({ text, quoted, literal }: Value): boolean {
  if (quoted) return false;
  const called = CALL.exec(text)?.[1];
  if (called !== undefined && called.length >= 3 && kindChanges(called) < RANDOM_CHANGES)
    return true;
  if (/^[()[\]{}<>=!|&]/u.test(text) && !/\d/u.test(text)) return true;
  if (PROPERTY_PATH.test(text)) return text.length < 20 || kindChanges(text) < MIXED_CHANGES;
  return !literal && IDENTIFIER.test(text) && !isRandom(text);
}

function isPassword({ text, quoted, literal }: Value): boolean {
  if (text.length < SHORTEST_PASSWORD || /\s/u.test(text)) return false;
  if (/^\d+$/u.test(text)) return PIN.test(text) && (quoted || literal);
  if (NAMES_A_SECRET.test(text) && !/\d.*\d/u.test(text) && !SPECIAL.test(text)) return false;
  if (WORDS_ONLY.test(text)) return isRandom(text);
  if (!quoted && !literal) return text.length >= 6 && (SPECIAL.test(text) || /\d/u.test(text));
  return /\d/u.test(text) || SPECIAL.test(text);
}

function isKey({ text, quoted }: Value): boolean {
  if (text.length < SHORTEST_KEY || /\s/u.test(text) || /^[\d.,:-]+$/u.test(text)) return false;
  if (entropy(text) < LEAST_ENTROPY * Math.min(1, text.length / 12)) return false;
  if (text.length < 16) return isShortKey(text, quoted);
  return isRandom(text) || (/\d.*\d.*\d/u.test(text) && SPECIAL.test(text));
}

/** Few characters prove little: letters and digits mixed, and both cases where it is not a string. */
function isShortKey(text: string, quoted: boolean): boolean {
  if (!/\d/u.test(text) || !/[A-Za-z]/u.test(text) || !isRandom(text)) return false;
  return (
    quoted ||
    (text.length >= 10 &&
      /[a-z]/u.test(text) &&
      /[A-Z]/u.test(text) &&
      kindChanges(text) >= MIXED_CHANGES)
  );
}

const HEXADECIMAL = /^[0-9a-f]{16,}$/iu;
const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/iu;
/** Share of places at which the kind of character changes; words in camel case stay under it. */
const RANDOM_CHANGES = 0.2;
const MIXED_CHANGES = 0.35;

/** Made by a machine, as far as its characters tell. */
function isRandom(text: string): boolean {
  if (HEXADECIMAL.test(text)) return /\d/u.test(text) && /[a-f]/iu.test(text);
  if (UUID.test(text)) return true;
  if (kindChanges(text) >= RANDOM_CHANGES) return true;
  // Long text of small letters and few digits: only words can be said.
  return text.length >= 12 && text.split(/[^A-Za-z]+/u).some(isUnpronounceable);
}
