import { html, LitElement, type PropertyDeclarations } from 'lit';
import { kit } from '#kit';
import type { ShownPlot } from '../../src/shared/dashboardProtocol.js';
import { type Chart, chartOf } from './charts/chart.js';
import { legend } from './charts/legend.js';
import type { DashboardSession } from './dashboardSession.js';
import { plotCardStyles } from './plotCard.styles.js';
import { plotTable } from './plotTableView.js';
import { firstPlace, placeAfter, readoutOf } from './readout.js';

/** Until it is known how wide it is. */
const WIDTH = 420;

/** One plot: the picture, what it says at one place, its table, and the ways to its figures. */
export class PlotCard extends LitElement {
  static override styles = plotCardStyles(kit.styles);
  static override properties: PropertyDeclarations = {
    plot: { attribute: false },
    session: { attribute: false },
    hasTable: { attribute: false },
    at: { state: true },
    width: { state: true },
  };
  declare plot: ShownPlot | undefined;
  declare session: DashboardSession | undefined;
  declare hasTable: boolean;
  declare at: number | undefined;
  declare width: number;
  readonly #resize = new ResizeObserver(([entry]) => {
    // In the next frame, for drawing changes the height, which the observer would hear of in this one.
    requestAnimationFrame(() => {
      this.width = Math.max(260, Math.floor(entry?.contentRect.width ?? WIDTH));
    });
  });

  constructor() {
    super();
    this.plot = undefined;
    this.session = undefined;
    this.hasTable = false;
    this.at = undefined;
    this.width = WIDTH;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#resize.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#resize.disconnect();
  }

  override render() {
    const { plot } = this;
    if (plot === undefined) return '';
    // Where it was may be gone after another look.
    const count = plot.x.labels.length;
    const at = this.at !== undefined && this.at < count ? this.at : undefined;
    const chart = chartOf(plot, this.width - PADDING, at);
    return html`
      <section aria-labelledby="title">
        <h3 id="title">${plot.title}</h3>
        <p class="says" id="says">${plot.says}</p>
        ${legend(plot)}
        <div class="chart">
          <svg
            role="img"
            aria-labelledby="title says"
            width=${this.width - PADDING}
            height=${chart.height}
          >
            ${chart.drawing}
          </svg>
          ${this.#cursor(plot, chart, at ?? firstPlace(plot))}
        </div>
        ${this.#reading(plot, at)} ${this.#actions(plot, at ?? firstPlace(plot))}
        ${this.hasTable ? plotTable(plot) : ''}
      </section>
    `;
  }

  /** A slider over the picture: screen readers let its arrow keys through and say where it is. */
  #cursor(plot: ShownPlot, chart: Chart, at: number) {
    return html`
      <div
        class="over"
        role="slider"
        tabindex="0"
        aria-label="Position in ${plot.title}"
        aria-orientation=${plot.shape === 'rows' ? 'vertical' : 'horizontal'}
        aria-valuemin="1"
        aria-valuemax=${plot.x.labels.length}
        aria-valuenow=${at + 1}
        aria-valuetext="${plot.x.title} ${plot.x.labels[at] ?? ''}"
        @keydown=${(event: KeyboardEvent) => this.#press(event, plot, at)}
        @focus=${() => this.#read(at)}
        @pointermove=${({ offsetX, offsetY }: PointerEvent) => this.#read(chart.nearest(offsetX, offsetY))}
      ></div>
    `;
  }

  #reading(plot: ShownPlot, at: number | undefined) {
    const place = at ?? firstPlace(plot);
    return html`
      <p class="reading">
        <span class="label">${plot.x.labels[place]}</span>
        <span role="status" aria-label="Figures">${readoutOf(plot, place)}</span>
      </p>
    `;
  }

  #actions(plot: ShownPlot, at: number) {
    const { session } = this;
    const rows = plot.rows[at] ?? '';
    const label = plot.x.labels[at] ?? '';
    return html`
      <div class="actions">
        ${kit.button({
          label: this.hasTable ? 'Hide Table' : 'Table',
          look: 'small',
          id: 'table',
          name: `${this.hasTable ? 'Hide Table' : 'Table'} of ${plot.title}`,
          press: () => session?.toggleTable(plot.id),
        })}
        ${kit.button({
          label: 'CSV',
          look: 'small',
          id: 'csv',
          name: `Save ${plot.title} as CSV`,
          press: () => session?.saveCsv(plot.id),
        })}
        ${kit.button({
          label: 'Open Rows',
          look: 'small',
          id: 'rows',
          name: `Open rows of ${plot.title} at ${label}`,
          hint: rows === '' ? 'These figures name no rows' : rows,
          disabled: rows === '',
          press: () => session?.openRows(plot.id, at),
        })}
      </div>
    `;
  }

  #press(event: KeyboardEvent, plot: ShownPlot, at: number): void {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === 'Enter') {
      if ((plot.rows[at] ?? '') !== '') this.session?.openRows(plot.id, at);
    } else {
      const place = placeAfter(event.key, at, plot.x.labels.length);
      if (place === undefined) return;
      this.#read(place);
    }
    event.preventDefault();
  }

  #read(at: number): void {
    this.at = at;
  }
}

/** Of the card, left and right. */
const PADDING = 28;
