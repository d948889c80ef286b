import type { NumberRuns } from './numberRuns.js';

/** A run of ASCII letters and digits. */
export interface Token {
  readonly start: number;
  readonly end: number;
  /** How many of its characters are digits. */
  readonly digits: number;
}

/** The tokens of a text that hold at least one digit, in text order. */
export function tokensIn(text: string, numbers: NumberRuns): Token[] {
  const tokens: Token[] = [];
  const { count } = numbers;
  let floor = 0;
  let nextStart = numbers.start(0);
  for (let run = 0; run < count; ) {
    let start = nextStart;
    while (start > floor && isLetter(text.charCodeAt(start - 1))) start -= 1;
    let end = nextStart;
    let digits = 0;
    // The digits and letters that follow, as long as no other sign stands between.
    do {
      const endOfRun = numbers.end(run);
      digits += endOfRun - nextStart;
      end = endOfRun;
      while (isLetter(text.charCodeAt(end))) end += 1;
      run += 1;
      nextStart = numbers.start(run);
    } while (run < count && nextStart <= end);
    tokens.push({ start, end, digits });
    floor = end;
  }
  return tokens;
}

const FEWEST_DIGITS = 4;
const MOST_GROUPS = 5;

/**
 * Tokens that may be somebody's number of some kind, groups joined by hyphens taken together: `F162823540116`,
 * `D123-4567-8901`. At least four digits, and no piece of a version, a path, a date, an address.
 */
export function codesIn(text: string, tokens: readonly Token[]): Token[] {
  const codes: Token[] = [];
  for (let index = 0; index < tokens.length; index += 1) {
    const start = tokens[index]?.start ?? 0;
    const last = lastJoined(text, tokens, index);
    let digits = 0;
    for (; index < last; index += 1) digits += tokens[index]?.digits ?? 0;
    digits += tokens[last]?.digits ?? 0;
    const end = tokens[last]?.end ?? 0;
    if (digits >= FEWEST_DIGITS && !isPiece(text, start, end)) codes.push({ start, end, digits });
  }
  return codes;
}

function lastJoined(text: string, tokens: readonly Token[], first: number): number {
  let last = first;
  while (last - first < MOST_GROUPS) {
    const end = tokens[last]?.end ?? 0;
    if (text[end] !== '-' || tokens[last + 1]?.start !== end + 1) break;
    last += 1;
  }
  return last;
}

function isPiece(text: string, start: number, end: number): boolean {
  return (
    /[\p{L}\p{N}_./@-]/u.test(text[start - 1] ?? ' ') ||
    /^(?:[\p{L}_@-]|[.,:/]\p{N})/u.test(text.slice(end, end + 2))
  );
}

/** Of ASCII. @param code of UTF-16 */
export function isLetter(code: number): boolean {
  const lower = code | 0x20;
  return lower >= 0x61 && lower <= 0x7a;
}
