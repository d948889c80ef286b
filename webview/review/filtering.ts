import type { FilterChange } from '../../src/shared/panelProtocol.js';
import { messageOf } from '../page/hostLink.js';
import { NO_FILTER } from './filterState.js';
import type { PanelContext } from './panelContext.js';
import type { QueueLoader } from './queueLoader.js';

/** Short enough to be at once, long enough to leave out what lies between two keys. */
const PAUSE = 150;

/** The filter box: what is typed becomes the filter after a pause, where it can be understood. */
export class Filtering {
  readonly #context: Pick<PanelContext, 'store' | 'link' | 'after'>;
  readonly #loader: QueueLoader;
  #stopTimer = () => {};
  #asked = 0;

  constructor(context: Pick<PanelContext, 'store' | 'link' | 'after'>, loader: QueueLoader) {
    this.#context = context;
    this.#loader = loader;
  }

  type(typed: string): void {
    const { store, after } = this.#context;
    this.#asked += 1; // An answer that is on its way is about something else.
    store.update((state) => ({ ...state, filter: { ...state.filter, typed } }));
    this.#stopTimer();
    this.#stopTimer = after(PAUSE, () => void this.#apply());
  }

  /**
   * Done with the field: it shows the filter that is active then, or what cannot be understood and why. What is
   * typed on meanwhile stays.
   * @returns whether what is typed is the filter
   */
  async finish(): Promise<boolean> {
    const { store } = this.#context;
    const { typed } = store.state.filter;
    await this.#apply();
    const { filter } = store.state;
    if (filter.problem !== undefined || filter.typed !== typed) return false;
    store.update((state) => ({ ...state, filter: NO_FILTER }));
    return true;
  }

  /** Another filter or order than what is typed. */
  async change(change: Exclude<FilterChange, { readonly kind: 'text' }>): Promise<void> {
    this.#stopTimer();
    if (await this.#ask(change))
      this.#context.store.update((state) => ({ ...state, filter: NO_FILTER }));
  }

  /** Somebody outside the panel changed it: what was typed is no longer what is wanted. */
  forget(): void {
    this.#stopTimer();
    this.#asked += 1;
    this.#context.store.update((state) => ({ ...state, filter: NO_FILTER }));
  }

  async #apply(): Promise<void> {
    this.#stopTimer();
    const { typed } = this.#context.store.state.filter;
    if (typed !== undefined) await this.#ask({ kind: 'text', text: typed });
  }

  /** Whether the filter is what was asked for, and nothing else was asked for since. */
  async #ask(change: FilterChange): Promise<boolean> {
    const { store, link } = this.#context;
    this.#asked += 1;
    const asked = this.#asked;
    try {
      const { problem } = await link.request({ type: 'filter', change });
      if (asked !== this.#asked) return false;
      store.update((state) => ({
        ...state,
        filter: { ...state.filter, problem: problem ?? undefined },
      }));
      if (problem !== null) return false;
      await this.#loader.reload();
      return asked === this.#asked;
    } catch (error) {
      store.tell('refused', messageOf(error));
      return false;
    }
  }
}
