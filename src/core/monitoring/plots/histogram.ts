/** A bin holds what is at least `from` and less than `to`; the last one its end as well. */
export interface Bin {
  readonly from: number;
  readonly to: number;
}

/** About this many bins are drawn. */
const ABOUT = 20;

/**
 * Bins of one width, a round number, over everything that is given: two samples are compared in the same bins.
 * None where there are no values.
 */
export function binsOver(...samples: readonly (readonly number[])[]): Bin[] {
  const values = samples.flat().filter(Number.isFinite);
  if (values.length === 0) return [];
  const least = values.reduce((a, b) => Math.min(a, b));
  const most = values.reduce((a, b) => Math.max(a, b));
  if (isOne(least, most)) return [{ from: least, to: least }];
  const width = roundWidth((most - least) / ABOUT);
  const first = Math.floor(least / width);
  const count = Math.max(1, Math.ceil(most / width - first));
  // Multiples, not sums: 0.1 + 0.2 would show.
  return Array.from({ length: count }, (_, index) => ({
    from: (first + index) * width,
    to: (first + index + 1) * width,
  }));
}

/** Values that floating point hardly tells apart are one. */
function isOne(least: number, most: number): boolean {
  return most - least <= Math.max(1e-300, 1e-12 * Math.max(Math.abs(least), Math.abs(most)));
}

/** Which share of the values each bin holds; shares of nothing are not known. */
export function sharesIn(bins: readonly Bin[], values: readonly number[]): (number | null)[] {
  const known = values.filter(Number.isFinite);
  if (known.length === 0) return bins.map(() => null);
  const counts = bins.map(() => 0);
  const [first] = bins;
  if (first === undefined) return [];
  const width = first.to - first.from;
  for (const value of known) {
    const index = width === 0 ? 0 : Math.floor((value - first.from) / width + 1e-9);
    const within = Math.min(Math.max(index, 0), bins.length - 1);
    counts[within] = (counts[within] ?? 0) + 1;
  }
  return counts.map((count) => count / known.length);
}

/** `0.10 to 0.15`, with as many places as the width has. */
export function binLabels(bins: readonly Bin[]): string[] {
  return bins.map(({ from, to }) => {
    if (from === to) return plainNumber(from, 6).replace(/\.?0+$/u, '');
    const places = Math.max(0, Math.ceil(-Math.log10(to - from) - 1e-9));
    return `${plainNumber(from, places)} to ${plainNumber(to, places)}`;
  });
}

/** With a real minus, so that no spreadsheet takes it for a formula. */
function plainNumber(value: number, places: number): string {
  const text = value.toFixed(Math.min(places, 12));
  return text.startsWith('-') ? `−${text.slice(1)}` : text;
}

/** The next of 1, 2, 5, 10, … times a power of ten. */
function roundWidth(width: number): number {
  const power = 10 ** Math.floor(Math.log10(width));
  const factor = [1, 2, 5, 10].find((each) => each * power >= width * (1 - 1e-9)) ?? 10;
  return factor * power;
}
