import { INITIAL, type Notice, type PanelState, withNotice } from './panelState.js';

/** Holds the one state and tells who shows it. */
export class PanelStore {
  #state: PanelState = INITIAL;
  readonly #listeners = new Set<() => void>();

  get state(): PanelState {
    return this.#state;
  }

  update(change: (state: PanelState) => PanelState): void {
    const next = change(this.#state);
    if (next === this.#state) return;
    this.#state = next;
    for (const listener of this.#listeners) listener();
  }

  tell(tone: Notice['tone'], text: string): void {
    this.update((state) => withNotice(state, tone, text));
  }

  /** The returned function ends it. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
