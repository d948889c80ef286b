import { messageOf } from '../page/hostLink.js';
import type { Filtering } from './filtering.js';
import type { PanelContext } from './panelContext.js';
import { isNarrowed } from './queueState.js';

/** One verdict on everything that fits the filter: the extension counts, asks and decides, and tells what came of it. */
export class BulkDeciding {
  readonly #context: Pick<PanelContext, 'store' | 'link' | 'drafts' | 'focus'>;
  readonly #filtering: Filtering;

  constructor(
    context: Pick<PanelContext, 'store' | 'link' | 'drafts' | 'focus'>,
    filtering: Filtering,
  ) {
    this.#context = context;
    this.#filtering = filtering;
  }

  async start(): Promise<void> {
    const { store, link, drafts, focus } = this.#context;
    drafts.flush();
    // What stands in the field has to be what is decided on.
    if (!(await this.#filtering.finish())) {
      store.tell('refused', 'Nothing was decided: what is typed as the filter is not active.');
      focus('filter');
      return;
    }
    const { queue } = store.state;
    if (!isNarrowed(queue)) {
      store.tell('refused', 'Nothing was decided: filter the queue first ( / ).');
      return;
    }
    if (queue.total === 0) {
      store.tell('refused', 'Nothing was decided: no candidate fits the filter.');
      return;
    }
    try {
      await link.request({ type: 'run', command: 'decideOnFilter' });
    } catch (error) {
      store.tell('refused', messageOf(error));
    }
  }
}
