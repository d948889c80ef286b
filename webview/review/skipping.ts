import { messageOf } from '../page/hostLink.js';
import type { PanelContext } from './panelContext.js';
import { openDetail } from './panelState.js';
import { isWaiting } from './queueState.js';
import { titleOf } from './shownTitle.js';

/** Puts the open candidate behind the others that wait, or back in its place. */
export class Skipping {
  readonly #context: PanelContext;

  constructor(context: PanelContext) {
    this.#context = context;
  }

  async skip(): Promise<void> {
    const { store, link, opener, focus } = this.#context;
    const detail = openDetail(store.state);
    if (detail === undefined) return;
    if (!isWaiting(detail.status)) {
      store.tell('refused', `It is ${detail.status} already: there is nothing to put off.`);
      return;
    }
    try {
      const { isSkipped, next } = await link.request({ type: 'skip', candidate: detail.id });
      if (!isSkipped) store.tell('done', 'It is back in its place.');
      else if (next === null) store.tell('done', 'Nothing else waits for review.');
      else {
        void opener.open(next.id, false);
        store.tell('done', `Put behind the others. Next: ${titleOf(next.query)}`);
      }
      focus('list');
    } catch (error) {
      store.tell('refused', messageOf(error));
    }
  }
}
