import type { Draft } from '../../src/shared/candidateProtocol.js';
import type { After } from '../page/after.js';
import { messageOf } from '../page/hostLink.js';
import { worthKeeping } from './drafts.js';
import type { PanelLink } from './panelLink.js';
import { openDetail, withDraft } from './panelState.js';
import type { PanelStore } from './panelStore.js';

const PAUSE = 300;

/** Hands drafts to the extension, which keeps them through hiding, reloading and restarting. */
export class DraftKeeper {
  readonly #store: PanelStore;
  readonly #link: PanelLink;
  readonly #after: After;
  #unsaved: string | undefined;
  /** Of the text the unsaved draft was made on. */
  #fingerprint: string | undefined;
  #stopTimer = () => {};

  constructor(store: PanelStore, link: PanelLink, after: After) {
    this.#store = store;
    this.#link = link;
    this.#after = after;
  }

  /** Takes a draft as it now is, and saves it after a pause in the typing. */
  change(candidate: string, draft: Draft): void {
    this.#store.update((state) => withDraft(state, candidate, worthKeeping(draft)));
    if (this.#unsaved !== candidate) this.flush();
    this.#stopTimer();
    this.#unsaved = candidate;
    this.#fingerprint = openDetail(this.#store.state)?.fingerprint;
    this.#stopTimer = this.#after(PAUSE, () => this.flush());
  }

  /** Saves at once what waits for the pause. */
  flush(): void {
    this.#stopTimer();
    const candidate = this.#unsaved;
    this.#unsaved = undefined;
    if (candidate === undefined) return;
    void this.#save(candidate, this.#store.state.drafts.get(candidate) ?? null);
  }

  /** A decision was made: what it used is gone, an unsent comment stays. */
  used(candidate: string): void {
    if (this.#unsaved === candidate) {
      this.#stopTimer();
      this.#unsaved = undefined;
    }
    const comment = this.#store.state.drafts.get(candidate)?.comment;
    const left = comment === undefined ? undefined : { comment };
    this.#store.update((state) => withDraft(state, candidate, left));
    void this.#save(candidate, left ?? null);
  }

  async #save(candidate: string, draft: Draft | null): Promise<void> {
    try {
      const fingerprint = this.#fingerprint;
      await this.#link.request({ type: 'saveDraft', candidate, fingerprint, draft });
    } catch (error) {
      this.#store.tell('refused', `The draft could not be kept: ${messageOf(error)}`);
    }
  }
}
