import { html, LitElement, type PropertyDeclarations, type PropertyValues } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { kit } from '#kit';
import { candidateView } from './candidateView.js';
import { decisionBar } from './decisionBar.js';
import {
  allReviewedView,
  emptyQueueView,
  failedView,
  loadingView,
  nothingOpenView,
} from './emptyView.js';
import { helpSheet } from './helpSheet.js';
import { commandOf, type KeyContext } from './keymap.js';
import type { PanelSession } from './panelSession.js';
import { type FocusTarget, isBusy, openDetail, openDraft, type PanelState } from './panelState.js';
import { isAllReviewed } from './queueState.js';
import { problemsView, queueView } from './queueView.js';
import { reviewStyles } from './review.styles.js';
import { findingMark } from './statusMark.js';

const TITLE = html`<h1 class="unseen">Candidate review</h1>`;

/** The panel's screen: draws the session's state and hands it keys and clicks. */
export class ReviewApp extends LitElement {
  static override styles = reviewStyles(kit.styles);
  static override properties: PropertyDeclarations = { session: { attribute: false } };
  declare session: PanelSession | undefined;
  #unsubscribe = () => {};
  #shown: string | undefined;
  readonly #onKey = (event: KeyboardEvent) => this.#pressKey(event);

  constructor() {
    super();
    this.session = undefined;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener('keydown', this.#onKey);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener('keydown', this.#onKey);
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
      return html`<main>${TITLE}${loadingView('Loading the queue…')}</main>`;
    if (queue.phase === 'failed') {
      return html`<main>${TITLE}${failedView(queue.failure, () => session.loadQueue())}</main>`;
    }
    const isEmpty = queue.total === 0 && state.open.phase === 'none';
    return html`
      <main class=${isEmpty ? '' : 'split'} aria-busy=${isBusy(state)}>
        ${TITLE}${isEmpty ? '' : queueView(state, session)}
        <section class="candidate" aria-label="Candidate">
          ${this.#content(state, session)}
          <div class="notice" role="log" aria-label="Messages">
            ${notice.tone === 'refused' ? findingMark() : ''}
            ${keyed(notice.number, html`<p>${notice.text}</p>`)}
          </div>
          ${
            state.open.phase === 'none'
              ? ''
              : decisionBar(openDetail(state), openDraft(state), state.editing, session)
          }
        </section>
      </main>
      ${helpSheet(state.helpOpen, session)}
    `;
  }

  override updated(): void {
    const state = this.session?.store.state;
    this.#showHelp(state?.helpOpen === true);
    if (state?.selected === this.#shown) return;
    this.#shown = state?.selected;
    for (const scroller of this.renderRoot.querySelectorAll('.body, .reading, .facts')) {
      scroller.scrollTop = 0;
    }
  }

  #content(state: PanelState, session: PanelSession) {
    const { open, queue } = state;
    if (open.phase !== 'none') return candidateView(state, session);
    if (queue.total > 0) return isAllReviewed(queue) ? allReviewedView(session) : nothingOpenView();
    return [emptyQueueView(session), problemsView(queue)];
  }

  #showHelp(isOpen: boolean): void {
    const dialog = this.renderRoot.querySelector<HTMLDialogElement>('#help');
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
      typing: fieldOf(path[0]),
      editing: state.editing,
      loading: state.open.phase === 'loading',
      deciding: state.deciding,
      dialogOpen: state.helpOpen,
      arrowsMove: !path.some(isScrolledText),
    };
  }

  async #focusOn(target: FocusTarget): Promise<void> {
    await this.updateComplete;
    const element = this.renderRoot.querySelector<HTMLElement>(
      SELECTORS[target] ?? `#check-${target}`,
    );
    element?.focus();
    element?.scrollIntoView({ block: 'nearest' });
  }
}

const SELECTORS: Partial<Record<FocusTarget, string>> = {
  list: 'cl-queue-list',
  answer: '#edit-assistant_output',
  reason: '#reason',
  findings: '#findings-title',
  unsaved: '#unsaved, #save-edit',
};

function fieldOf(target: EventTarget | undefined): KeyContext['typing'] {
  if (target instanceof HTMLTextAreaElement) return 'edit';
  const isText = target instanceof HTMLInputElement && target.type !== 'checkbox';
  return isText ? 'reason' : 'nowhere';
}

function isScrolledText(node: EventTarget): boolean {
  return node instanceof HTMLElement && node.classList.contains('body');
}
