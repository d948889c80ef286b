import { html, nothing, type TemplateResult } from 'lit';
import { printableLine } from '../../src/shared/printable.js';
import { STATUS_WORDS } from '../../src/shared/words.js';
import type { PanelSession } from './panelSession.js';
import type { PanelState } from './panelState.js';
import type { QueueState } from './queueState.js';
import { statusMark } from './statusMark.js';

const STATUSES = ['pending', 'flagged', 'accepted', 'rejected'] as const;

/** The queue beside the candidate: counts, list, and what could not be read. */
export function queueView({ queue, selected }: PanelState, session: PanelSession): TemplateResult {
  return html`
    <section class="queue" aria-label="Queue">
      <h2>Review queue</h2>
      ${countsView(queue)}
      <cl-queue-list
        .rows=${queue.rows}
        .total=${queue.total}
        .selected=${selected}
        .selectedAt=${queue.selectedAt}
        .choose=${(place: number) => session.openAt(place)}
        .look=${(start: number, end: number) => session.look(start, end)}
      ></cl-queue-list>
      ${problemsView(queue)}
    </section>
  `;
}

function countsView({ counts }: QueueState): TemplateResult {
  return html`
    <p class="counts" role="status" aria-label="Progress">
      ${STATUSES.map(
        (status) => html`<span class="tally" title=${STATUS_WORDS[status]}
          >${statusMark(status)}${counts[status].toLocaleString('en')}
          <span class="word">${STATUS_WORDS[status].toLowerCase()}</span></span
        >`,
      )}
    </p>
  `;
}

export function problemsView({
  problems,
  problemCount,
}: QueueState): TemplateResult | typeof nothing {
  if (problems.length === 0) return nothing;
  const count = Math.max(problemCount, problems.length);
  const lines = count === 1 ? '1 problem' : `${count} problems`;
  const hidden = count - problems.length;
  return html`
    <details class="problems">
      <summary>${lines} in the files</summary>
      <ul>
        ${problems.map((problem) => html`<li>${printableLine(problem, 400)}</li>`)}
        ${hidden > 0 ? html`<li>and ${hidden} more</li>` : nothing}
      </ul>
    </details>
  `;
}
