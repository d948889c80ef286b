import { messageOf } from '../page/hostLink.js';
import type { PanelLink } from './panelLink.js';
import { opening, withReadDetail } from './panelState.js';
import type { PanelStore } from './panelStore.js';
import { withSelected } from './queueState.js';

/** Brings candidates onto the screen. Of several answers only that to the last question counts. */
export class CandidateOpener {
  readonly #store: PanelStore;
  readonly #link: PanelLink;
  #asked = 0;

  constructor(store: PanelStore, link: PanelLink) {
    this.#store = store;
    this.#link = link;
  }

  /** @param chosen whether the reviewer asked for it, rather than the panel going on to it */
  async open(id: string, chosen: boolean): Promise<void> {
    this.#store.update((state) => opening(state, id, chosen));
    await this.reload();
  }

  /** Reads the open candidate again; drafts, focus and scrolling stay. */
  async reload(): Promise<void> {
    const { selected } = this.#store.state;
    if (selected === undefined) return;
    this.#asked += 1;
    const asked = this.#asked;
    try {
      const detail = await this.#link.request({ type: 'detail', candidate: selected });
      if (asked === this.#asked) this.#store.update((state) => withReadDetail(state, detail));
    } catch (error) {
      if (asked !== this.#asked) return;
      const failure = messageOf(error);
      this.#store.update((state) => ({ ...state, open: { phase: 'failed', failure } }));
    }
  }

  /** Whatever is still on its way is older than what a decision just answered. */
  supersede(): void {
    this.#asked += 1;
  }

  /** Shows no candidate. */
  close(): void {
    this.supersede();
    this.#store.update((state) => ({
      ...state,
      queue: withSelected(state.queue, undefined),
      selected: undefined,
      open: { phase: 'none' },
      editing: false,
      comparison: undefined,
      revealed: new Map(),
    }));
  }
}
