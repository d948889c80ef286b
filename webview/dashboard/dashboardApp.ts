import { html, LitElement, type PropertyDeclarations, type PropertyValues } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { kit } from '#kit';
import type { ShownDashboard } from '../../src/shared/dashboardProtocol.js';
import { STATE_LABELS } from '../../src/shared/stateLabels.js';
import { agoWords } from './ago.js';
import { alertsView } from './alertsView.js';
import { dashboardStyles } from './dashboard.styles.js';
import type { DashboardSession } from './dashboardSession.js';
import { type DashboardState, isEmpty } from './dashboardState.js';
import { metricsView } from './metricsView.js';
import { groupView } from './plotsView.js';
import { stateMark } from './stateMark.js';
import { emptyView, failedView, loadingView } from './waitingView.js';

/** So often "3 minutes ago" is said anew. */
const MINUTE = 60_000;

/** The dashboard's screen: draws the session's state and hands it what is pressed. */
export class DashboardApp extends LitElement {
  static override styles = dashboardStyles(kit.styles);
  static override properties: PropertyDeclarations = { session: { attribute: false } };
  declare session: DashboardSession | undefined;
  #unsubscribe: () => void = () => {};
  #clock: ReturnType<typeof setInterval> | undefined;

  constructor() {
    super();
    this.session = undefined;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#clock = setInterval(() => this.requestUpdate(), MINUTE);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.#clock);
    this.#unsubscribe();
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('session')) return;
    this.#unsubscribe();
    this.#unsubscribe = this.session?.subscribe(() => this.requestUpdate()) ?? (() => {});
  }

  override render() {
    const { session } = this;
    if (session === undefined) return '';
    const { state } = session;
    return html`
      <main aria-busy=${state.isLooking}>
        <h1 class="unseen">Dashboard</h1>
        ${content(state, session)}
        <p class="notice" role="log" aria-label="Messages">
          ${keyed(state.notice.number, html`<span>${state.notice.text}</span>`)}
        </p>
      </main>
    `;
  }
}

function content(state: DashboardState, session: DashboardSession) {
  const { shown, failure, isLooking } = state;
  if (shown === undefined)
    return isLooking || failure === undefined ? loadingView(session) : failedView(failure, session);
  const now = new Date();
  return [
    header(shown, state, now, session),
    isEmpty(shown)
      ? emptyView(session)
      : [
          alertsView({ ...shown, now }, session),
          metricsView(shown.metrics, session),
          shown.groups.map((group) => groupView(group, session)),
        ],
  ];
}

function header(
  { at, state, words, unreadable }: ShownDashboard,
  { isLooking, failure }: DashboardState,
  now: Date,
  session: DashboardSession,
) {
  return html`
    <header>
      <p class="overall ${state}">
        ${stateMark(state)}<strong>${STATE_LABELS[state]}</strong> <span>${words}</span>
      </p>
      <div class="look">
        <span class="aside">Looked <time datetime=${at} title=${at}>${agoWords(at, now)}</time></span>
        ${kit.button({
          label: isLooking ? 'Looking…' : 'Look Again',
          disabled: isLooking,
          press: () => session.lookAgain(),
        })}
      </div>
      ${
        failure === undefined
          ? ''
          : html`<p class="remark" role="alert">${stateMark('warn')}The last look failed, so this is older: ${failure}</p>`
      }
      ${
        unreadable === 0
          ? ''
          : html`<p class="remark">
              ${stateMark('warn')}${unreadable.toLocaleString('en')}
              ${unreadable === 1 ? 'line of the logs' : 'lines of the logs'} could not be used.
            </p>`
      }
    </header>
  `;
}
