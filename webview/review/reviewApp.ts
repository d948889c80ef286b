import { html, LitElement, type PropertyDeclarations, type PropertyValues } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { kit } from '#kit';
import { candidateView } from './candidateView.js';
import { decisionBar } from './decisionBar.js';
import {
  allReviewedView,
  emptyQueueView,
  failedView,
  nothingOpenView,
  slowView,
} from './emptyView.js';
import { helpSheet } from './helpSheet.js';
import { commandOf, type KeyContext } from './keymap.js';
import type { PanelSession } from './panelSession.js';
import { type FocusTarget, isBusy, type PanelState } from './panelState.js';
import { allOf, isAllReviewed } from './queueState.js';
import { problemsView, queueView } from './queueView.js';
import { reasonChooser } from './reasonChooser.js';
import { reviewStyles } from './review.styles.js';
import { markShown } from './shownMarks.js';
import { findingMark } from './statusMark.js';

const TITLE = html`<h1 class="unseen">Candidate review</h1>`;

/** The panel's screen: draws the session's state and hands it keys and clicks. */
export class ReviewApp extends LitElement {
  static override styles = reviewStyles(kit.styles);
  static override properties: PropertyDeclarations = { session: { attribute: false } };
  declare session: PanelSession | undefined;
  #unsubscribe = () => {};
  #shown: string | undefined;
  #isFocusing = false;
  readonly #onKey = (event: KeyboardEvent) => this.#pressKey(event);
  readonly #onFocus = () => this.#focusSomething();

  constructor() {
    super();
    this.session = undefined;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener('keydown', this.#onKey);
    window.addEventListener('focus', this.#onFocus);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener('keydown', this.#onKey);
    window.removeEventListener('focus', this.#onFocus);
    this.#unsubscribe();
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('session')) return;
    this.#unsubscribe();
    this.#unsubscribe = this.session?.store.subscribe(() => this.requestUpdate()) ?? (() => {});
    this.session?.focusWith((target) => void this.#focusOn(target));
  }

  override render() {
    const { session } = this;
    if (session === undefined) return '';
    const { state } = session.store;
    const { queue, notice } = state;
    if (queue.phase === 'loading')
      return html`<main>${TITLE}<slot></slot>${slowView('Loading the queue…', session)}</main>`;
    if (queue.phase === 'failed') {
      return html`<main>${TITLE}${failedView(queue.failure, () => session.loadQueue())}</main>`;
    }
    const isEmpty = allOf(queue) === 0 && state.open.phase === 'none';
    return html`
      <main class=${isEmpty ? '' : 'split'} aria-busy=${isBusy(state)}>
        ${TITLE}${isEmpty ? '' : queueView(state, session)}
        <section class="candidate" aria-label="Candidate">
          ${this.#content(state, session)}
          <div class="notice" role="log" aria-label="Messages">
            ${notice.tone === 'refused' ? findingMark() : ''}
            ${keyed(notice.number, html`<p>${notice.text}</p>`)}
          </div>
          ${state.open.phase === 'none' ? '' : decisionBar(state, session)}
        </section>
      </main>
      ${helpSheet(state.helpOpen, session)} ${reasonChooser(state, session)}
    `;
  }

  override updated(): void {
    const state = this.session?.store.state;
    if (state !== undefined) markShown(state);
    this.#showDialog('#help', state?.helpOpen === true);
    this.#showDialog('#reasons', state?.choosing !== undefined);
    if (state?.selected === this.#shown) return;
    this.#shown = state?.selected;
    for (const scroller of this.renderRoot.querySelectorAll('.body, .reading, .facts')) {
      scroller.scrollTop = 0;
    }
  }

  #content(state: PanelState, session: PanelSession) {
    const { open, queue } = state;
    if (open.phase !== 'none') return candidateView(state, session);
    if (allOf(queue) > 0)
      return isAllReviewed(queue) ? allReviewedView(session) : nothingOpenView(session);
    return [emptyQueueView(session), problemsView(queue, session)];
  }

  #showDialog(id: '#help' | '#reasons', isOpen: boolean): void {
    const dialog = this.renderRoot.querySelector<HTMLDialogElement>(id);
    if (dialog === null || dialog.open === isOpen) return;
    if (isOpen) dialog.showModal();
    else dialog.close();
  }

  #pressKey(event: KeyboardEvent): void {
    const { session } = this;
    if (session === undefined || event.defaultPrevented) return;
    const command = commandOf(event, this.#keyContext(event, session.store.state));
    if (command === undefined) return;
    event.preventDefault();
    session.perform(command);
  }

  #keyContext(event: KeyboardEvent, state: PanelState): KeyContext {
    const path = event.composedPath();
    return {
      typing: fieldOf(path),
      editing: state.editing,
      loading: state.open.phase === 'loading',
      deciding: state.deciding,
      dialogOpen: state.helpOpen || state.choosing !== undefined,
      arrowsMove: !path.some(isScrolledText) && !isRadio(path[0]),
    };
  }

  /** Commands bring the panel to the front: the keyboard is then where they want it, or in the list, not nowhere. */
  #focusSomething(): void {
    const isNowhere = document.activeElement === document.body;
    if (isNowhere && !this.#isFocusing) void this.#focusOn('list');
  }

  async #focusOn(target: FocusTarget): Promise<void> {
    await this.updateComplete;
    const element = this.renderRoot.querySelector<HTMLElement>(
      SELECTORS[target] ?? `#check-${target}`,
    );
    // The page itself gets the keyboard first, and then hears of it in the middle of this.
    this.#isFocusing = true;
    element?.focus();
    this.#isFocusing = false;
    if (target === 'filter' && element instanceof HTMLInputElement) element.select();
    element?.scrollIntoView({ block: 'nearest' });
  }
}

const SELECTORS: Partial<Record<FocusTarget, string>> = {
  list: 'cl-queue-list:not([hidden]), #show-all',
  filter: '#filter',
  answer: '#edit-assistant_output',
  reason: '#reason',
  comment: '#comment',
  findings: '#findings-title',
  unsaved: '#unsaved, #save-edit',
  comparison: '#comparison-title',
  impact: '#impact-title',
};

const NO_TEXT = ['checkbox', 'radio'];

/** Arrow keys go through the choices. */
function isRadio(target: EventTarget | undefined): boolean {
  return target instanceof HTMLInputElement && target.type === 'radio';
}

function fieldOf(path: readonly EventTarget[]): KeyContext['typing'] {
  const [target] = path;
  if (path.some((node) => node instanceof HTMLElement && node.id === 'comment')) return 'comment';
  if (target instanceof HTMLTextAreaElement) return 'edit';
  if (!(target instanceof HTMLInputElement) || NO_TEXT.includes(target.type)) return 'nowhere';
  return target.id === 'filter' ? 'filter' : 'reason';
}

function isScrolledText(node: EventTarget): boolean {
  return node instanceof HTMLElement && node.classList.contains('body');
}
