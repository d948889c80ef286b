import { type SVGTemplateResult, svg } from 'lit';
import type { ShownPlot } from '../../../src/shared/dashboardProtocol.js';
import { figureWords } from '../../../src/shared/figureWords.js';
import { heldValues, linearScale, type Scale } from './scale.js';
import { patternOf, seriesClass } from './seriesStyle.js';

const BAR = 8;
const BETWEEN = 8;
const TOP = 4;
/** About as wide as a letter is, in pixels. */
const LETTER = 6;
const AXIS = 20;

/** Where the rows of a chart lie. */
export interface RowFrame {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly row: number;
  /** The upper edge of a row. */
  readonly y: (index: number) => number;
  readonly x: Scale;
  /** Where one figure is all there is to a row, it stands behind the bar; else there is an axis. */
  readonly hasAxis: boolean;
}

/** @param width of the whole chart, in pixels */
export function rowFrameOf(plot: ShownPlot, width: number): RowFrame {
  const { labels } = plot.x;
  const hasAxis = plot.series.length > 1;
  const row = plot.series.length * BAR + BETWEEN + (hasAxis ? 0 : 4);
  const longest = Math.max(...labels.map((label) => label.length));
  const left = 8 + Math.min(longest * LETTER, width * 0.42);
  const values = plot.series.flatMap((series) => series.values.filter((value) => value !== null));
  const right = width - (hasAxis ? 22 : 64);
  const x = linearScale(heldValues(values, false), [left, right], Math.max(2, (right - left) / 90));
  const y = (index: number) => TOP + index * row;
  const height = TOP + labels.length * row + (hasAxis ? AXIS : 2);
  return { width, height, left, row, y, x, hasAxis };
}

/** Bars that lie below each other, each beside its name. */
export function rowChart(plot: ShownPlot, frame: RowFrame): SVGTemplateResult {
  return svg`
    ${frame.hasAxis ? gridlines(plot, frame) : ''}
    ${plot.x.labels.map(
      (label, index) => svg`
        <text class="name" text-anchor="end" x=${frame.left - 8} y=${frame.y(index) + frame.row / 2 + 4}>${shortened(label, frame.left)}</text>
        ${plot.series.map((series, place) => bar(plot, frame, series, index, place))}
      `,
    )}
    <line class="base" x1=${frame.x.at(0)} x2=${frame.x.at(0)} y1=${TOP} y2=${frame.y(plot.x.labels.length)} />
  `;
}

function bar(
  plot: ShownPlot,
  frame: RowFrame,
  series: ShownPlot['series'][number],
  index: number,
  place: number,
): SVGTemplateResult | '' {
  const value = series.values[index] ?? null;
  if (value === null) return '';
  const size = frame.hasAxis ? BAR : BAR + 4;
  const top = frame.y(index) + BETWEEN / 2 + place * BAR;
  const [from, to] = [frame.x.at(Math.min(0, value)), frame.x.at(Math.max(0, value))];
  return svg`
    <rect class="bar ${seriesClass(series.role, place)}" fill=${patternOf(series.role, place)}
      x=${from} width=${value === 0 ? 0 : Math.max(1, to - from)} y=${top} height=${size - 1} />
    ${
      frame.hasAxis
        ? ''
        : svg`<text class="value" x=${to + 6} y=${top + size / 2 + 3.5}>${figureWords(value, plot.y.unit)}</text>`
    }
  `;
}

function gridlines(plot: ShownPlot, frame: RowFrame): SVGTemplateResult {
  const bottom = frame.y(plot.x.labels.length);
  return svg`${frame.x.ticks.map(
    (tick) => svg`
      <line class="grid" x1=${frame.x.at(tick)} x2=${frame.x.at(tick)} y1=${TOP} y2=${bottom} />
      <text class="tick" text-anchor="middle" x=${frame.x.at(tick)} y=${bottom + 15}>${figureWords(tick, plot.y.unit)}</text>
    `,
  )}`;
}

/** What fits beside the bars; the whole name is in the readout and in the table. */
function shortened(label: string, room: number): string {
  const most = Math.floor((room - 8) / LETTER);
  const letters = Array.from(label);
  return letters.length <= most ? label : `${letters.slice(0, Math.max(1, most - 1)).join('')}…`;
}
