import { html, LitElement, type PropertyDeclarations, type PropertyValues } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { kit } from '#kit';
import { agreementView } from './agreementView.js';
import { annotationStyles } from './annotation.styles.js';
import type { AnnotationSession } from './annotationSession.js';
import type { AnnotationState } from './annotationState.js';
import { actFor } from './keys.js';
import { choicesView, pairView, progressView } from './placeView.js';

/** The page on which samples are graded: draws the session's state and hands it what is pressed. */
export class AnnotationApp extends LitElement {
  static override styles = annotationStyles(kit.styles);
  static override properties: PropertyDeclarations = { session: { attribute: false } };
  declare session: AnnotationSession | undefined;
  #unsubscribe: () => void = () => {};
  #shown: string | undefined;

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
    this.#unsubscribe = this.session?.subscribe(() => this.requestUpdate()) ?? (() => {});
  }

  override updated(): void {
    const pair = this.session?.state.place?.next?.id;
    if (pair === this.#shown) return;
    this.#shown = pair;
    scrollTo(0, 0);
  }

  readonly #onKey = (event: KeyboardEvent): void => {
    const act = actFor(event);
    if (act === undefined) return;
    event.preventDefault();
    if (act === 'agreement') this.session?.toggleAgreement();
    else this.session?.perform(act);
  };

  override render() {
    const { session } = this;
    if (session === undefined) return '';
    const { state } = session;
    return html`
      <main aria-busy=${state.isBusy}>
        <h1 class="unseen">How well does the answer answer the question?</h1>
        ${content(state, session)}
        <p class=${state.notice.isRefusal ? 'notice refusal' : 'notice'} role="log" aria-label="Messages">
          ${keyed(state.notice.number, html`<span>${state.notice.text}</span>`)}
        </p>
      </main>
      ${state.place === undefined ? '' : choicesView(state.place, state.isBusy, session)}
    `;
  }
}

function content(
  { place, failure, pending, isBusy, agreements }: AnnotationState,
  session: AnnotationSession,
) {
  if (place === undefined)
    return failure === undefined
      ? html`<div class="loading" role="status"><span class="ring" aria-hidden="true"></span>Reading the sample…</div>`
      : html`
          <div class="empty">
            <h2>The sample cannot be shown</h2>
            <p>${failure}</p>
            ${kit.button({ label: 'Try Again', look: 'primary', press: () => void session.open() })}
          </div>
        `;
  return [
    progressView(place),
    pending === undefined || isBusy
      ? ''
      : html`
          <div class="unsaved" role="alert">
            <p>Your grade ${pending.grade} is not in the file yet.</p>
            ${kit.button({ label: 'Save Again', press: () => session.retry() })}
            ${kit.button({ label: 'Discard', press: () => session.discard() })}
          </div>
        `,
    pairView(place),
    agreements === undefined ? '' : agreementView(agreements),
  ];
}
