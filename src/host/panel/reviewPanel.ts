import {
  Disposable,
  EventEmitter,
  type LogOutputChannel,
  l10n,
  Uri,
  ViewColumn,
  type WebviewPanel,
  window,
} from 'vscode';
import { REVIEW_PANEL } from '../../shared/ids.js';
import {
  type PanelAction,
  type PanelEvent,
  type PanelRequest,
  resultSchemas,
  type ToPanel,
  toHostSchema,
} from '../../shared/panelProtocol.js';
import type { ActiveFilter } from '../review/activeFilter.js';
import type { GitIdentity } from '../review/gitIdentity.js';
import type { ReviewDesk } from '../review/reviewDesk.js';
import { PageLine } from '../webview/pageLine.js';
import { pageOptions } from '../webview/webviewPage.js';
import { panelHtml } from './panelHtml.js';
import type { PanelRequests } from './panelRequests.js';

export interface PanelWorld {
  readonly extensionUri: Uri;
  readonly desk: ReviewDesk;
  readonly filter: ActiveFilter;
  readonly identity: GitIdentity;
  readonly requests: PanelRequests;
  readonly log: LogOutputChannel;
}

/** The review panel of this window; there is at most one. */
export class ReviewPanel implements Disposable {
  readonly #world: PanelWorld;
  #panel: WebviewPanel | undefined;
  #subscriptions: Disposable | undefined;
  /** A hidden or loading page takes no messages; the latest wish is told when it has begun. */
  #ready = false;
  #waiting: PanelEvent[] = [];
  #shown: string | undefined;
  readonly #showed = new EventEmitter<string | undefined>();
  /** Another candidate is open now; undefined: none, the panel has been closed. */
  readonly onDidShow = this.#showed.event;
  #glanced: string | undefined;
  readonly #line: PageLine<PanelRequest>;

  constructor(world: PanelWorld) {
    this.#world = world;
    this.#line = new PageLine({
      name: 'review panel',
      schema: toHostSchema,
      answer: (request) => this.#resultOf(request),
      onReady: () => {
        this.#ready = true;
      },
      post: (message) => this.#post(message),
      log: world.log,
    });
  }

  get isActive(): boolean {
    return this.#panel?.active ?? false;
  }

  /** The candidate that the panel opened last; undefined while there is no panel. */
  get shown(): string | undefined {
    return this.#shown;
  }

  get isOpen(): boolean {
    return this.#panel !== undefined;
  }

  /** Shows a candidate and leaves the focus where it is; the same one again takes it into the panel. */
  glance(candidate: string): void {
    const isAgain = this.isOpen && candidate === this.#glanced;
    this.#glanced = candidate;
    this.#bringUp(!isAgain);
    this.#tell({ type: 'show', candidate });
  }

  /** Opens the panel, or brings it to the front, at a candidate and with an action if they are named. */
  show(candidate?: string, action?: PanelAction): void {
    this.#bringUp(false);
    if (candidate !== undefined) this.#tell({ type: 'show', candidate, action });
  }

  #bringUp(preserveFocus: boolean): void {
    const viewColumn = ViewColumn.Active;
    if (this.#panel === undefined)
      this.adopt(
        window.createWebviewPanel(REVIEW_PANEL, l10n.t('CodeLumi Review'), {
          viewColumn,
          preserveFocus,
        }),
      );
    else this.#panel.reveal(undefined, preserveFocus);
  }

  /** Does what the key for `action` does in the panel, on the candidate that is shown there. */
  perform(action: PanelAction): void {
    this.show();
    this.#tell({ type: 'perform', action });
  }

  /** Says something in the panel. @returns whether somebody is there to read it */
  tell(tone: 'done' | 'refused', text: string): boolean {
    const isShown = this.#ready && this.#panel?.visible === true;
    if (isShown) this.#tell({ type: 'tell', tone, text });
    return isShown;
  }

  /** Takes over a new panel, or one that VS Code restored after a restart. */
  adopt(panel: WebviewPanel): void {
    const { extensionUri, desk, filter, identity } = this.#world;
    const queueChanged = () => {
      if (this.#ready) this.#tell({ type: 'queueChanged' });
    };
    this.#panel?.dispose();
    this.#panel = panel;
    this.#ready = false;
    panel.iconPath = Uri.joinPath(extensionUri, 'media', 'review.svg');
    panel.webview.options = pageOptions(extensionUri);
    this.#subscriptions = Disposable.from(
      panel.webview.onDidReceiveMessage((message) => this.#line.receive(message)),
      panel.onDidDispose(() => this.#forget(panel)),
      // Hiding removes the page; it says `ready` anew when it is shown.
      panel.onDidChangeViewState(() => {
        if (!panel.visible) this.#ready = false;
      }),
      desk.onDidChange(queueChanged),
      identity.onDidChange(queueChanged),
      filter.onDidChange((by) => {
        if (this.#ready && by === 'elsewhere') this.#tell({ type: 'filterChanged' });
      }),
    );
    panel.webview.html = panelHtml(panel.webview, extensionUri);
  }

  /** What the panel begins with is what somebody wished to see, so that it comes with the first answer. */
  async #resultOf(request: PanelRequest): Promise<unknown> {
    if (request.type === 'detail') this.#nowShows(request.candidate);
    if (request.type !== 'queue' || request.begin !== true)
      return this.#world.requests.answer(request);
    const wish = this.#waiting.find((event) => event.type === 'show');
    const selected = wish?.candidate ?? request.selected;
    try {
      const page = await this.#world.requests.answer({ ...request, selected });
      const { opened } = resultSchemas.queue.parse(page);
      if (opened !== undefined) this.#nowShows(opened.id);
      return page;
    } finally {
      // After the answer, which is posted in this turn.
      setImmediate(() => this.#tellWaiting());
    }
  }

  #tellWaiting(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const event of waiting) this.#post({ kind: 'event', event });
  }

  #tell(event: PanelEvent): void {
    if (this.#ready && this.#waiting.length === 0) this.#post({ kind: 'event', event });
    else this.#waiting = [...this.#waiting.filter((waiting) => waiting.type !== event.type), event];
  }

  #post(message: ToPanel): void {
    void this.#panel?.webview.postMessage(message);
  }

  #nowShows(candidate: string | undefined): void {
    if (candidate === this.#shown) return;
    this.#shown = candidate;
    this.#showed.fire(candidate);
  }

  #forget(panel: WebviewPanel): void {
    if (this.#panel !== panel) return;
    this.#subscriptions?.dispose();
    this.#subscriptions = undefined;
    this.#panel = undefined;
    this.#nowShows(undefined);
    this.#ready = false;
    this.#waiting = [];
  }

  dispose(): void {
    this.#panel?.dispose();
    this.#showed.dispose();
  }
}
