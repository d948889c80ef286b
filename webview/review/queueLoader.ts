import { type HostLink, messageOf } from './hostLink.js';
import type { PanelStore } from './panelStore.js';
import { PAGE_SIZE, type QueueState, withPage } from './queueState.js';

/** Reads the queue page by page. At most one reading at a time; a change meanwhile starts it anew. */
export class QueueLoader {
  readonly #store: PanelStore;
  readonly #link: HostLink;
  #running = false;
  #again = false;

  constructor(store: PanelStore, link: HostLink) {
    this.#store = store;
    this.#link = link;
  }

  /** `onPage` runs after each page, for those who cannot wait for the last one. */
  async load(onPage: () => void = () => {}): Promise<void> {
    if (this.#running) {
      this.#again = true;
      return;
    }
    this.#running = true;
    try {
      do {
        this.#again = false;
        await this.#readPages(onPage);
      } while (this.#again);
    } catch (error) {
      this.#fail(messageOf(error));
    } finally {
      this.#running = false;
    }
  }

  async #readPages(onPage: () => void): Promise<void> {
    let read: QueueState['items'] = [];
    let offset = 0;
    let total = 1;
    while (offset < total && !this.#again) {
      const page = await this.#link.request({ type: 'queue', offset, limit: PAGE_SIZE });
      offset += page.items.length;
      total = page.items.length === 0 ? offset : page.total;
      const queue = withPage(read, page);
      read = queue.items;
      // The list in use stays until the new one is whole, else it would jump under the reader.
      const { phase, items } = this.#store.state.queue;
      const isShown = phase !== 'ready' || read.length >= items.length || offset >= total;
      if (isShown) this.#store.update((state) => ({ ...state, queue }));
      onPage();
    }
  }

  #fail(failure: string): void {
    this.#store.update((state) =>
      state.queue.phase === 'ready'
        ? { ...state, queue: { ...state.queue, problems: [...state.queue.problems, failure] } }
        : { ...state, queue: { ...state.queue, phase: 'failed', failure } },
    );
  }
}
