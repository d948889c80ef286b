import { html, nothing, type TemplateResult } from 'lit';
import { kit } from '#kit';
import type { ShownAlert } from '../../src/shared/dashboardProtocol.js';
import { agoWords } from './ago.js';
import type { DashboardSession } from './dashboardSession.js';
import { stateMark } from './stateMark.js';

interface AlertsSpec {
  readonly alerts: readonly ShownAlert[];
  /** Whether anything may be written. */
  readonly isTrusted: boolean;
  readonly now: Date;
}

/** What warns; nothing where nothing does. */
export function alertsView(
  { alerts, isTrusted, now }: AlertsSpec,
  session: DashboardSession,
): TemplateResult | typeof nothing {
  if (alerts.length === 0) return nothing;
  return html`
    <section class="alerts" aria-labelledby="alerts-title">
      <h2 id="alerts-title">Alerts</h2>
      <ul>
        ${alerts.map((alert) => alertLine(alert, isTrusted, now, session))}
      </ul>
    </section>
  `;
}

function alertLine(
  { id, level, state, title, of, words, raisedAt, note }: ShownAlert,
  isTrusted: boolean,
  now: Date,
  session: DashboardSession,
): TemplateResult {
  const name = of === null ? title : `${title}, ${of}`;
  return html`
    <li class="told">
      ${stateMark(level)}
      <div>
        <p>
          <span class="name">${name}</span>
          <time class="aside" datetime=${raisedAt} title=${raisedAt}>${agoWords(raisedAt, now)}</time>
        </p>
        <p>${words}</p>
        ${note === undefined ? '' : html`<p class="aside">${note}</p>`}
      </div>
      <div class="buttons">
        ${
          state === 'open' || state === 'snoozed'
            ? kit.button({
                label: 'Acknowledge…',
                look: 'small',
                name: `Acknowledge ${name}`,
                disabled: !isTrusted,
                ...(isTrusted ? {} : { hint: 'The workspace is not trusted' }),
                press: () => session.acknowledge(id),
              })
            : ''
        }
        ${kit.button({
          label: 'Explain',
          look: 'small',
          name: `Explain the alert ${name}`,
          press: () => session.explain(id),
        })}
      </div>
    </li>
  `;
}
