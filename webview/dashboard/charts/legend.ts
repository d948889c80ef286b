import { html, nothing, svg, type TemplateResult } from 'lit';
import type { ShownPlot } from '../../../src/shared/dashboardProtocol.js';
import { MARK_WORDS, markGlyph } from './marks.js';
import { patternOf, patterns, seriesClass } from './seriesStyle.js';

/** Which line or bar is which, drawn as it is in the chart. */
export function legend(plot: ShownPlot): TemplateResult | typeof nothing {
  const kinds = [...new Set(plot.marks.map(({ kind }) => kind))];
  if (plot.series.length < 2 && kinds.length === 0) return nothing;
  return html`
    <ul class="legend">
      ${plot.series.length < 2 ? '' : plot.series.map((series, place) => entry(plot, series, place))}
      ${kinds.map(
        (kind) => html`<li>
          <svg class="swatch" viewBox="0 0 12 12" aria-hidden="true">
            <g transform="translate(6 6)">${markGlyph(kind)}</g></svg
          >${MARK_WORDS[kind]}
        </li>`,
      )}
    </ul>
  `;
}

function entry(
  plot: ShownPlot,
  { name, role }: ShownPlot['series'][number],
  place: number,
): TemplateResult {
  const isLine = plot.shape === 'lines' || (plot.shape === 'bars' && role === 'reference');
  return html`<li>
    <svg class="swatch wide" viewBox="0 0 22 12" aria-hidden="true">
      ${patterns()}
      ${
        isLine
          ? svg`<path class="line ${seriesClass(role, place)}" d="M0 6H22" />`
          : svg`<rect class="bar ${seriesClass(role, place)}" fill=${patternOf(role, place)} x="1" y="2" width="20" height="8" />`
      }</svg
    >${name}
  </li>`;
}
