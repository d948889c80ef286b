import { SHORTEST_RUN } from '../runAutomaton.js';
import type { ScannedText } from '../scannedText.js';
import type { Span, View } from './view.js';

const SEPARATOR = '\n\n';

/** What each character stands for; -1: nothing. */
const SEXTET = new Int8Array(0x10000).fill(-1);
for (const [index, character] of [
  ...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/',
].entries()) {
  SEXTET[character.charCodeAt(0)] = index;
}
SEXTET['-'.charCodeAt(0)] = 62;
SEXTET['_'.charCodeAt(0)] = 63;

interface Token extends Span {
  readonly plain: string;
}

/**
 * What stands in a text as base64 (RFC 4648, either alphabet), where that is readable text in turn;
 * undefined where nothing does. A span of it is the whole token: nothing less can be replaced.
 */
export function base64View(scanned: ScannedText): View | undefined {
  const tokens = readableTokens(scanned);
  return tokens.length === 0 ? undefined : new Base64View(tokens);
}

class Base64View implements View {
  readonly text: string;
  readonly #tokens: readonly Token[];
  /** Where each token's text ends in the view. */
  readonly #ends: readonly number[];

  constructor(tokens: readonly Token[]) {
    this.text = tokens.map(({ plain }) => plain).join(SEPARATOR);
    this.#tokens = tokens;
    let end = -SEPARATOR.length;
    this.#ends = tokens.map(({ plain }) => {
      end += SEPARATOR.length + plain.length;
      return end;
    });
  }

  original({ start, end }: Span): Span {
    const first = this.#tokens[this.#tokenAt(start)];
    const last = this.#tokens[this.#tokenAt(end - 1)];
    return { start: first?.start ?? 0, end: last?.end ?? 0 };
  }

  differsIn(): boolean {
    return true;
  }

  #tokenAt(offset: number): number {
    let low = 0;
    let high = this.#ends.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#ends[middle] ?? 0) > offset) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}

function readableTokens({ text, first }: ScannedText): Token[] {
  const tokens: Token[] = [];
  for (const start of first.longRuns) {
    let end = start + SHORTEST_RUN;
    while (end < text.length && sextet(text, end) >= 0) end += 1;
    const plain = decoded(text, start, end);
    const padding = text.startsWith('==', end) ? 2 : Number(text[end] === '=');
    if (plain !== undefined) tokens.push({ plain, start, end: end + padding });
  }
  return tokens;
}

function sextet(text: string, at: number): number {
  return SEXTET[text.charCodeAt(at)] ?? -1;
}

/** The decoded text; undefined where it is none. */
function decoded(text: string, start: number, end: number): string | undefined {
  if (!holdsText(text, start, end)) return undefined;
  const plain = Buffer.from(text.slice(start, end), 'base64').toString('utf8');
  return plain.includes('\ufffd') ? undefined : plain;
}

/** Most tokens are ordinary words, which decode to noise: told without decoding them. */
function holdsText(text: string, start: number, end: number): boolean {
  if ((end - start) % 4 === 1) return false;
  let bits = 0;
  let held = 0;
  let beyondAscii = 0;
  for (let at = start; at < end; at += 1) {
    bits = ((bits << 6) | sextet(text, at)) & 0xffff;
    held += 6;
    if (held < 8) continue;
    held -= 8;
    const byte = (bits >> held) & 0xff;
    if (byte < 0x20 && byte !== 0x0a && byte !== 0x0d && byte !== 0x09) return false;
    if (byte >= 0x80) beyondAscii += 1;
  }
  return beyondAscii * 4 < end - start;
}
