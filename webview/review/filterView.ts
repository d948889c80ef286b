import { html, nothing, type TemplateResult } from 'lit';
import { kit } from '#kit';
import { FILTER_EXAMPLES, SORT_WORDS } from '../../src/shared/filterWords.js';
import type { PanelSession } from './panelSession.js';
import type { PanelState } from './panelState.js';
import { allOf, isNarrowed, type QueueState } from './queueState.js';

/** The filter above the list: what is active always stands there, and how many fit it. */
export function filterView({ queue, filter }: PanelState, session: PanelSession): TemplateResult {
  const { problem } = filter;
  const isActive = queue.filter !== '' || filter.typed !== undefined;
  return html`
    <div class="filter" role="search" aria-label="Filter the queue">
      ${kit.searchField({
        id: 'filter',
        label: 'Filter',
        value: filter.typed ?? queue.filter,
        placeholder: 'Filter ( / )',
        key: '/',
        describedBy: 'filter-help',
        invalid: problem !== undefined,
        change: (text) => session.filtering.type(text),
      })}
      ${
        isActive
          ? kit.button({
              id: 'clear-filter',
              label: 'Clear',
              look: 'small',
              hint: 'Clear the filter (Ctrl+Backspace)',
              name: 'Clear the filter',
              press: () => session.perform('clearFilter'),
            })
          : nothing
      }
      ${
        problem === undefined
          ? html`<p id="filter-help" class="aside hint">${FILTER_EXAMPLES.join('  ')}</p>`
          : html`<p id="filter-help" class="fault">${problem}</p>`
      }
      <div class="row">
        ${kit.button({
          label: 'Views',
          look: 'small',
          key: 'v',
          hint: 'Open a saved view',
          press: () => session.perform('views'),
        })}
        ${kit.button({
          label: SORT_WORDS[queue.sort],
          look: 'small',
          key: 't',
          hint: 'Change the order',
          press: () => session.perform('sort'),
        })}
        ${bulkButton(queue, session)}
        <p class="matches" role="status" aria-label="Matches">${matchesOf(queue)}</p>
      </div>
    </div>
  `;
}

/** Only where it would not be about the whole queue. */
function bulkButton(queue: QueueState, session: PanelSession): TemplateResult | typeof nothing {
  if (!isNarrowed(queue) || queue.total === 0) return nothing;
  return kit.button({
    id: 'bulk',
    label: `All ${queue.total.toLocaleString('en')}…`,
    look: 'small',
    key: 'b',
    hint: 'Decide on everything that fits the filter',
    press: () => session.perform('bulk'),
  });
}

function matchesOf(queue: QueueState): string {
  const { filter, total } = queue;
  if (filter === '') return '';
  return `${total.toLocaleString('en')} of ${allOf(queue).toLocaleString('en')}`;
}

/** In the place of the list where nothing fits. */
export function noMatchView(session: PanelSession): TemplateResult {
  return html`
    <div class="no-match">
      <p>No candidate fits the filter.</p>
      ${kit.button({
        id: 'show-all',
        label: 'Clear the filter',
        look: 'primary',
        press: () => session.perform('clearFilter'),
      })}
    </div>
  `;
}
