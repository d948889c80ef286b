import type { Finding } from '../../src/shared/candidateProtocol.js';

/** A stretch of a text and the findings that cover all of it. */
export interface Piece {
  readonly text: string;
  readonly findings: readonly Finding[];
}

interface Span {
  readonly start: number;
  readonly end: number;
  readonly finding: Finding;
}

/** Cuts a text where findings begin and end. The pieces in a row are the text, whatever the findings. */
export function splitByFindings(text: string, findings: readonly Finding[]): Piece[] {
  const spans = findings
    .map((finding): Span => ({ ...wholeCharacters(text, finding), finding }))
    .filter(({ start, end }) => start < end);
  const cuts = [...new Set([0, text.length, ...spans.flatMap(({ start, end }) => [start, end])])];
  cuts.sort((a, b) => a - b);
  return cuts.slice(1).map((end, index) => {
    const start = cuts[index] ?? 0;
    const covering = spans.filter((span) => span.start <= start && span.end >= end);
    return { text: text.slice(start, end), findings: covering.map(({ finding }) => finding) };
  });
}

/** The finding's range, inside the text and never between the halves of one character. */
function wholeCharacters(
  text: string,
  { start, end }: Pick<Finding, 'start' | 'end'>,
): { start: number; end: number } {
  const from = clamp(start, text.length);
  const to = clamp(end, text.length);
  return {
    start: splitsPair(text, from) ? from - 1 : from,
    end: splitsPair(text, to) ? to + 1 : to,
  };
}

function clamp(offset: number, length: number): number {
  return Number.isFinite(offset) ? Math.min(Math.max(Math.trunc(offset), 0), length) : 0;
}

function splitsPair(text: string, offset: number): boolean {
  return /^[\uD800-\uDBFF][\uDC00-\uDFFF]$/.test(text.slice(Math.max(offset - 1, 0), offset + 1));
}
