import { type SVGTemplateResult, svg } from 'lit';
import type { ShownPlot } from '../../../src/shared/dashboardProtocol.js';
import type { Frame } from './frame.js';
import { patternOf, seriesClass } from './seriesStyle.js';

/** Of a bar that stands almost alone, in pixels. */
const WIDEST = 40;

/** Bars side by side; the reference is the outline behind which the present stands. */
export function barChart(plot: ShownPlot, frame: Frame): SVGTemplateResult {
  const beside = plot.series.filter(({ role }) => role !== 'reference' && role !== 'limit');
  const reference = plot.series.filter(({ role }) => role === 'reference');
  const gap = frame.band > 6 ? Math.min(4, frame.band * 0.18) : frame.band * 0.1;
  const width = Math.min(WIDEST, (frame.band - gap) / Math.max(1, beside.length));
  const left = (index: number) => frame.x(index) - (width * beside.length) / 2;
  return svg`
    ${beside.map((series, place) =>
      series.values.map((value, index) =>
        value === null || value === 0
          ? ''
          : svg`
            <rect class="bar ${seriesClass(series.role, place)}" fill=${patternOf(series.role, place)}
              x=${left(index) + place * width} width=${Math.max(1, width - (beside.length > 1 ? 1 : 0))}
              y=${frame.y.at(value)} height=${Math.max(1, frame.y.at(0) - frame.y.at(value))} />
          `,
      ),
    )}
    ${reference.map(
      ({ values }) => svg`<path class="line reference" d=${stepPath(values, frame)} />`,
    )}
  `;
}

/** The outline of bars that touch. */
export function stepPath(values: readonly (number | null)[], frame: Frame): string {
  if (values.every((value) => value === null)) return '';
  const { x, y, band, left } = frame;
  const steps = values.map((value, index) => {
    const height = Math.round(y.at(value ?? 0) * 10) / 10;
    return `V${height}H${Math.round((x(index) + band / 2) * 10) / 10}`;
  });
  return `M${Math.round(left * 10) / 10} ${y.at(0)}${steps.join('')}V${y.at(0)}`;
}
