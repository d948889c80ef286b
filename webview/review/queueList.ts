import { html, LitElement, type PropertyDeclarations, type PropertyValues } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Summary } from '../../src/shared/candidateProtocol.js';
import { printableLine } from '../../src/shared/printable.js';
import { ruleWords, STATUS_WORDS } from '../../src/shared/words.js';
import { queueListStyles } from './queueList.styles.js';
import type { QueueState } from './queueState.js';
import { attentionMark, claimedMark, editedMark, findingMark, statusMark } from './statusMark.js';
import { isInView, ROW_HEIGHT, rowForKey, rowsInView, scrollTopShowing } from './virtualRows.js';

const LONGEST_REMARK = 120;
const LONGEST_TITLE = 160;

/**
 * The queue as a list box. Draws only the rows in view, so that a hundred thousand cost what thirty do;
 * rows that are not known yet are asked for when they come into view.
 */
export class QueueList extends LitElement {
  static override styles = queueListStyles;
  static override properties: PropertyDeclarations = {
    rows: { attribute: false },
    total: { attribute: false },
    selected: { attribute: false },
    selectedAt: { attribute: false },
    choose: { attribute: false },
    look: { attribute: false },
    filter: { attribute: false },
  };
  declare rows: QueueState['rows'];
  declare total: number;
  declare selected: string | undefined;
  declare selectedAt: number | undefined;
  declare choose: (place: number) => void;
  declare look: (start: number, end: number) => void;
  /** Another filter is another list: it begins at its top. */
  declare filter: string;
  readonly #resizes = new ResizeObserver(() => this.requestUpdate());
  #wasInView = false;

  constructor() {
    super();
    this.rows = new Map();
    this.total = 0;
    this.selected = undefined;
    this.selectedAt = undefined;
    this.choose = () => {};
    this.look = () => {};
    this.filter = '';
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#resizes.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#resizes.disconnect();
  }

  override focus(): void {
    this.#box?.focus({ preventScroll: true });
  }

  override render() {
    const { start, end } = rowsInView(this.#viewport, this.total);
    const places = Array.from({ length: end - start }, (_, index) => start + index);
    const at = this.selectedAt ?? -1;
    return html`
      <div
        class="box"
        role="listbox"
        tabindex="0"
        aria-label="Candidates"
        aria-activedescendant=${at >= start && at < end ? rowId(at) : ''}
        @scroll=${() => this.requestUpdate()}
        @keydown=${this.#onKey}
      >
        <div class="all" role="presentation">
          <div class="drawn" role="presentation">
            ${repeat(
              places,
              (place) => place,
              (place) => this.#row(place),
            )}
          </div>
        </div>
      </div>
    `;
  }

  override willUpdate(changed: PropertyValues<this>): void {
    const before = changed.has('selectedAt') ? changed.get('selectedAt') : this.selectedAt;
    this.#wasInView = before === undefined || isInView(this.#viewport, before);
  }

  override updated(changed: PropertyValues<this>): void {
    const { start, end } = rowsInView(this.#viewport, this.total);
    const [all, drawn] = this.renderRoot.querySelectorAll<HTMLElement>('.all, .drawn');
    all?.style.setProperty('height', `${this.total * ROW_HEIGHT}px`);
    drawn?.style.setProperty('translate', `0 ${start * ROW_HEIGHT}px`);
    this.look(start, end);
    const box = this.#box;
    if (changed.has('filter') && box !== null && this.selectedAt === undefined) box.scrollTop = 0;
    // Whoever scrolled away from the open candidate is not called back by rows that come in.
    const follows =
      changed.has('selected') ||
      changed.has('filter') ||
      (changed.has('selectedAt') && this.#wasInView);
    if (box === null || !follows || this.selectedAt === undefined) return;
    const scrollTop = scrollTopShowing(this.#viewport, this.selectedAt);
    if (scrollTop === box.scrollTop) return;
    box.scrollTop = scrollTop;
    this.requestUpdate();
  }

  #row(place: number) {
    const item = this.rows.get(place);
    if (item === undefined) return this.#comingRow(place);
    const isSelected = place === this.selectedAt;
    const title = printableLine(item.query, LONGEST_TITLE) || '(no question)';
    return html`
      <div
        id=${rowId(place)}
        class="row"
        role="option"
        aria-selected=${isSelected}
        aria-setsize=${this.total}
        aria-posinset=${place + 1}
        aria-label=${rowLabel(title, item)}
        @click=${() => this.choose(place)}
      >
        ${statusMark(item.status)}<span class="title">${title}</span>
        ${item.attention === undefined ? '' : attentionMark()}${item.edited ? editedMark() : ''}
        ${claimedMark(item.remarks)}
        ${item.rules.length > 0 ? findingMark() : ''}
      </div>
    `;
  }

  #comingRow(place: number) {
    return html`
      <div
        id=${rowId(place)}
        class="row coming"
        role="option"
        aria-selected=${place === this.selectedAt}
        aria-setsize=${this.total}
        aria-posinset=${place + 1}
        aria-busy="true"
        aria-label="Loading"
      >
        <span class="title">…</span>
      </div>
    `;
  }

  get #box(): HTMLElement | null {
    return this.renderRoot.querySelector<HTMLElement>('.box');
  }

  get #viewport() {
    const box = this.#box;
    return { scrollTop: box?.scrollTop ?? 0, height: box?.clientHeight ?? 0 };
  }

  #onKey(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const height = this.#viewport.height;
    const place = rowForKey(event.key, this.selectedAt ?? -1, this.total, height);
    if (place === undefined || this.total === 0) return;
    event.preventDefault();
    this.choose(place);
  }
}

function rowId(index: number): string {
  return `row-${index}`;
}

function rowLabel(title: string, { status, rules, edited, attention, remarks }: Summary): string {
  const waits = attention === undefined ? '' : `, ${attention.words}`;
  const findings =
    rules.length === 0 ? '' : `, findings: ${printableLine(rules.map(ruleWords).join(', '), 200)}`;
  const words = `${title}, ${STATUS_WORDS[status]}${waits}${findings}${edited ? ', edited' : ''}`;
  return `${words}${remarkWords(remarks)}`;
}

function remarkWords(remarks: readonly string[] = []): string {
  return remarks.map((remark) => `, ${printableLine(remark, LONGEST_REMARK)}`).join('');
}
