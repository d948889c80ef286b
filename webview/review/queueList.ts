import { html, LitElement, type PropertyDeclarations, type PropertyValues } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Summary } from '../../src/shared/panelProtocol.js';
import { printableLine } from '../../src/shared/printable.js';
import { ruleWords, STATUS_WORDS } from '../../src/shared/words.js';
import { queueListStyles } from './queueList.styles.js';
import { editedMark, findingMark, statusMark } from './statusMark.js';
import { isInView, ROW_HEIGHT, rowForKey, rowsInView, scrollTopShowing } from './virtualRows.js';

const LONGEST_TITLE = 160;

/** The queue as a list box. Draws only the rows in view, so that ten thousand cost what thirty do. */
export class QueueList extends LitElement {
  static override styles = queueListStyles;
  static override properties: PropertyDeclarations = {
    items: { attribute: false },
    selected: { attribute: false },
    choose: { attribute: false },
  };
  declare items: readonly Summary[];
  declare selected: string | undefined;
  declare choose: (id: string) => void;
  readonly #resizes = new ResizeObserver(() => this.requestUpdate());
  #wasInView = false;

  constructor() {
    super();
    this.items = [];
    this.selected = undefined;
    this.choose = () => {};
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
    const { items } = this;
    const { start, end } = rowsInView(this.#viewport, items.length);
    const at = this.#index;
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
              items.slice(start, end),
              ({ id }) => id,
              (item, index) => this.#row(item, start + index),
            )}
          </div>
        </div>
      </div>
    `;
  }

  override willUpdate(): void {
    this.#wasInView = isInView(this.#viewport, this.#index);
  }

  override updated(changed: PropertyValues<this>): void {
    const { start } = rowsInView(this.#viewport, this.items.length);
    const [all, drawn] = this.renderRoot.querySelectorAll<HTMLElement>('.all, .drawn');
    all?.style.setProperty('height', `${this.items.length * ROW_HEIGHT}px`);
    drawn?.style.setProperty('translate', `0 ${start * ROW_HEIGHT}px`);
    const box = this.#box;
    const follows = changed.has('selected') || (changed.has('items') && !this.#wasInView);
    if (box === null || !follows || this.#index < 0) return;
    const scrollTop = scrollTopShowing(this.#viewport, this.#index);
    if (scrollTop === box.scrollTop) return;
    box.scrollTop = scrollTop;
    this.requestUpdate();
  }

  #row(item: Summary, index: number) {
    const isSelected = item.id === this.selected;
    const title = printableLine(item.query, LONGEST_TITLE) || '(no question)';
    return html`
      <div
        id=${rowId(index)}
        class="row"
        role="option"
        aria-selected=${isSelected}
        aria-setsize=${this.items.length}
        aria-posinset=${index + 1}
        aria-label=${rowLabel(title, item)}
        @click=${() => this.choose(item.id)}
      >
        ${statusMark(item.status)}<span class="title">${title}</span>
        ${item.edited ? editedMark() : ''}
        ${item.rules.length > 0 ? findingMark() : ''}
      </div>
    `;
  }

  get #box(): HTMLElement | null {
    return this.renderRoot.querySelector<HTMLElement>('.box');
  }

  get #index(): number {
    return this.items.findIndex(({ id }) => id === this.selected);
  }

  get #viewport() {
    const box = this.#box;
    return { scrollTop: box?.scrollTop ?? 0, height: box?.clientHeight ?? 0 };
  }

  #onKey(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const height = this.#viewport.height;
    const index = rowForKey(event.key, this.#index, this.items.length, height);
    const id = index === undefined ? undefined : this.items[index]?.id;
    if (id === undefined) return;
    event.preventDefault();
    this.choose(id);
  }
}

function rowId(index: number): string {
  return `row-${index}`;
}

function rowLabel(title: string, { status, rules, edited }: Summary): string {
  const findings =
    rules.length === 0 ? '' : `, findings: ${printableLine(rules.map(ruleWords).join(', '), 200)}`;
  return `${title}, ${STATUS_WORDS[status]}${findings}${edited ? ', edited' : ''}`;
}
