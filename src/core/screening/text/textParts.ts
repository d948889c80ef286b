/** What a stretch of an answer is: words, code inside a line, code in a fence, or a line that looks like code. */
export type PartKind = 'prose' | 'inline' | 'fenced' | 'line';

export interface Part {
  readonly kind: PartKind;
  /** UTF-16 code units, end exclusive; the marks around code are not part of it. */
  readonly start: number;
  readonly end: number;
}

const FENCE = /^[ \t]{0,3}(`{3,}|~{3,})/u;
/** Lines that nobody would write in a sentence. */
const CODE_LINES: readonly RegExp[] = [
  // A prompt, nothing but brackets, an opening tag.
  /^\s{0,40}(?:\$ \S|[{}()[\]]{1,9}[;,]?\s{0,9}$|<\/?[a-z][\w-]{0,40}[\s>/])/u,
  // Indented as code, and with signs that prose has no use for: items of a list are indented, too.
  /^(?: {4}|\t)\s{0,80}(?![-*+•]\s|\d{1,3}[.)]\s)\S[^\n]{0,200}?(?:[={}<>|;$\\]|\)$|\(\)|: \S+$|\s--?[a-z])/u,
  /(?:[;{]|=>)\s{0,9}$/u,
  /^\s{0,40}(?:const|let|var|import|export|function|class|return|def|public|private|if|for|while)\b[^=(){}]{0,120}[=(){}]/u,
  /^\s{0,40}(?:SELECT|INSERT INTO|UPDATE|DELETE FROM|CREATE|ALTER|DROP) \S/u,
];
/** Longer lines are cut before they are looked at; nothing tells code from prose behind that. */
const LOOKED_AT = 400;

/**
 * Cuts an answer into prose, inline code and blocks of code (fenced, or lines that look like code), in
 * text order and without gaps but for the marks. Linear.
 */
export function* partsOf(answer: string): Generator<Part> {
  let fence: string | undefined;
  for (const { start, end } of linesOf(answer)) {
    const line = answer.slice(start, Math.min(end, start + LOOKED_AT));
    const mark = FENCE.exec(line)?.[1];
    if (mark !== undefined && (fence === undefined || mark.startsWith(fence))) {
      fence = fence === undefined ? mark : undefined;
    } else if (fence === undefined) {
      yield* lineParts(answer, start, end, line);
    } else if (end > start) {
      yield { kind: 'fenced', start, end };
    }
  }
}

/** @param line the line, or its beginning where it is long */
function* lineParts(answer: string, start: number, end: number, line: string): Generator<Part> {
  if (CODE_LINES.some((pattern) => pattern.test(line))) yield { kind: 'line', start, end };
  else yield* proseParts(answer, start, end);
}

function* proseParts(answer: string, start: number, end: number): Generator<Part> {
  const line = answer.slice(start, end);
  let from = 0;
  for (let open = line.indexOf('`'); open >= 0; open = line.indexOf('`', from)) {
    const close = line.indexOf('`', open + 1);
    if (close < 0) break;
    if (open > from) yield { kind: 'prose', start: start + from, end: start + open };
    if (close > open + 1) yield { kind: 'inline', start: start + open + 1, end: start + close };
    from = close + 1;
  }
  if (from < line.length) yield { kind: 'prose', start: start + from, end };
}

interface Span {
  readonly start: number;
  readonly end: number;
}

/** Lines without their line feeds. */
function* linesOf(text: string): Generator<Span> {
  for (let start = 0; start <= text.length; ) {
    const feed = text.indexOf('\n', start);
    const end = feed < 0 ? text.length : feed;
    yield { start, end };
    start = end + 1;
  }
}

/** A sentence ends at its mark before a space, and with its line. Marks inside inline code end none. */
const SENTENCE_END = /[.!?…]["'”’)\]]{0,3}(?=\s)/gu;

/** Sentences of a text or of its beginning, without the space around them. */
export function* sentencesIn(text: string, to = text.length): Generator<Span> {
  const piece = text.slice(0, to);
  for (const line of linesOf(piece)) {
    let start = line.start;
    for (const { index, 0: mark } of piece.slice(line.start, line.end).matchAll(SENTENCE_END)) {
      const end = line.start + index + mark.length;
      yield* trimmed(piece, start, end);
      start = end;
    }
    yield* trimmed(piece, start, line.end);
  }
}

function* trimmed(text: string, start: number, end: number): Generator<Span> {
  let [first, last] = [start, end];
  while (first < last && isSpace(text.charCodeAt(first))) first += 1;
  while (last > first && isSpace(text.charCodeAt(last - 1))) last -= 1;
  if (last > first) yield { start: first, end: last };
}

function isSpace(code: number): boolean {
  return code <= 0x20 || code === 0xa0;
}

/** What is marked as code, for rules that leave alone what is only shown. */
export interface CodeSpans {
  /** Whether a position stands in code. Ask in text order or any other; each question takes logarithmic time. */
  holds(position: number): boolean;
}

export function codeIn(text: string): CodeSpans {
  const code = Array.from(partsOf(text)).filter(
    ({ kind }) => kind === 'inline' || kind === 'fenced',
  );
  return {
    holds(position) {
      let low = 0;
      let high = code.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if ((code[middle]?.end ?? 0) > position) high = middle;
        else low = middle + 1;
      }
      return (code[low]?.start ?? Number.POSITIVE_INFINITY) <= position;
    },
  };
}
