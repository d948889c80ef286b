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
        .items=${queue.items}
        .selected=${selected}
        .choose=${(id: string) => session.open(id)}
      ></cl-queue-list>
      ${problemsView(queue.problems)}
    </section>
  `;
}

function countsView({ counts, items, total }: QueueState): TemplateResult {
  return html`
    <p class="counts" role="status" aria-label="Progress">
      ${STATUSES.map(
        (status) => html`<span class="tally" title=${STATUS_WORDS[status]}
          >${statusMark(status)}${counts[status]}
          <span class="word">${STATUS_WORDS[status].toLowerCase()}</span></span
        >`,
      )}
      ${items.length < total ? html`<span class="tally loaded">${items.length} of ${total} loaded</span>` : nothing}
    </p>
  `;
}

export function problemsView(problems: readonly string[]): TemplateResult | typeof nothing {
  if (problems.length === 0) return nothing;
  const lines = problems.length === 1 ? '1 problem' : `${problems.length} problems`;
  return html`
    <details class="problems">
      <summary>${lines} in the files</summary>
      <ul>
        ${problems.map((problem) => html`<li>${printableLine(problem, 400)}</li>`)}
      </ul>
    </details>
  `;
}
