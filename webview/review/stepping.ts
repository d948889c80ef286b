import type { ResultOf } from '../../src/shared/panelProtocol.js';
import type { PanelContext } from './panelContext.js';
import { opening, withReadDetail } from './panelState.js';
import { titleOf } from './shownTitle.js';
import { writeOne } from './writing.js';

/** Takes back this clone's steps, however many candidates each was about, and makes them anew. */
export class Stepping {
  readonly #context: PanelContext;

  constructor(context: PanelContext) {
    this.#context = context;
  }

  async undo(): Promise<void> {
    const step = await writeOne<'undo'>(this.#context, { type: 'undo' });
    if (step === undefined) return;
    this.#context.store.update((state) => ({ ...state, redoable: state.redoable + 1 }));
    this.#show('Undid', step);
  }

  async redo(): Promise<void> {
    const step = await writeOne<'redo'>(this.#context, { type: 'redo' });
    if (step === undefined) return;
    this.#context.store.update((state) => ({
      ...state,
      redoable: Math.max(0, state.redoable - 1),
    }));
    this.#show('Redid', step);
  }

  /** Opens what it was about. */
  #show(word: string, { name, detail }: ResultOf<'undo'>): void {
    const { store, focus } = this.#context;
    if (detail === null) {
      store.tell('done', `${word}: ${name}.`);
      return;
    }
    store.update((state) => {
      const isOpen = state.selected === detail.id;
      return withReadDetail(isOpen ? state : opening(state, detail.id, false), detail);
    });
    const isOne = name.endsWith(detail.id);
    const title = isOne ? name.replace(detail.id, titleOf(detail.text.query)) : name;
    store.tell('done', `${word}: ${title}.${isOne ? ` It is ${detail.status} now.` : ''}`);
    focus('list');
  }
}
