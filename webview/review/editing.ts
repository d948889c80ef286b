import type { CandidateText, Detail, Finding } from '../../src/shared/candidateProtocol.js';
import { redact, redactable } from '../../src/shared/redact.js';
import { messageOf } from '../page/hostLink.js';
import { currentText, hasUnsavedEdit, isSameText, withText } from './drafts.js';
import type { PanelContext } from './panelContext.js';
import { openDetail, openDraft, type Screening } from './panelState.js';

const PAUSE = 250;

/** Changing the open candidate's text: typing, redacting, and screening what was typed. */
export class Editing {
  readonly #context: PanelContext;
  #stopTimer = () => {};

  constructor(context: PanelContext) {
    this.#context = context;
  }

  start(): void {
    this.#show();
    this.#context.focus('answer');
  }

  /** The draft stays. */
  leave(): void {
    const { store, drafts, focus } = this.#context;
    drafts.flush();
    store.update((state) => ({ ...state, editing: false }));
    focus('list');
  }

  type(field: keyof CandidateText, value: string): void {
    const detail = openDetail(this.#context.store.state);
    if (detail === undefined) return;
    this.#change(detail, { ...this.#text(detail), [field]: value });
  }

  /** Puts a text into the draft that somebody else wrote, and shows what it changes. */
  take(text: CandidateText): void {
    const { store, focus } = this.#context;
    const detail = openDetail(store.state);
    if (detail === undefined) return;
    this.#change(detail, { ...text }, 0);
    this.#show();
    focus('answer');
  }

  discard(): void {
    const { store, drafts, focus } = this.#context;
    const detail = openDetail(store.state);
    if (detail === undefined) return;
    drafts.change(detail.id, { ...openDraft(store.state), text: undefined });
    drafts.flush();
    store.update((state) => ({ ...state, editing: false, screening: undefined }));
    store.tell('done', 'The unsaved edit was discarded.');
    focus('list');
  }

  /** Puts the suggested replacements of these findings, or of all, into the draft. */
  async redact(only?: Finding): Promise<void> {
    const { store } = this.#context;
    const detail = openDetail(store.state);
    if (detail === undefined) return;
    const text = this.#text(detail);
    const screened = await this.#screened(detail, text);
    const isStillOpen = openDetail(store.state)?.id === detail.id;
    if (!isStillOpen || !isSameText(text, this.#text(detail))) return;
    const findings = redactable(screened).filter((one) => only === undefined || isSame(one, only));
    if (findings.length === 0) {
      store.tell('refused', 'There is nothing to redact: no finding suggests a replacement.');
      return;
    }
    this.#change(detail, redact(text, findings), 0);
    this.#show();
    const count = findings.length === 1 ? '1 finding' : `${findings.length} findings`;
    store.tell('done', `Redacted ${count} in a draft. Save the edit to keep it.`);
    this.#context.focus('list');
  }

  #show(): void {
    const { store } = this.#context;
    const detail = openDetail(store.state);
    if (detail === undefined) return;
    store.update((state) => ({ ...state, editing: true }));
    if (hasUnsavedEdit(detail, openDraft(store.state))) this.#screenSoon(0);
  }

  #text(detail: Detail): CandidateText {
    return currentText(detail, openDraft(this.#context.store.state));
  }

  #change(detail: Detail, text: CandidateText, pause: number = PAUSE): void {
    const { store, drafts } = this.#context;
    drafts.change(detail.id, withText(detail, openDraft(store.state), text));
    this.#screenSoon(pause);
  }

  #screenSoon(pause: number): void {
    this.#stopTimer();
    this.#stopTimer = this.#context.after(pause, () => {
      const detail = openDetail(this.#context.store.state);
      if (detail !== undefined) void this.#screened(detail, this.#text(detail));
    });
  }

  async #screened(detail: Detail, text: CandidateText): Promise<readonly Finding[]> {
    const { screening } = this.#context.store.state;
    if (isSameText(text, detail.text)) return detail.findings;
    if (screening?.failure === undefined && screening !== undefined) {
      if (isSameText(screening.text, text)) return screening.findings;
    }
    const result = await this.#screen(detail.id, text);
    // Somebody may have gone on typing, or to another candidate.
    const now = openDetail(this.#context.store.state);
    if (now?.id === detail.id && isSameText(text, this.#text(now))) {
      this.#context.store.update((state) => ({ ...state, screening: result }));
    }
    return result.findings;
  }

  async #screen(candidate: string, text: CandidateText): Promise<Screening> {
    try {
      const findings = await this.#context.link.request({ type: 'screen', candidate, text });
      return { text, findings, failure: undefined };
    } catch (error) {
      return { text, findings: [], failure: messageOf(error) };
    }
  }
}

function isSame(one: Finding, other: Finding): boolean {
  return (
    one.rule === other.rule &&
    one.field === other.field &&
    one.start === other.start &&
    one.end === other.end
  );
}
