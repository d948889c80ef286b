/** A stretch of wrongly decoded text and what it was. */
export interface DecodedRun {
  readonly start: number;
  readonly end: number;
  readonly decoded: string;
}

/** Windows-1252 0x80–0x9F; the five bytes it leaves undefined stay what Latin-1 makes of them. */
const UPPER_CONTROLS = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

const BYTES = new Map<number, number>([
  ...Array.from({ length: 0x80 }, (_, index) => [0x80 + index, 0x80 + index] as const),
  ...Array.from(
    UPPER_CONTROLS,
    (character, index) => [character.charCodeAt(0), 0x80 + index] as const,
  ),
]);

/** Text is seldom broken more often than this, and never usefully mended after it. */
const MOST_ROUNDS = 3;

/** With what every broken sequence begins: the lead bytes, read as Latin-1. */
const LEADS = /[\u00c2-\u00f4]/;

/** Whether there is anything to look at; some of the characters of a text are enough to tell. */
export function mayBeBroken(characters: string): boolean {
  return LEADS.test(characters);
}

/**
 * Finds UTF-8 that was read as Windows-1252 or Latin-1, and decodes it; again, while that helps.
 * Linear: every character is looked at a bounded number of times a round.
 *
 * @param rounds how often a text may have been broken
 */
export function decodedRuns(text: string, rounds = MOST_ROUNDS): DecodedRun[] {
  const runs: DecodedRun[] = [];
  for (let at = 0; at < text.length; ) {
    // No broken sequence begins below 0xC2; most text has nothing above.
    const run = text.charCodeAt(at) < 0xc2 ? undefined : runAt(text, at);
    at = run?.end ?? at + 1;
    if (run === undefined) continue;
    const mended = { ...run, decoded: decodedAgain(run.decoded, rounds - 1) };
    if (isBelievable(text, mended)) runs.push(mended);
  }
  return runs;
}

function decodedAgain(text: string, rounds: number): string {
  if (rounds === 0) return text;
  let decoded = '';
  let done = 0;
  for (const run of decodedRuns(text, rounds)) {
    decoded += text.slice(done, run.start) + run.decoded;
    done = run.end;
  }
  return decoded + text.slice(done);
}

/** The longest stretch from here on that is one whole UTF-8 sequence after the other. */
function runAt(text: string, start: number): DecodedRun | undefined {
  let decoded = '';
  let end = start;
  for (;;) {
    const sequence = sequenceAt(text, end);
    if (sequence === undefined) break;
    decoded += sequence.character;
    end += sequence.length;
  }
  return end === start ? undefined : { start, end, decoded };
}

function sequenceAt(text: string, at: number): { character: string; length: number } | undefined {
  const lead = byteAt(text, at);
  const length = lengthOf(lead);
  if (length === 0) return undefined;
  let codePoint = lead & (0x7f >> length);
  for (let index = 1; index < length; index += 1) {
    const byte = byteAt(text, at + index);
    if (byte < 0x80 || byte > 0xbf) return undefined;
    codePoint = (codePoint << 6) | (byte & 0x3f);
  }
  if (!isWellFormed(codePoint, length)) return undefined;
  return { character: String.fromCodePoint(codePoint), length };
}

/** The Windows-1252 byte of a character; 0 for ASCII and whatever has none. */
function byteAt(text: string, at: number): number {
  const code = text.charCodeAt(at);
  return Number.isNaN(code) ? 0 : (BYTES.get(code) ?? 0);
}

/** Bytes of the sequence that a lead byte begins; 0 when it begins none (RFC 3629 §4). */
function lengthOf(lead: number): number {
  if (lead < 0xc2 || lead > 0xf4) return 0;
  if (lead < 0xe0) return 2;
  return lead < 0xf0 ? 3 : 4;
}

/** No longer than it had to be, no half surrogate, and in range. */
function isWellFormed(codePoint: number, length: number): boolean {
  const smallest = length === 2 ? 0x80 : length === 3 ? 0x800 : 0x10000;
  const isSurrogate = codePoint >= 0xd800 && codePoint <= 0xdfff;
  return codePoint >= smallest && codePoint <= 0x10ffff && !isSurrogate;
}

/**
 * Whether a stretch that could be decoded should be. In real text a letter with an accent can stand before
 * a quotation mark or a no-break space (`« degré »`), which by chance is a sequence, too: so what is
 * decoded has to be something that people write there.
 */
function isBelievable(text: string, { start, end, decoded }: DecodedRun): boolean {
  if (/[\p{Cn}\p{Co}]/u.test(decoded)) return false; // Nobody writes what stands for nothing.
  const points = Array.from(decoded, (character) => character.codePointAt(0) ?? 0);
  if (points.length > 1)
    return points.every((point) => point >= 0xa0) && !isRare(decoded) && !isMixed(decoded);
  const [point = 0] = points;
  if (point < 0xa0) return false;
  if (point <= 0xff) return !isQuotedCapital(text, start);
  const isMark = (point >= 0x2000 && point < 0x2800) || (point >= 0x2900 && point < 0x2c00);
  if (isMark || point === 0xfeff || point === 0xfffd || point >= 0x1f000) return true;
  return point < 0x250 && /[a-z]/u.test(text.slice(start - 1, start) + text.slice(end, end + 1));
}

/** Letters that texts about code hardly hold; chance makes them of `ß€`. */
function isRare(text: string): boolean {
  return /(?![\p{Script=Common}\p{Script=Inherited}\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Devanagari}\p{Script=Thai}])\P{ASCII}/u.test(
    text,
  );
}

/** Latin letters right beside those of another alphabet: nobody writes `薔Ĕ`, and chance makes it of `è–”Ä”`. */
function isMixed(text: string): boolean {
  return /\p{Script=Latin}/u.test(text) && /(?!\p{Script=Latin})\p{L}/u.test(text);
}

/** `“MAÇÔ`: a capital letter and the quotation mark behind it. */
function isQuotedCapital(text: string, start: number): boolean {
  return /\p{Lu}/u.test(text[start - 1] ?? '') && /[”’»]/u.test(text[start + 1] ?? '');
}
