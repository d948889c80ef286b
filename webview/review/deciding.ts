import type { Detail, RequestOf, ResultOf, Summary } from '../../src/shared/panelProtocol.js';
import { printableLine } from '../../src/shared/printable.js';
import { hasUnsavedEdit, isSameText, NOTHING_CHECKED } from './drafts.js';
import { messageOf } from './hostLink.js';
import { isRejectedByScreening, obstacleTo } from './obstacles.js';
import type { PanelContext } from './panelContext.js';
import { openDetail, openDraft, opening, undoTarget, withReadDetail } from './panelState.js';
import { isWaiting } from './queueState.js';

type Verdict = 'accept' | 'reject' | 'flag';

const DONE: Readonly<Record<Verdict, string>> = {
  accept: 'Accepted.',
  reject: 'Rejected.',
  flag: 'Flagged.',
};

/** Writes decisions, one at a time, and says what came of them. */
export class Deciding {
  readonly #context: PanelContext;

  constructor(context: PanelContext) {
    this.#context = context;
  }

  async accept(): Promise<void> {
    const { store, focus } = this.#context;
    const detail = openDetail(store.state);
    if (detail === undefined) return;
    const draft = openDraft(store.state);
    const obstacle = obstacleTo(detail, draft);
    if (obstacle !== undefined) {
      store.tell('refused', obstacle.text);
      focus(obstacle.focus);
      return;
    }
    await this.#decide(detail, 'accept', { checklist: draft?.checklist ?? NOTHING_CHECKED });
  }

  async rejectOrFlag(verdict: 'reject' | 'flag'): Promise<void> {
    const { store, focus } = this.#context;
    const detail = openDetail(store.state);
    if (detail === undefined) return;
    const draft = openDraft(store.state);
    if (hasUnsavedEdit(detail, draft)) {
      const word = verdict === 'reject' ? 'rejected' : 'flagged';
      store.tell('refused', `Not ${word}: there is an unsaved edit. Save it first, or discard it.`);
      focus('unsaved');
      return;
    }
    const reason = draft?.reason?.trim() ?? '';
    await this.#decide(detail, verdict, reason === '' ? {} : { reason });
  }

  async reopen(): Promise<void> {
    const { store, drafts, focus } = this.#context;
    const detail = openDetail(store.state);
    if (detail === undefined) return;
    const reason = openDraft(store.state)?.reason?.trim() ?? '';
    if (isRejectedByScreening(detail) && reason === '') {
      store.tell('refused', 'Not reopened: screening rejected it. Write the reason first.');
      focus('reason');
      return;
    }
    if (detail.status === 'pending') {
      store.tell('refused', 'It is pending already.');
      return;
    }
    const decided = await this.#write({
      type: 'decide',
      action: 'reopen',
      ...seen(detail),
      ...(reason === '' ? {} : { reason }),
    });
    if (decided === undefined) return;
    const after = decided.detail;
    this.#remember(after);
    // What is typed stays; the reason has been given.
    drafts.change(after.id, { ...openDraft(store.state), reason: undefined });
    store.update((state) => withReadDetail(state, after));
    store.tell('done', 'Reopened: it is pending again.');
  }

  async saveEdit(): Promise<void> {
    const { store, drafts, focus } = this.#context;
    const detail = openDetail(store.state);
    const draft = openDraft(store.state);
    const text = draft?.text;
    if (detail === undefined) return;
    if (text === undefined || isSameText(text, detail.text)) {
      store.tell('refused', 'Nothing has been changed yet.');
      return;
    }
    if (draft?.base !== undefined && !isSameText(draft.base, detail.text)) {
      drafts.change(detail.id, { ...draft, base: detail.text });
      store.tell(
        'refused',
        'Not saved: somebody else changed the text while you typed. Close shows theirs; saving again replaces it with yours.',
      );
      return;
    }
    const decided = await this.#write({
      type: 'decide',
      action: 'edit',
      ...seen(detail),
      after: text,
    });
    if (decided === undefined) return;
    const after = decided.detail;
    this.#remember(after);
    const typed = openDraft(store.state)?.text;
    const wentOn = typed !== undefined && !isSameText(typed, text);
    if (wentOn) drafts.change(after.id, { text: typed, base: after.text });
    else drafts.forget(after.id);
    store.update((state) => withReadDetail({ ...state, editing: wentOn }, after));
    store.tell('done', 'Edit saved. Check the new text before you accept it.');
    if (!wentOn) focus('list');
  }

  /** Takes back the last decision; see `undoTarget`. */
  async undo(): Promise<void> {
    const { store, focus } = this.#context;
    const target = undoTarget(store.state);
    if (target === undefined) {
      store.tell('refused', 'There is no decision to undo.');
      return;
    }
    const after = await this.#write({ type: 'undo', ...target });
    this.#forget(target.candidate, after?.on);
    if (after === undefined) return;
    store.update((state) => {
      const isOpen = state.selected === after.id;
      // Not chosen: the next undo goes on to the decision before, wherever that was.
      const shown = isOpen ? { ...state, chosen: false } : opening(state, after.id, false);
      return withReadDetail(shown, after);
    });
    store.tell('done', `Undone. ${titleOf(after.text.query)} is ${after.status} again.`);
    focus('list');
  }

  async #decide(detail: Detail, action: Verdict, more: object): Promise<void> {
    const { store, drafts } = this.#context;
    const decided = await this.#write({ type: 'decide', action, ...seen(detail), ...more });
    if (decided === undefined) return;
    const { detail: after, next } = decided;
    this.#remember(after);
    drafts.forget(after.id);
    store.update((state) => withReadDetail(state, after));
    this.#goOn(after, next, DONE[action]);
  }

  /** On to what waits next, or to the end. */
  #goOn(after: Detail, next: Summary | null, words: string): void {
    const { store, opener, focus } = this.#context;
    if (next !== null) {
      void opener.open(next.id, false);
      store.tell('done', `${words} Next: ${titleOf(next.query)}`);
    } else {
      if (!isWaiting(after.status)) opener.close();
      store.tell('done', `${words} Nothing else waits for review.`);
    }
    focus('list');
  }

  /** Undefined when it was refused; then the reviewer has been told, and sees how things stand. */
  async #write<Type extends 'decide' | 'undo'>(
    request: RequestOf<Type>,
  ): Promise<ResultOf<Type> | undefined> {
    const { store, link, opener } = this.#context;
    store.update((state) => ({ ...state, deciding: true }));
    try {
      const result = await link.request(request);
      opener.supersede();
      return result;
    } catch (error) {
      store.tell('refused', messageOf(error));
      await opener.reload();
      return undefined;
    } finally {
      store.update((state) => ({ ...state, deciding: false }));
    }
  }

  #remember({ id, on }: Detail): void {
    const { store } = this.#context;
    store.update((state) => ({ ...state, undoable: [...state.undoable, { candidate: id, on }] }));
  }

  /** The last decision on it is gone from what can be undone; those before it now follow `on`. */
  #forget(candidate: string, on: string | null | undefined): void {
    this.#context.store.update((state) => {
      const at = state.undoable.findLastIndex((entry) => entry.candidate === candidate);
      const rest = state.undoable.filter((_, index) => index !== at);
      const follow = (entry: (typeof rest)[number]) =>
        entry.candidate === candidate && on !== undefined ? { ...entry, on } : entry;
      return { ...state, undoable: rest.map(follow) };
    });
  }
}

/** What the reviewer had before them, so that a decision on something else is refused. */
function seen({ id, fingerprint, on }: Detail) {
  return { candidate: id, fingerprint, on };
}

function titleOf(query: string): string {
  return `“${printableLine(query, 60)}”`;
}
