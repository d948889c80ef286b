import type { Detail, Summary } from '../../src/shared/candidateProtocol.js';
import type { RequestOf, ResultOf } from '../../src/shared/panelProtocol.js';
import { recheckChoice } from './comparing.js';
import { hasUnsavedEdit, isSameText, NOTHING_CHECKED } from './drafts.js';
import { isRejectedByScreening, obstacleTo } from './obstacles.js';
import type { PanelContext } from './panelContext.js';
import {
  openDetail,
  openDraft,
  type ReasonedVerdict,
  withNothingToRedo,
  withReadDetail,
} from './panelState.js';
import { isWaiting } from './queueState.js';
import { titleOf } from './shownTitle.js';
import { writeOne } from './writing.js';

type Verdict = 'accept' | 'reject' | 'flag';

const DONE: Readonly<Record<Verdict, string>> = {
  accept: 'Accepted.',
  reject: 'Rejected.',
  flag: 'Flagged.',
};

/** Writes decisions, one at a time, and says what came of them. */
export class Deciding {
  readonly #context: PanelContext;
  /** The candidate on which a verdict was refused last because somebody has reserved it: the next one is meant. */
  #reserved: string | undefined;

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
    const resolution = draft?.resolution;
    const isDone = await this.#decide(detail, 'accept', {
      checklist: draft?.checklist ?? NOTHING_CHECKED,
      ...(resolution === undefined ? {} : { resolution }),
    });
    if (!isDone && resolution !== undefined) await recheckChoice(this.#context, resolution);
  }

  async rejectOrFlag(verdict: ReasonedVerdict, reasonCode?: string): Promise<void> {
    const { store } = this.#context;
    const detail = openDetail(store.state);
    if (detail === undefined) return;
    const draft = openDraft(store.state);
    if (!this.isFreeFor(verdict)) return;
    const reason = draft?.reason?.trim() ?? '';
    await this.#decide(detail, verdict, {
      ...(reason === '' ? {} : { reason }),
      ...(reasonCode === undefined ? {} : { reasonCode }),
    });
  }

  /** Whether the open candidate can be rejected or flagged; where not, the reviewer is told why. */
  isFreeFor(verdict: ReasonedVerdict): boolean {
    const { store, focus } = this.#context;
    const detail = openDetail(store.state);
    if (detail === undefined) return false;
    if (!hasUnsavedEdit(detail, openDraft(store.state))) return true;
    const word = verdict === 'reject' ? 'rejected' : 'flagged';
    store.tell('refused', `Not ${word}: there is an unsaved edit. Save it first, or discard it.`);
    focus('unsaved');
    return false;
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
    store.update(withNothingToRedo);
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
    store.update(withNothingToRedo);
    const typed = openDraft(store.state)?.text;
    const wentOn = typed !== undefined && !isSameText(typed, text);
    const comment = openDraft(store.state)?.comment;
    if (wentOn) drafts.change(after.id, { text: typed, base: after.text, comment });
    else drafts.used(after.id);
    store.update((state) => withReadDetail({ ...state, editing: wentOn }, after));
    store.tell('done', 'Edit saved. Check the new text before you accept it.');
    if (!wentOn) focus('list');
  }

  /** @returns whether it was written */
  async #decide(detail: Detail, action: Verdict, more: object): Promise<boolean> {
    const { store, drafts } = this.#context;
    const isMeant = this.#reserved === detail.id;
    this.#reserved = undefined;
    const force = isMeant ? { force: true } : {};
    const request = { type: 'decide', action, ...seen(detail), ...more, ...force } as const;
    const decided = await writeOne(this.#context, request, (reason) => {
      if (reason === 'reserved') this.#reserved = detail.id;
    });
    if (decided === undefined) return false;
    const { detail: after, next, advance } = decided;
    store.update(withNothingToRedo);
    drafts.used(after.id);
    store.update((state) => withReadDetail(state, after));
    const words = detail.status === 'accepted' && action === 'accept' ? 'Approved.' : DONE[action];
    if (advance) this.#goOn(after, next, words);
    else this.#stay(words);
    return true;
  }

  /** The reviewer's setting: what was decided stays open. */
  #stay(words: string): void {
    const { store, focus } = this.#context;
    store.tell('done', words);
    focus('list');
  }

  /** On to what waits next, or to the end. */
  #goOn(after: Detail, next: Summary | null, words: string): void {
    const { store, opener, focus } = this.#context;
    if (next !== null) {
      void opener.open(next.id, false);
      store.tell('done', `${words} Next: ${titleOf(next.query)}`);
    } else {
      if (!isWaiting(after.status)) opener.close();
      const where = store.state.queue.filter === '' ? '' : ' that fits the filter';
      store.tell('done', `${words} Nothing else${where} waits for review.`);
    }
    focus('list');
  }

  #write(request: RequestOf<'decide'>): Promise<ResultOf<'decide'> | undefined> {
    return writeOne(this.#context, request);
  }
}

/** What the reviewer had before them, so that a decision on something else is refused. */
function seen({ id, fingerprint, on }: Detail) {
  return { candidate: id, fingerprint, on };
}
