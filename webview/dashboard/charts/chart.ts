import { type SVGTemplateResult, svg } from 'lit';
import type { ShownPlot } from '../../../src/shared/dashboardProtocol.js';
import { axes } from './axes.js';
import { barChart } from './barChart.js';
import { frameOf } from './frame.js';
import { lineChart } from './lineChart.js';
import { marks } from './marks.js';
import { rowChart, rowFrameOf } from './rowChart.js';
import { patterns, seriesClass } from './seriesStyle.js';

/** A drawn plot, and where its labels are in it. */
export interface Chart {
  readonly height: number;
  readonly drawing: SVGTemplateResult;
  /** The label that is nearest to a place of the drawing. */
  readonly nearest: (x: number, y: number) => number;
}

/**
 * @param width in pixels
 * @param at the label whose figures are read; undefined: none is
 */
export function chartOf(plot: ShownPlot, width: number, at: number | undefined): Chart {
  return plot.shape === 'rows' ? lying(plot, width, at) : upright(plot, width, at);
}

function upright(plot: ShownPlot, width: number, at: number | undefined): Chart {
  const frame = frameOf(plot, width);
  const draw = plot.shape === 'lines' ? lineChart : barChart;
  const cursor =
    at === undefined
      ? ''
      : svg`<line class="cursor" x1=${frame.x(at)} x2=${frame.x(at)} y1=${frame.top} y2=${frame.bottom} />`;
  const points =
    at === undefined || plot.shape !== 'lines'
      ? ''
      : plot.series.map(({ values, role }, place) => {
          const value = values[at] ?? null;
          return value === null
            ? ''
            : svg`<circle class="dot ${seriesClass(role, place)}" r="3.5" cx=${frame.x(at)} cy=${frame.y.at(value)} />`;
        });
  return {
    height: frame.height,
    drawing: svg`${patterns()}${axes(plot, frame)}${cursor}${draw(plot, frame)}${points}${marks(plot, frame)}`,
    nearest: (x) => within(plot, Math.floor((x - frame.left) / frame.band)),
  };
}

function lying(plot: ShownPlot, width: number, at: number | undefined): Chart {
  const frame = rowFrameOf(plot, width);
  const cursor =
    at === undefined
      ? ''
      : svg`<rect class="cursor-row" x="0" width=${width} y=${frame.y(at)} height=${frame.row} />`;
  return {
    height: frame.height,
    drawing: svg`${patterns()}${cursor}${rowChart(plot, frame)}`,
    nearest: (_x, y) => within(plot, Math.floor((y - frame.y(0)) / frame.row)),
  };
}

function within({ x }: ShownPlot, index: number): number {
  return Math.min(Math.max(index, 0), x.labels.length - 1);
}
