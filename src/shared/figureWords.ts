/** What a figure of a plot is of. */
export type FigureUnit = 'count' | 'share' | 'bytes' | 'milliseconds' | 'score';

const BYTES = ['B', 'kB', 'MB', 'GB', 'TB'];

/** Keeps a figure and its unit on one line. */
const NBSP = '\u00a0';

/** A figure as people read it: `1,234`, `12.5 %`, `3.4 MB`, `1.2 s`, `0.613`; a dash where nothing is known. */
export function figureWords(value: number | null, unit: FigureUnit): string {
  if (value === null || !Number.isFinite(value)) return '–';
  switch (unit) {
    case 'count':
      return rounded(value, 2);
    case 'share':
      return `${rounded(value * 100, 1)}${NBSP}%`;
    case 'bytes':
      return byteWords(value);
    case 'milliseconds':
      return Math.abs(value) < 1000
        ? `${rounded(value, 0)}${NBSP}ms`
        : `${rounded(value / 1000, 2)}${NBSP}s`;
    case 'score':
      return value.toLocaleString('en', { maximumSignificantDigits: 3 });
  }
}

/** By powers of 1,000, as the International System has it. */
function byteWords(value: number): string {
  const size = Math.abs(value) < 1 ? 0 : Math.floor(Math.log10(Math.abs(value)) / 3);
  const power = Math.min(size, BYTES.length - 1);
  return `${rounded(value / 1000 ** power, power === 0 ? 0 : 1)}${NBSP}${BYTES[power] ?? 'B'}`;
}

function rounded(value: number, places: number): string {
  return value.toLocaleString('en', { maximumFractionDigits: places });
}
