/** Where the values of an axis lie, in pixels. */
export interface Scale {
  readonly at: (value: number) => number;
  /** Round numbers that cover the values, ascending. */
  readonly ticks: readonly number[];
}

/**
 * A linear scale whose ends are round numbers.
 * @param values all that has to have a place
 * @param pixels where its least and its greatest tick lie
 * @param about how many steps there are about
 */
export function linearScale(
  values: readonly number[],
  pixels: readonly [number, number],
  about: number,
): Scale {
  const [least, most] = spread(values);
  const step = roundStep((most - least) / Math.max(1, about));
  const first = Math.floor(least / step + 1e-9);
  const last = Math.max(first + 1, Math.ceil(most / step - 1e-9));
  // Multiples, not sums: 0.1 + 0.2 would show.
  const ticks = Array.from({ length: last - first + 1 }, (_, index) => (first + index) * step);
  const [from, to] = [first * step, last * step];
  const [start, end] = pixels;
  return { ticks, at: (value) => start + ((value - from) / (to - from)) * (end - start) };
}

/**
 * What a scale has to hold so that a picture does not mislead: bars begin at 0; lines do as well unless they change by less than
 * a quarter of what they are.
 */
export function heldValues(values: readonly number[], isLines: boolean): number[] {
  const known = values.filter(Number.isFinite);
  if (known.length === 0) return [0, 1];
  const [least, most] = ends(known);
  const isFlat = isLines && Math.max(Math.abs(least), Math.abs(most)) * 0.25 > most - least;
  return isFlat && least !== most ? [least, most] : [0, least, most];
}

const TINY = 1e-300;

/** The least and the greatest; infinite of nothing. */
function ends(values: readonly number[]): [number, number] {
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    least = Math.min(least, value);
    most = Math.max(most, value);
  }
  return [least, most];
}

/** The same, never nothing and never one place. */
function spread(values: readonly number[]): [number, number] {
  const [least, most] = ends(values);
  if (!(least <= most)) return [0, 1];
  const size = Math.max(Math.abs(least), Math.abs(most));
  // What floating point hardly tells apart is one value.
  if (most - least > Math.max(TINY, 1e-12 * size)) return [least, most];
  return [least, least + (size > TINY ? size : 1)];
}

/** The next of 1, 2, 2.5, 5, 10 times a power of ten. */
function roundStep(step: number): number {
  const power = 10 ** Math.floor(Math.log10(step));
  const factor = [1, 2, 2.5, 5, 10].find((each) => each * power >= step * (1 - 1e-9)) ?? 10;
  return factor * power;
}
