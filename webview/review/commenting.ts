import type { PanelContext } from './panelContext.js';
import { openDetail, openDraft, withNothingToRedo, withReadDetail } from './panelState.js';
import { writeOne } from './writing.js';

/** Writing a comment on the open candidate. What is typed is a draft until it is sent. */
export class Commenting {
  readonly #context: PanelContext;

  constructor(context: PanelContext) {
    this.#context = context;
  }

  start(): void {
    const { store, focus } = this.#context;
    if (openDetail(store.state) === undefined) return;
    store.update((state) => ({ ...state, commenting: true }));
    focus('comment');
  }

  /** The draft stays. */
  leave(): void {
    const { store, drafts, focus } = this.#context;
    drafts.flush();
    store.update((state) => ({ ...state, commenting: false }));
    focus('list');
  }

  type(comment: string): void {
    const { store, drafts } = this.#context;
    const detail = openDetail(store.state);
    const draft = openDraft(store.state);
    if (detail === undefined || comment === (draft?.comment ?? '')) return;
    drafts.change(detail.id, { ...draft, comment });
  }

  async send(): Promise<void> {
    const { store, drafts, focus } = this.#context;
    const detail = openDetail(store.state);
    if (detail === undefined) return;
    const text = openDraft(store.state)?.comment?.trim() ?? '';
    if (text === '') {
      store.tell('refused', 'The comment is empty.');
      focus('comment');
      return;
    }
    drafts.flush();
    const { id: candidate, fingerprint, on } = detail;
    const after = await writeOne<'comment'>(this.#context, {
      type: 'comment',
      candidate,
      fingerprint,
      on,
      text,
    });
    if (after === undefined) {
      focus('comment');
      return;
    }
    const { comment: _sent, ...rest } = store.state.drafts.get(candidate) ?? {};
    drafts.change(candidate, rest);
    drafts.flush();
    store.update((state) =>
      withReadDetail({ ...withNothingToRedo(state), commenting: false }, after),
    );
    store.tell('done', 'Comment written.');
    focus('list');
  }
}
