import { type SVGTemplateResult, svg } from 'lit';
import type { ShownPlot } from '../../../src/shared/dashboardProtocol.js';
import { figureWords } from '../../../src/shared/figureWords.js';
import { type Frame, hasAxisTitle, shownLabels } from './frame.js';

/** Gridlines, what they stand for, and the labels below. */
export function axes(plot: ShownPlot, frame: Frame): SVGTemplateResult {
  const { left, right, bottom, y } = frame;
  return svg`
    <text class="axis-title" x=${left} y="10">${plot.y.title}</text>
    ${y.ticks.map(
      (tick, index) => svg`
        <line class=${index === 0 ? 'base' : 'grid'} x1=${left} x2=${right} y1=${y.at(tick)} y2=${y.at(tick)} />
        <text class="tick" text-anchor="end" x=${left - 6} y=${y.at(tick) + 4}>${figureWords(tick, plot.y.unit)}</text>
      `,
    )}
    ${shownLabels(plot, frame).map(
      ({ index, text }) => svg`
        <text class="tick" text-anchor="middle" x=${frame.x(index)} y=${bottom + 17}>${text}</text>
      `,
    )}
    ${
      hasAxisTitle(plot)
        ? svg`<text class="axis-title" text-anchor="end" x=${right} y=${frame.height - 4}>${plot.x.title}</text>`
        : ''
    }
  `;
}
