import { html, type TemplateResult } from 'lit';
import { kit } from '#kit';
import type { DashboardSession } from './dashboardSession.js';

/** Nothing has been read yet. */
export function loadingView(session: DashboardSession): TemplateResult {
  return html`
    <div class="slow" role="status">
      <div class="loading"><span class="ring" aria-hidden="true"></span>Reading the logs…</div>
      ${kit.button({ label: 'Show Log', press: () => session.run('showLog') })}
    </div>
  `;
}

export function failedView(failure: string, session: DashboardSession): TemplateResult {
  return html`
    <div class="empty">
      <h2>The dashboard cannot be drawn</h2>
      <p>${failure}</p>
      ${kit.button({ label: 'Look Again', look: 'primary', press: () => session.lookAgain() })}
    </div>
  `;
}

export function emptyView(session: DashboardSession): TemplateResult {
  return html`
    <div class="empty">
      <h2>Nothing to show yet</h2>
      <p>
        The dashboard is drawn from what the assistant logs about its searches and conversations, and from what was
        mined and reviewed. Let the assistant write its logs into this workspace, or extract candidates from those
        that are there.
      </p>
      ${kit.button({ label: 'Extract Candidates', look: 'primary', press: () => session.run('extract') })}
    </div>
  `;
}
