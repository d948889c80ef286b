import type { Plot } from './plot.js';

/** A cell: a text, a number, or nothing where nothing is known. */
export type Cell = string | number | null;

export interface PlotTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

/** The figures of a plot: a row a label, a column a series, and what happened there where anything did. */
export function tableOf({ x, series, marks }: Plot): PlotTable {
  const happened = new Map<number, string>();
  for (const { at, label } of marks)
    happened.set(at, [happened.get(at), label].filter((each) => each !== undefined).join('; '));
  const hasMarks = happened.size > 0;
  return {
    columns: [x.title, ...series.map(({ name }) => name), ...(hasMarks ? ['What happened'] : [])],
    rows: x.labels.map((label, index) => [
      label,
      ...series.map(({ values }) => values[index] ?? null),
      ...(hasMarks ? [happened.get(index) ?? null] : []),
    ]),
  };
}
