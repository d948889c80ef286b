import type { ScannedText } from '../../scannedText.js';
import { Trigger } from '../../triggers.js';
import { ALPHANUMERIC, characterClass, isIn, runEnd, runStart, WORD } from './characterClass.js';
import { entropy, isUnpronounceable, kindChanges } from './entropy.js';
import { isSampleToken } from './placeholderValue.js';
import type { InfixShape, Run, TokenShape } from './tokenShape.js';

/** A shape, and what holds its mark. */
interface Infix {
  readonly shape: InfixShape;
  readonly mark: Trigger;
}

/** A token, and the row of the tables that it fits. */
export interface Token {
  readonly start: number;
  readonly end: number;
  readonly shape: TokenShape;
  /** True when it carries the right checksum of its vendor. */
  readonly certain: boolean;
}

const ASCII = 128;
/** Other characters fall together with ASCII ones; the full comparison that follows tells them apart. */
const LOW_BITS = 127;
/** Every token holds a run of so many of these, and begins at most so far before it. */
const RUN = characterClass('0-9A-Za-z_-');
const SHORTEST_RUN = 20;
/** What else runs of Base64 hold. */
const BASE64_ONLY = characterClass('+/');
const LONGEST_PREFIX = 96;
/** How far from a token a word that names its vendor may stand. */
const REACH = 60;
/** Shorter bodies have less room for entropy: that of a body of this length is asked for in full. */
const FULL_LENGTH = 20;
const LEAST_ENTROPY = 2.8;
const LEAST_CHANGES = 0.12;
const SCHEME = 'https://';
const HOST = characterClass('0-9A-Za-z.-');

/**
 * Finds tokens by the literal characters they begin with. Around every long run of letters and digits each pair
 * of characters is looked up in a table; only where a shape begins with that pair is more looked at, and no
 * further than the longest shape. So the work is linear, and hardly depends on how many shapes there are.
 */
export class TokenMatcher {
  /** For each pair of ASCII characters: 0, or the place of its list in `#lists`. */
  readonly #pairs = new Uint16Array(ASCII * ASCII);
  readonly #lists: TokenShape[][] = [[]];
  /** For each list: the third characters of its prefixes. */
  readonly #thirds: Uint8Array[] = [new Uint8Array(ASCII)];
  readonly #infixes: readonly Infix[];
  readonly #anywhere: readonly Infix[];

  constructor(shapes: readonly TokenShape[], infixes: readonly InfixShape[]) {
    const marked = infixes.map((shape) => ({ shape, mark: new Trigger([markOf(shape)]) }));
    this.#infixes = marked.filter(({ shape }) => !shape.inPieces);
    this.#anywhere = marked.filter(({ shape }) => shape.inPieces);
    for (const shape of shapes) {
      const pair = (shape.prefix.charCodeAt(0) << 7) | shape.prefix.charCodeAt(1);
      const known = this.#pairs[pair] ?? 0;
      const list = known === 0 ? this.#lists.push([]) - 1 : known;
      this.#pairs[pair] = list;
      this.#lists[list]?.push(shape);
      this.#thirds[list] ??= new Uint8Array(ASCII);
      // Behind a prefix of two characters anything may come.
      if (shape.prefix.length === 2) this.#thirds[list]?.fill(1);
      else this.#thirds[list]?.fill(1, shape.prefix.charCodeAt(2), shape.prefix.charCodeAt(2) + 1);
    }
    for (const list of this.#lists) list.sort((a, b) => b.prefix.length - a.prefix.length);
  }

  tokensIn(scanned: ScannedText): Token[] {
    const { text } = scanned;
    const tokens: Token[] = [];
    for (const { shape, mark } of this.#anywhere) {
      if (scanned.holds(mark)) infixTokens(text, 0, text.length, shape, tokens);
    }
    if (scanned.first.longRuns.length === 0) return tokens;
    const infixes = this.#infixes.filter(({ mark }) => scanned.holds(mark));
    let done = 0;
    for (const run of runsIn(scanned)) {
      const from = Math.max(done, run.start - LONGEST_PREFIX);
      done = run.end;
      this.#tokensBetween(text, from, run.end, tokens);
      for (const { shape } of infixes) infixTokens(text, from, run.end, shape, tokens);
    }
    return tokens;
  }

  /** Adds the tokens that begin there. */
  #tokensBetween(text: string, from: number, to: number, tokens: Token[]): void {
    const pairs = this.#pairs;
    let before = text.charCodeAt(from);
    for (let at = from + 1; at < to; at += 1) {
      const code = text.charCodeAt(at);
      const list = pairs[((before & LOW_BITS) << 7) | (code & LOW_BITS)];
      before = code;
      if (list === undefined || list === 0 || !this.#mayBegin(text, at - 1, list)) continue;
      const token = this.#tokenAt(text, at - 1, this.#lists[list] ?? []);
      if (token === undefined) continue;
      tokens.push(token);
      at = token.end;
      before = text.charCodeAt(at);
    }
  }

  #mayBegin(text: string, start: number, list: number): boolean {
    if (this.#thirds[list]?.[text.charCodeAt(start + 2)] !== 1) return false;
    return beginsToken(text, start);
  }

  #tokenAt(text: string, start: number, shapes: readonly TokenShape[]): Token | undefined {
    for (const shape of shapes) {
      if (!text.startsWith(shape.prefix, start)) continue;
      const end = bodyEnd(text, start + shape.prefix.length, shape.body);
      if (end !== undefined && isLikely(text, start, end, shape)) {
        const certain = shape.checksum?.(text.slice(start, end)) ?? false;
        return { start: tokenStart(text, start, shape), end, shape, certain };
      }
    }
    return undefined;
  }
}

const BACKSLASH = 92;
const PERCENT = 37;

/** Behind a letter or digit only where that belongs to an escape: `\nghp_…`, `%3Dghp_…`. */
function beginsToken(text: string, start: number): boolean {
  if (start === 0 || !isIn(ALPHANUMERIC, text.charCodeAt(start - 1))) return true;
  return text.charCodeAt(start - 2) === BACKSLASH || text.charCodeAt(start - 3) === PERCENT;
}

/** Where the body that begins at `start` ends; undefined if it is not one. */
function bodyEnd(text: string, start: number, body: readonly (Run | string)[]): number | undefined {
  let end = start;
  let last: Run | undefined;
  for (const part of body) {
    if (typeof part === 'string') {
      if (!text.startsWith(part, end)) return undefined;
      end += part.length;
      last = undefined;
      continue;
    }
    const partEnd = runEnd(text, end, part.set, part.most);
    if (partEnd - end < part.least) return undefined;
    end = partEnd;
    last = part;
  }
  const after = text.charCodeAt(end);
  // What goes on is something longer, and not this.
  if (isIn(ALPHANUMERIC, after) || (last !== undefined && isIn(last.set, after))) return undefined;
  return withoutHyphen(text, start, end);
}

/** A hyphen or dot at the end is the sentence's. */
function withoutHyphen(text: string, start: number, end: number): number {
  let shorter = end;
  while (shorter > start && text[shorter - 1] === '-') shorter -= 1;
  return shorter;
}

function isLikely(text: string, start: number, end: number, shape: TokenShape): boolean {
  const body = text.slice(start + shape.prefix.length, end);
  const room = Math.min(1, body.length / FULL_LENGTH);
  if (entropy(body) < (shape.leastEntropy ?? LEAST_ENTROPY) * room) return false;
  if (isSampleToken(body) || isWords(body)) return false;
  return shape.near === undefined || isNear(text, start, end, shape.near);
}

/** `hf_some_parameter_description`: no digit, and capitals only where words begin. */
function isWords(body: string): boolean {
  if (body.length < FULL_LENGTH || /\d/u.test(body)) return false;
  return kindChanges(body) < LEAST_CHANGES && !isUnpronounceable(body);
}

function isNear(text: string, start: number, end: number, words: readonly string[]): boolean {
  const around = `${text.slice(Math.max(0, start - REACH), start)} ${text.slice(end, end + REACH)}`;
  const lower = around.toLowerCase();
  return words.some((word) => lower.includes(word));
}

/** An address is private as a whole; what only leads to a secret is not. */
function tokenStart(text: string, start: number, shape: TokenShape): number {
  if (shape.prefixOutside) return start + shape.prefix.length;
  if (shape.placeholder !== 'WEBHOOK_URL') return start;
  const host = runStart(text, start, HOST, 64);
  return text.slice(Math.max(0, host - SCHEME.length), host) === SCHEME
    ? host - SCHEME.length
    : start;
}

/** A mark in small letters; the separators of a trigger's words are signs of a mark like others. */
function markOf({ prefix }: InfixShape): string {
  return prefix.toLowerCase().replaceAll(/[_-]/gu, ' ');
}

interface Span {
  readonly start: number;
  readonly end: number;
}

/** Every run of `SHORTEST_RUN` or more characters of tokens: pieces of the long runs of Base64, which has signs more. */
function runsIn({ text, first }: ScannedText): Span[] {
  const runs: Span[] = [];
  for (const long of first.longRuns) {
    for (let start = long; ; ) {
      const end = runEnd(text, start, RUN);
      if (end - start >= SHORTEST_RUN) runs.push({ start, end });
      if (!isIn(BASE64_ONLY, text.charCodeAt(end))) break;
      start = end + 1;
    }
  }
  return runs;
}

/** Adds the tokens of a shape whose mark stands between `from` and `to`. */
function infixTokens(
  text: string,
  from: number,
  to: number,
  shape: InfixShape,
  tokens: Token[],
): void {
  const { prefix, before, body } = shape;
  const part = text.slice(from, to + 1);
  for (let mark = part.indexOf(prefix); mark >= 0; mark = part.indexOf(prefix, mark + 1)) {
    const at = from + mark;
    const start = runStart(text, at, before.set, before.most);
    if (at - start < before.least || isIn(WORD, text.charCodeAt(start - 1))) continue;
    const end = bodyEnd(text, at + prefix.length, body);
    if (end === undefined || isSampleToken(text.slice(start, end))) continue;
    tokens.push({ start, end, shape, certain: false });
  }
}
