import { html, type TemplateResult } from 'lit';
import type { ShownPlot } from '../../src/shared/dashboardProtocol.js';
import { figureWords } from '../../src/shared/figureWords.js';

/** Everything that a picture shows, in a table. */
export function plotTable(plot: ShownPlot): TemplateResult {
  const { x, y, series, marks } = plot;
  const hasMarks = marks.length > 0;
  return html`
    <div class="scroll" role="region" aria-label="Table: ${plot.title}" tabindex="0">
      <table>
        <caption class="unseen">
          ${plot.title}. ${y.title}.
        </caption>
        <thead>
          <tr>
            <th scope="col">${x.title}</th>
            ${series.map(({ name }) => html`<th scope="col" class="figure">${name}</th>`)}
            ${hasMarks ? html`<th scope="col">What happened</th>` : ''}
          </tr>
        </thead>
        <tbody>
          ${x.labels.map(
            (label, index) => html`<tr>
              <th scope="row">${label}</th>
              ${series.map(
                ({ values }) =>
                  html`<td class="figure">${figureWords(values[index] ?? null, y.unit)}</td>`,
              )}
              ${
                hasMarks
                  ? html`<td>
                      ${marks
                        .filter(({ at }) => at === index)
                        .map((mark) => mark.label)
                        .join('; ')}
                    </td>`
                  : ''
              }
            </tr>`,
          )}
        </tbody>
      </table>
    </div>
  `;
}
