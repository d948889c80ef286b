import { partsOf } from '../text/textParts.js';

export type ClaimKind = 'url' | 'path' | 'version' | 'quantity' | 'identifier' | 'flag' | 'command';

/** Something specific that an answer says: it can be looked up, and it can be made up. */
export interface Claim {
  readonly kind: ClaimKind;
  /** UTF-16 code units of the answer, end exclusive. */
  readonly start: number;
  readonly end: number;
  /** As it is compared: lower case, without decoration. */
  readonly key: string;
}

/**
 * How much an unsupported claim of a kind weighs. Addresses, places, versions and figures are what models
 * make up and what does harm; a flag or the name of a tool is often right though no log mentions it.
 */
export const CLAIM_WEIGHTS: Readonly<Record<ClaimKind, number>> = {
  url: 1,
  path: 0.8,
  version: 0.7,
  identifier: 0.6,
  quantity: 0.5,
  flag: 0.3,
  command: 0.2,
};

const LONGEST_TOKEN = 200;
/** Pieces of a text between spaces and the punctuation that surrounds words. */
const TOKEN = /[^\s"'`<>()[\]{},;…“”‘’]+/gu;

const URL = /^https?:\/\/[^\s]{3,}$/iu;
const FILE =
  /\.(?:[cm]?[jt]sx?|json[lc5]?|ya?ml|toml|ini|cfg|conf|env|lock|md|txt|log|csv|tsv|sql|py|rb|go|rs|java|kt|cs|cpp|[ch]|php|sh|bash|zsh|ps1|bat|cmd|exe|dll|so|html?|css|s[ac]ss|xml|svg|png|jpe?g|pdf|zip|gz|tar|pem|key|crt|db|sqlite|joblib|ipynb|proto|vsix|map|d\.ts)$/iu;
const DOT_FILE = /^\.[a-z][\w-]{2,40}(?:rc|ignore|env|json|ya?ml)?$/iu;
const SLASHED = /^(?:~|\.{1,2}|[a-z]:|[\w.@*$-]{0,60})?(?:[/\\][\w.@*$%+-]{1,80}){1,12}[/\\]?$/iu;
const VERSION = /^v?\d{1,4}(?:\.\d{1,6}){1,3}(?:-[\w.]{1,30})?$/iu;
const NUMBER =
  /^[-+]?\d{1,15}(?:[.,:]\d{1,9})?(?:%|ms|s|min|h|d|kb|mb|gb|tb|kib|mib|gib|px|rem|em)?$/iu;
const FLAG = /^-{1,2}[a-z][\w-]{0,60}(?:=.{0,80})?$/iu;
/** `camelCase`, `PascalCase`, `snake_case`, `UPPER_CASE`, `a.b.c`, `TS2345`, `call()`. */
const IDENTIFIER =
  /^[#@$]?(?:[a-z][a-z0-9]{0,40}(?:[A-Z][a-z0-9]{0,40}){1,8}|(?:[A-Z][a-z0-9]{1,40}){2,8}|[A-Za-z][A-Za-z0-9]{0,40}(?:_[A-Za-z0-9]{1,40}){1,8}|_{1,2}[a-z]\w{1,60}|[A-Za-z_$][\w$]{1,60}(?:\.[A-Za-z_$][\w$]{1,60}){1,6}|[A-Z]{2,8}-?\d{2,7}|[a-z]{2,30}(?:-[a-z0-9]{2,30}){2,6})$/u;
/** A program and what it is told: not a keyword of a language. */
const COMMAND_LINE =
  /^(?!(?:as|async|await|case|class|const|def|export|for|from|function|if|import|let|new|return|type|var|while|with)\b)[a-z][\w.-]{1,40} [\w./~@$"'<-]/u;
/** A year or a small number is in every text. */
const SMALLEST_FIGURE = 13;

/** The specific claims of a text, in text order, each at its first place. Linear. */
export function claimsIn(text: string): Claim[] {
  const claims = new Map<string, Claim>();
  for (const { kind, start, end } of partsOf(text)) {
    const piece = text.slice(start, end);
    let isFirst = kind === 'inline' && COMMAND_LINE.test(piece);
    for (const { index, 0: token } of piece.matchAll(TOKEN)) {
      const isPart = isMember(piece, index, token) || isGrouped(piece, index, token);
      const claim = isPart
        ? undefined
        : claimOf(token, start + index, { inCode: kind !== 'prose', isFirst });
      isFirst = false;
      if (claim !== undefined && !claims.has(claim.key)) claims.set(claim.key, claim);
    }
  }
  return [...claims.values()];
}

/** `f(x).name`: a member of something, not a file. */
function isMember(text: string, start: number, token: string): boolean {
  return token.startsWith('.') && /[)\]}"'`]/u.test(text[start - 1] ?? '');
}

/** Digits beside digits: the number of a card or a telephone, which is for other rules. */
function isGrouped(text: string, start: number, token: string): boolean {
  if (!/^[+\d]/u.test(token)) return false;
  const end = start + token.length;
  const before = text.slice(Math.max(0, start - 2), start);
  return /\d\s$/u.test(before) || /^\s\d/u.test(text.slice(end, end + 2));
}

interface Surroundings {
  readonly inCode: boolean;
  /** It begins a command. */
  readonly isFirst: boolean;
}

function claimOf(token: string, at: number, where: Surroundings): Claim | undefined {
  const trimmed = token.slice(0, LONGEST_TOKEN).replace(/[.:!?]{1,3}$/u, '');
  const kind = kindOf(trimmed, where);
  if (kind === undefined) return undefined;
  const key = claimKey(trimmed);
  return key.length < 2 ? undefined : { kind, start: at, end: at + trimmed.length, key };
}

function kindOf(token: string, { inCode, isFirst }: Surroundings): ClaimKind | undefined {
  if (URL.test(token)) return 'url';
  if (FLAG.test(token)) return inCode ? 'flag' : undefined;
  if (VERSION.test(token)) return 'version';
  if (NUMBER.test(token)) return isFigure(token) ? 'quantity' : undefined;
  if (isPath(token)) return 'path';
  if (IDENTIFIER.test(token)) return 'identifier';
  return isFirst ? 'command' : undefined;
}

function isPath(token: string): boolean {
  // `*.ts` is every file.
  if (FILE.test(token)) return !/[*?]/u.test(token);
  if (token.startsWith('.')) return DOT_FILE.test(token);
  // `and/or` and `read/write` are words.
  return (
    SLASHED.test(token) && /[./\\~:@*$_\d-].*[/\\]|[/\\].*[./\\~*$_\d-]/u.test(token.slice(0, 80))
  );
}

function isFigure(token: string): boolean {
  const value = Number.parseFloat(token.replace(',', '.'));
  const isYear = /^(?:19|20)\d\d$/u.test(token);
  return /[^\d]$/u.test(token) || (Math.abs(value) >= SMALLEST_FIGURE && !isYear);
}

/** The same for claims that differ in case, quoting or the slash they use. */
export function claimKey(token: string): string {
  return token
    .toLowerCase()
    .replaceAll('\\', '/')
    .replace(/^[-#@$]{1,2}/u, '')
    .replace(/[/.:]{1,3}$/u, '')
    .replace(/^https?:\/\/(?:www\.)?/u, '');
}
