import { messageOf } from '../page/hostLink.js';
import type { PanelContext } from './panelContext.js';
import { openDetail } from './panelState.js';
import { masksInText } from './secretView.js';

/** Lifting the masks of the open candidate's secrets; leaving the candidate puts them back. */
export class Revealing {
  readonly #context: Pick<PanelContext, 'store' | 'link'>;

  constructor(context: Pick<PanelContext, 'store' | 'link'>) {
    this.#context = context;
  }

  /** All of them, or, when one is shown, none. */
  toggle(): void {
    const { store } = this.#context;
    const detail = openDetail(store.state);
    if (detail === undefined) return;
    if (store.state.revealed.size > 0) {
      store.update((state) => ({ ...state, revealed: new Map() }));
      store.tell('done', 'Hidden again.');
    } else if (store.state.editing) {
      store.tell('refused', 'The editor never shows secrets. Close it first.');
    } else if (masksInText(detail).length === 0) {
      store.tell('refused', 'Nothing is hidden in this candidate.');
    } else {
      void this.reveal(masksInText(detail));
    }
  }

  async reveal(masks: readonly string[]): Promise<void> {
    const { store, link } = this.#context;
    const candidate = openDetail(store.state)?.id;
    if (candidate === undefined) return;
    try {
      const revealed = await link.request({ type: 'revealSecrets', candidate, masks: [...masks] });
      if (openDetail(store.state)?.id !== candidate) return;
      store.update((state) => ({
        ...state,
        revealed: new Map([
          ...state.revealed,
          ...revealed.map(({ mask, secret }) => [mask, secret] as const),
        ]),
      }));
      const what = revealed.length === 1 ? '1 secret' : `${revealed.length} secrets`;
      store.tell(
        'done',
        `Shown: ${what}, until you leave this candidate. That you did is recorded.`,
      );
    } catch (error) {
      store.tell('refused', messageOf(error));
    }
  }
}
