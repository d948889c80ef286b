import { CodelumiError } from '../errors.js';
import { parseKeyTime } from './keyTime.js';
import { isKeyType, type PublicKey, parsePublicKey } from './publicKey.js';

/** A line of `allowed_signers`: who may sign with which key, for what, and when. */
export interface AllowedSigner {
  /** From 1. */
  readonly line: number;
  /** Patterns divided by commas; mostly one e-mail address. */
  readonly principals: string;
  readonly key: PublicKey;
  /** Patterns divided by commas; undefined: for every purpose. */
  readonly namespaces: string | undefined;
  /** Milliseconds since the epoch. */
  readonly validAfter: number | undefined;
  readonly validBefore: number | undefined;
}

const MAX_BYTES = 1024 * 1024;

/**
 * Reads an `allowed_signers` file as `ssh-keygen` does (ALLOWED SIGNERS in ssh-keygen(1)). Certificate
 * authorities are not supported: who signs here is named.
 *
 * @param file where the text stands, for errors
 * @throws CodelumiError `invalid-input` with the line, for the first line that says nothing certain. Who may sign is not
 *   guessed from the rest.
 */
export function parseAllowedSigners(text: string, file: string): AllowedSigner[] {
  if (text.length > MAX_BYTES) throw wrongLine('The file is larger than 1 MiB', { file });
  const signers: AllowedSigner[] = [];
  for (const [index, each] of text.split('\n').entries()) {
    const trimmed = each.replace(/^\ufeff/u, '').trim();
    if (trimmed === '' || trimmed.startsWith('#')) continue;
    signers.push(parseLine(trimmed, { file, line: index + 1 }));
  }
  return signers;
}

interface LineOf {
  readonly file: string;
  readonly line?: number;
}

function parseLine(text: string, place: LineOf & { line: number }): AllowedSigner {
  const words = wordsOf(text);
  if (words === undefined) throw wrongLine('A quotation mark is not closed', place);
  const [principals = '', second = ''] = words;
  if (principals === '') throw wrongLine('The line names nobody', place);
  const hasOptions = !isKeyType(second);
  const key = parsePublicKey(words.slice(hasOptions ? 2 : 1).join(' '));
  if (key === undefined) throw wrongLine('The line has no public key of a kind that signs', place);
  const options = hasOptions ? parseOptions(second, place) : {};
  return { line: place.line, principals: unquoted(principals), key, ...NO_OPTIONS, ...options };
}

type Options = Pick<AllowedSigner, 'namespaces' | 'validAfter' | 'validBefore'>;

const NO_OPTIONS: Options = {
  namespaces: undefined,
  validAfter: undefined,
  validBefore: undefined,
};

function parseOptions(text: string, place: LineOf): Partial<Options> {
  const options: { -readonly [Key in keyof Options]?: Options[Key] } = {};
  for (const option of splitOutsideQuotes(text, (char) => char === ',')) {
    const equals = option.indexOf('=');
    const name = (equals < 0 ? option : option.slice(0, equals)).toLowerCase();
    const value = equals < 0 ? '' : unquoted(option.slice(equals + 1));
    if (name === 'cert-authority')
      throw wrongLine('The line is of a certificate authority, which is not supported', place);
    if (name === 'namespaces' && value !== '') options.namespaces = value;
    else if (name === 'valid-after') options.validAfter = timeOf(value, name, place);
    else if (name === 'valid-before') options.validBefore = timeOf(value, name, place);
    else throw wrongLine(`The option ${JSON.stringify(name.slice(0, 40))} is not known`, place);
  }
  return options;
}

function timeOf(value: string, name: string, place: LineOf): number {
  const time = parseKeyTime(value);
  if (time !== undefined) return time;
  throw wrongLine(`The time of ${name} is not written YYYYMMDDZ or YYYYMMDDHHMMSSZ`, place);
}

/** Words divided by spaces and tabs outside quotation marks; undefined where one is not closed. */
function wordsOf(text: string): string[] | undefined {
  if ((text.match(/"/gu)?.length ?? 0) % 2 !== 0) return undefined;
  const words = splitOutsideQuotes(text, (char) => char === ' ' || char === '\t');
  return words.filter((word) => word !== '');
}

function splitOutsideQuotes(text: string, isBorder: (char: string) => boolean): string[] {
  const parts: string[] = [];
  let isQuoted = false;
  let start = 0;
  for (let at = 0; at < text.length; at += 1) {
    const char = text.charAt(at);
    if (char === '"') isQuoted = !isQuoted;
    if (isQuoted || !isBorder(char)) continue;
    parts.push(text.slice(start, at));
    start = at + 1;
  }
  parts.push(text.slice(start));
  return parts;
}

function unquoted(text: string): string {
  return text.replaceAll('"', '');
}

function wrongLine(what: string, place: LineOf): CodelumiError {
  return new CodelumiError({
    reason: 'invalid-input',
    what,
    place,
    remedy: 'Correct the line; the form is described in ssh-keygen(1), ALLOWED SIGNERS.',
  });
}
