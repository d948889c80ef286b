import type { ShownPlot } from '../../src/shared/dashboardProtocol.js';
import { figureWords } from '../../src/shared/figureWords.js';
import { isOfDays } from './charts/frame.js';

/** `Positive 12 %; Negative 3 %; release of dep-…`: everything that a plot says at one of its labels. */
export function readoutOf({ series, marks, y }: ShownPlot, at: number): string {
  const figures = series.map(({ name, values }) => {
    const figure = figureWords(values[at] ?? null, y.unit);
    return series.length === 1 ? `${y.title} ${figure}` : `${name} ${figure}`;
  });
  const happened = marks.filter((mark) => mark.at === at).map(({ label }) => label);
  return [...figures, ...happened].join('; ');
}

/** Where reading begins: what is newest, or the first of several names. */
export function firstPlace(plot: ShownPlot): number {
  return isOfDays(plot) ? Math.max(0, plot.x.labels.length - 1) : 0;
}

/** Where a key leads to; undefined: it is none that moves. */
export function placeAfter(key: string, at: number, count: number): number | undefined {
  const places: Readonly<Record<string, number>> = {
    ArrowLeft: at - 1,
    ArrowUp: at - 1,
    ArrowRight: at + 1,
    ArrowDown: at + 1,
    PageUp: at - 10,
    PageDown: at + 10,
    Home: 0,
    End: count - 1,
  };
  const place = Object.hasOwn(places, key) ? places[key] : undefined;
  return place === undefined ? undefined : Math.min(Math.max(place, 0), count - 1);
}
