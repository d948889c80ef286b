import { html, nothing, type TemplateResult } from 'lit';
import { kit } from '#kit';
import { printableLine } from '../../src/shared/printable.js';
import { STATUS_WORDS } from '../../src/shared/words.js';
import { filterView, noMatchView } from './filterView.js';
import type { PanelSession } from './panelSession.js';
import type { PanelState } from './panelState.js';
import type { QueueState } from './queueState.js';
import { statusMark } from './statusMark.js';

const STATUSES = ['pending', 'flagged', 'accepted', 'rejected'] as const;

/** The queue beside the candidate: counts, list, and what could not be read. */
export function queueView(state: PanelState, session: PanelSession): TemplateResult {
  const { queue, selected } = state;
  const isEmpty = queue.total === 0;
  return html`
    <section class="queue" aria-label="Queue">
      <h2>Review queue</h2>
      ${countsView(queue)}${progressView(queue, session)}${filterView(state, session)}
      ${isEmpty ? noMatchView(session) : nothing}
      <cl-queue-list
        ?hidden=${isEmpty}
        .filter=${queue.filter}
        .rows=${queue.rows}
        .total=${queue.total}
        .selected=${selected}
        .selectedAt=${queue.selectedAt}
        .choose=${(place: number) => session.openAt(place)}
        .look=${(start: number, end: number) => session.look(start, end)}
      ></cl-queue-list>
      ${problemsView(queue, session)}
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

/** Everyone's progress, and one's own, which leads to what it counts. */
function progressView({ progress }: QueueState, session: PanelSession): TemplateResult {
  const { decided, mine } = progress;
  return html`
    <p class="progress">
      ${decided.toLocaleString('en')} decided${
        mine === null
          ? nothing
          : html`,
              <button type="button" class="link" @click=${() => session.showMine()}>
                ${mine.toLocaleString('en')} by you
              </button>`
      }
    </p>
  `;
}

export function problemsView(
  { problems, problemCount }: QueueState,
  session: PanelSession,
): TemplateResult | typeof nothing {
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
      ${kit.button({
        label: 'Open Them',
        look: 'small',
        hint: 'In the Candidates view each opens its line',
        press: () => session.run('showCandidates'),
      })}
    </details>
  `;
}
