import { html, type TemplateResult } from 'lit';
import { kit } from '#kit';
import type { ShownMetric, ShownState } from '../../src/shared/dashboardProtocol.js';
import { STATE_LABELS } from '../../src/shared/stateLabels.js';
import { countWords } from './countWords.js';
import type { DashboardSession } from './dashboardSession.js';
import { stateMark } from './stateMark.js';

/** What needs somebody first. */
const ORDER: readonly ShownState[] = ['alert', 'warn', 'stale', 'warming-up', 'ok', 'no-data'];

/** Everything that is watched, a line each. */
export function metricsView(
  metrics: readonly ShownMetric[],
  session: DashboardSession,
): TemplateResult {
  const inOrder = metrics.toSorted((a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state));
  return html`
    <section class="metrics" aria-labelledby="metrics-title">
      <h2 id="metrics-title">What is watched</h2>
      <ul>
        ${inOrder.map((metric) => metricLine(metric, session))}
      </ul>
    </section>
  `;
}

function metricLine(metric: ShownMetric, session: DashboardSession): TemplateResult {
  const { key, title, meaning, of, state, words } = metric;
  return html`
    <li class="metric">
      <span class="state ${state}">${stateMark(state)}${STATE_LABELS[state]}</span>
      <span class="what" title=${meaning}
        ><span class="name">${title}</span> ${of === null ? '' : html`<span class="aside">${of}</span>`}</span
      >
      <span class="words">${words}</span>
      <span class="counts aside">${countWords(metric)}</span>
      ${kit.button({
        label: 'Explain',
        look: 'small',
        name: `Explain ${title}${of === null ? '' : `, ${of}`}`,
        press: () => session.explain(key),
      })}
    </li>
  `;
}
