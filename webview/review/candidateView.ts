import { html, nothing, type TemplateResult } from 'lit';
import type { Detail } from '../../src/shared/panelProtocol.js';
import { printableLine } from '../../src/shared/printable.js';
import { STATUS_WORDS } from '../../src/shared/words.js';
import { checklistView } from './checklistView.js';
import { confidenceView, resemblanceView } from './confidenceView.js';
import { contextView } from './contextView.js';
import { currentText } from './drafts.js';
import { failedView, loadingView } from './emptyView.js';
import { findingsView } from './findingsView.js';
import type { PanelSession } from './panelSession.js';
import { openDraft, type PanelState, shownFindings } from './panelState.js';
import { shownText } from './plainText.js';
import { historyView, moment, proofView, variantsView } from './proofView.js';
import { rowOf } from './queueState.js';
import { statusMark } from './statusMark.js';
import { editView, readView } from './textView.js';

/** The open candidate, or what is known of it so far. */
export function candidateView(state: PanelState, session: PanelSession): TemplateResult {
  const { open } = state;
  if (open.phase === 'failed') return failedView(open.failure, () => session.retryOpen());
  if (open.phase === 'ready') return openView(open.detail, state, session);
  return comingView(state);
}

function openView(detail: Detail, state: PanelState, session: PanelSession): TemplateResult {
  const draft = openDraft(state);
  const findings = shownFindings(state, detail);
  const text = state.editing ? currentText(detail, draft) : detail.text;
  return html`
    ${headerView(detail)}
    <div class="body">
      <div class="reading" role="region" aria-label="Question and answer" tabindex="0">
        ${
          state.editing
            ? editView(detail, draft, findings, session)
            : readView(detail, draft, state.revealed, session)
        }
      </div>
      <div class="facts">
        ${checklistView(draft, session)}${findingsView(findings, text, session)}
        ${resemblanceView(detail)}${variantsView(detail)}${proofView(detail, session)}
        ${confidenceView(detail)}${contextView(detail)}${historyView(detail)}
      </div>
    </div>
  `;
}

function headerView(detail: Detail): TemplateResult {
  const { status, edited, id, timestamp, timestampInferred } = detail;
  return html`
    <header>
      ${statusMark(status)}
      <h2>${STATUS_WORDS[status]}${edited ? ', edited' : ''}</h2>
      <span class="id">${printableLine(id, 80)}</span>
      <time datetime=${timestamp}>${moment(timestamp)}</time>
      ${
        timestampInferred
          ? html`<span class="aside" title="The log gave no time; this is that of the entry before it"
            >time inferred</span
          >`
          : nothing
      }
    </header>
  `;
}

/** The question is in the list already: it need not wait for the rest. */
function comingView({ queue, selected }: PanelState): TemplateResult {
  const summary = selected === undefined ? undefined : rowOf(queue, selected);
  if (summary === undefined) return loadingView('Loading the candidate…');
  return html`
    <header>
      ${statusMark(summary.status)}
      <h2>${STATUS_WORDS[summary.status]}${summary.edited ? ', edited' : ''}</h2>
      <span class="id">${printableLine(summary.id, 80)}</span>
    </header>
    <div class="body">
      <div class="reading" role="region" aria-label="Question and answer" tabindex="0">
        <h3>Question</h3>
        <div class="text query" dir="auto">${shownText(summary.query)}</div>
        ${loadingView('Loading the answer…')}
      </div>
    </div>
  `;
}
