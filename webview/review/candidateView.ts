import { html, nothing, type TemplateResult } from 'lit';
import type { Detail } from '../../src/shared/candidateProtocol.js';
import { printableLine } from '../../src/shared/printable.js';
import { STATUS_WORDS } from '../../src/shared/words.js';
import { attentionView } from './attentionView.js';
import { checklistView } from './checklistView.js';
import { commentsView } from './commentsView.js';
import { comparisonView } from './comparisonView.js';
import { confidenceView, resemblanceView } from './confidenceView.js';
import { contextView } from './contextView.js';
import { currentText } from './drafts.js';
import { failedView, loadingView } from './emptyView.js';
import { findingsView } from './findingsView.js';
import { impactView } from './impactView.js';
import type { PanelSession } from './panelSession.js';
import { openDraft, type PanelState, shownFindings } from './panelState.js';
import { shownText } from './plainText.js';
import { historyView, moment, proofView, variantsView } from './proofView.js';
import { proposalsView } from './proposalsView.js';
import { rowOf } from './queueState.js';
import { signatureView } from './signatureView.js';
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
        ${readingView(detail, state, session)}
      </div>
      <div class="facts">
        ${checklistView(detail, draft, session)}${findingsView(findings, text, session)}
        ${commentsView(detail, draft, state.commenting, session)}
        ${impactView(detail, state, session)}${resemblanceView(detail, session)}${variantsView(detail)}
        ${confidenceView(detail, session)}${historyView(detail)}
      </div>
      <div class="evidence">${proofView(detail, session)}${contextView(detail)}</div>
    </div>
  `;
}

function readingView(detail: Detail, state: PanelState, session: PanelSession): TemplateResult {
  const draft = openDraft(state);
  if (state.editing) return editView(detail, draft, shownFindings(state, detail), session);
  if (state.comparison !== undefined)
    return comparisonView(detail, draft, state.comparison, { session, impacts: state.impacts });
  return html`${readView(detail, draft, state.revealed, session)}${proposalsView(detail, session)}`;
}

function headerView(detail: Detail): TemplateResult {
  const { status, edited, id, timestamp, timestampInferred, signature } = detail;
  return html`
    <header>
      ${statusMark(status)}
      <h2>${STATUS_WORDS[status]}${edited ? ', edited' : ''}</h2>
      ${signatureView(signature)}${attentionView(detail)}${remarksView(detail.remarks)}
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

/** Who has it, and that others' verdicts are not told yet. */
function remarksView(remarks: readonly string[] = []) {
  return remarks.map((remark) => html`<span class="remark">${printableLine(remark, 120)}</span>`);
}

/** The question is in the list already: it need not wait for the rest. */
function comingView({ queue, selected }: PanelState): TemplateResult {
  const summary = selected === undefined ? undefined : rowOf(queue, selected);
  if (summary === undefined) return loadingView('Loading the candidate…');
  return html`
    <header>
      ${statusMark(summary.status)}
      <h2>${STATUS_WORDS[summary.status]}${summary.edited ? ', edited' : ''}</h2>
      ${remarksView(summary.remarks)}
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
