import { html, type TemplateResult } from 'lit';
import { kit } from '#kit';
import type { PanelSession } from './panelSession.js';

function message(title: string, text: string, action: TemplateResult | string): TemplateResult {
  return html`
    <div class="empty">
      <h2>${title}</h2>
      <p>${text}</p>
      ${action}
    </div>
  `;
}

export function emptyQueueView(session: PanelSession): TemplateResult {
  return message(
    'No candidates yet',
    'Candidates are questions and answers that users of the assistant found helpful. Extract them from its logs to review them here.',
    kit.button({
      label: 'Extract Candidates',
      look: 'primary',
      press: () => session.run('extract'),
    }),
  );
}

export function allReviewedView(session: PanelSession): TemplateResult {
  return message(
    'All reviewed',
    'Every candidate has been decided on. Build a snapshot of the knowledge base with what was accepted.',
    kit.button({
      label: 'Build KB Snapshot',
      look: 'primary',
      press: () => session.run('buildSnapshot'),
    }),
  );
}

export function nothingOpenView(session: PanelSession): TemplateResult {
  return message(
    'No candidate is open',
    'Choose one from the list, or begin at its top.',
    kit.button({ label: 'Open the First', look: 'primary', press: () => session.openAt(0) }),
  );
}

export function failedView(failure: string, retry: () => void): TemplateResult {
  return message(
    'This could not be read',
    failure,
    kit.button({ label: 'Retry', look: 'primary', press: retry }),
  );
}

/** Shown only when loading takes long enough to be noticed. */
export function loadingView(what: string): TemplateResult {
  return html`<div class="loading"><span class="ring" aria-hidden="true"></span>${what}</div>`;
}

/** Over the outline that the page begins with, for who waits long and who only hears. */
export function slowView(what: string, session: PanelSession): TemplateResult {
  return html`
    <div class="slow" role="status">
      ${loadingView(what)}
      ${kit.button({ label: 'Show Log', press: () => session.run('showLog') })}
    </div>
  `;
}
