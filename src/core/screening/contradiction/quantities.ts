/** A number with what it counts. */
export interface Quantity {
  /** UTF-16 code units of the text, end exclusive. */
  readonly start: number;
  readonly end: number;
  /** In the smallest unit of its dimension, so that 60 minutes equal an hour. */
  readonly value: number;
  /** A dimension (`time`, `size`, `share`) or the noun that is counted, such as `port` or `worker`. */
  readonly unit: string;
}

const SECOND = 1_000;
const TIME: Readonly<Record<string, number>> = {
  ms: 1,
  millisecond: 1,
  s: SECOND,
  sec: SECOND,
  second: SECOND,
  min: 60 * SECOND,
  minute: 60 * SECOND,
  h: 3_600 * SECOND,
  hr: 3_600 * SECOND,
  hour: 3_600 * SECOND,
  day: 86_400 * SECOND,
  week: 7 * 86_400 * SECOND,
  month: 30 * 86_400 * SECOND,
  year: 365 * 86_400 * SECOND,
};
const KILO = 1_024;
const SIZE: Readonly<Record<string, number>> = {
  byte: 1,
  kb: KILO,
  kib: KILO,
  mb: KILO ** 2,
  mib: KILO ** 2,
  gb: KILO ** 3,
  gib: KILO ** 3,
  tb: KILO ** 4,
  tib: KILO ** 4,
};
const NUMBER_WORDS: Readonly<Record<string, number>> = {
  every: 1,
  each: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  twelve: 12,
  twenty: 20,
  thirty: 30,
};

/** Words that say nothing about what is counted. */
const NOT_A_NOUN = new Set(
  `a about after an and are as at be before by can do for from has have if in into is it its more most of on or
  other over should so than that the then there these they this to too under until up was when which will with you your`.split(
    /\s+/u,
  ),
);
/** Nouns that stand before their number: `port 5432`, `exit code 137`, `Node 22`. */
const NUMBER =
  /(?<![\p{L}\p{N}._/:#-])(?:(\d{1,12}(?:[.,]\d{1,6})?)(?![\p{N}._/:-]{0,40}[\p{N}/])|(every|each|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|thirty)\b)(?:\s{0,2}(%|[\p{L}][\p{L}-]{0,30}))?/giu;
const WORD_BEFORE = /([\p{L}][\p{L}-]{1,30})(?:\s{0,2}[=:(]|\s(?:is|of|number|to))?\s{0,2}$/iu;

/** The quantities of a text, in text order; numbers that count nothing are left out. Linear. */
export function quantitiesIn(text: string): Quantity[] {
  const quantities: Quantity[] = [];
  for (const { index, 0: whole, 1: digits, 2: word, 3: after } of text.matchAll(NUMBER)) {
    const value =
      digits === undefined
        ? (NUMBER_WORDS[word?.toLowerCase() ?? ''] ?? 0)
        : Number(digits.replace(/,(?=\d{3}\b)/u, '').replace(',', '.'));
    const scaled = scaledBy(after);
    if (scaled !== undefined) {
      const { unit, factor } = scaled;
      quantities.push({ start: index, end: index + whole.length, value: value * factor, unit });
      continue;
    }
    // `every week` is a time, `every file` is no number.
    const noun =
      /^e/iu.test(word ?? '') && value === 1 ? undefined : nounAround(text, index, after);
    if (noun === undefined) continue;
    const length = (digits ?? word ?? '').length;
    quantities.push({ start: index, end: index + length, value, unit: noun });
  }
  return quantities;
}

function scaledBy(after: string | undefined): { unit: string; factor: number } | undefined {
  if (after === undefined) return undefined;
  const lower = after.toLowerCase();
  if (lower === '%' || lower === 'percent') return { unit: 'share', factor: 1 };
  const singular = lower.replace(/s$/u, '') || lower;
  const time = TIME[lower] ?? TIME[singular];
  if (time !== undefined) return { unit: 'time', factor: time };
  const size = SIZE[lower] ?? SIZE[singular];
  return size === undefined ? undefined : { unit: 'size', factor: size };
}

function nounAround(text: string, index: number, after: string | undefined): string | undefined {
  const counted = after?.toLowerCase() ?? '';
  if (counted.length > 2 && !NOT_A_NOUN.has(counted)) return singularOf(counted);
  const before = WORD_BEFORE.exec(text.slice(Math.max(0, index - 48), index))?.[1]?.toLowerCase();
  if (before === undefined || NOT_A_NOUN.has(before)) return undefined;
  return singularOf(before);
}

function singularOf(noun: string): string {
  return noun.length > 3 ? noun.replace(/(?<=[^s])s$/u, '') : noun;
}
