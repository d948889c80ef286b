import { html, nothing, type TemplateResult } from 'lit';
import type { ShownDashboard, ShownPlot } from '../../src/shared/dashboardProtocol.js';
import type { DashboardSession } from './dashboardSession.js';

type Group = ShownDashboard['groups'][number];

/** The plots of one group; those that have nothing to draw say why below it. */
export function groupView(
  { group, plots }: Group,
  session: DashboardSession,
): TemplateResult | typeof nothing {
  const isDrawn = ({ x }: ShownPlot) => x.labels.length > 0;
  const drawn = plots.filter(isDrawn);
  const others = plots.filter((plot) => !isDrawn(plot));
  const id = `group-${group.toLowerCase()}`;
  return html`
    <section aria-labelledby=${id}>
      <h2 id=${id}>${group}</h2>
      ${
        drawn.length === 0
          ? nothing
          : html`<div class="plots">
              ${drawn.map(
                (plot) => html`
                  <cl-plot
                    class=${isLong(plot) ? 'long' : ''}
                    data-plot=${plot.id}
                    .plot=${plot}
                    .session=${session}
                    .hasTable=${session.state.tables.has(plot.id)}
                  ></cl-plot>
                `,
              )}
            </div>`
      }
      ${
        others.length === 0
          ? nothing
          : html`<dl class="missing">
              ${others.map(
                ({ title, says }) => html`<div>
                  <dt>${title}</dt>
                  <dd>${says}</dd>
                </div>`,
              )}
            </dl>`
      }
    </section>
  `;
}

/** Rows that need more room than other pictures have. */
function isLong({ shape, x, series }: ShownPlot): boolean {
  return shape === 'rows' && x.labels.length * series.length > 24;
}
