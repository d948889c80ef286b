import { type SVGTemplateResult, svg } from 'lit';
import type { ShownPlot } from '../../../src/shared/dashboardProtocol.js';
import type { Frame } from './frame.js';
import { seriesClass } from './seriesStyle.js';

/** Values over time; a day of which nothing is known is a gap. */
export function lineChart(plot: ShownPlot, frame: Frame): SVGTemplateResult {
  return svg`${plot.series.map(
    (series, index) => svg`
      <path class="line ${seriesClass(series.role, index)}" d=${linePath(series.values, frame)} />
      ${lonely(series.values).map(
        (at) => svg`
          <circle class="dot ${seriesClass(series.role, index)}" r="2.5" cx=${frame.x(at)} cy=${frame.y.at(series.values[at] ?? 0)} />
        `,
      )}
    `,
  )}`;
}

/** Stretches of known values, each a line of its own. */
export function linePath(values: readonly (number | null)[], { x, y }: Frame): string {
  let path = '';
  let isDrawing = false;
  for (const [index, value] of values.entries()) {
    if (value !== null) path += `${isDrawing ? 'L' : 'M'}${short(x(index))} ${short(y.at(value))}`;
    isDrawing = value !== null;
  }
  return path;
}

/** Values without a neighbour, which a line would not show. */
function lonely(values: readonly (number | null)[]): number[] {
  const isKnown = (index: number) => (values[index] ?? null) !== null;
  return [...values.keys()].filter(
    (index) => isKnown(index) && !isKnown(index - 1) && !isKnown(index + 1),
  );
}

function short(pixels: number): string {
  return String(Math.round(pixels * 10) / 10);
}
