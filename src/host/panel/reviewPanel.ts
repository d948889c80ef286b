import {
  Disposable,
  type LogOutputChannel,
  Uri,
  ViewColumn,
  type WebviewPanel,
  window,
} from 'vscode';
import { CodelumiError, messageOf } from '../../core/errors.js';
import { REVIEW_PANEL } from '../../shared/ids.js';
import {
  type PanelAction,
  type PanelError,
  type PanelEvent,
  type ToPanel,
  toHostSchema,
} from '../../shared/panelProtocol.js';
import type { ReviewDesk } from '../review/reviewDesk.js';
import { panelHtml } from './panelHtml.js';
import type { PanelRequests } from './panelRequests.js';

export interface PanelWorld {
  readonly extensionUri: Uri;
  readonly desk: ReviewDesk;
  readonly requests: PanelRequests;
  readonly log: LogOutputChannel;
}

/** The review panel of this window; there is at most one. */
export class ReviewPanel implements Disposable {
  readonly #world: PanelWorld;
  #panel: WebviewPanel | undefined;
  #subscriptions: Disposable | undefined;
  /** A hidden or loading page takes no messages; the latest wish is told when it says it is ready. */
  #ready = false;
  #waiting: PanelEvent[] = [];

  constructor(world: PanelWorld) {
    this.#world = world;
  }

  get isActive(): boolean {
    return this.#panel?.active ?? false;
  }

  get isOpen(): boolean {
    return this.#panel !== undefined;
  }

  /** Opens the panel, or brings it to the front, at a candidate and with an action if they are named. */
  show(candidate?: string, action?: PanelAction): void {
    if (this.#panel === undefined) {
      this.adopt(window.createWebviewPanel(REVIEW_PANEL, 'CodeLumi Review', ViewColumn.Active));
    } else {
      this.#panel.reveal();
    }
    if (candidate !== undefined) this.#tell({ type: 'show', candidate, action });
  }

  /** Does what the key for `action` does in the panel, on the candidate that is shown there. */
  perform(action: PanelAction): void {
    this.show();
    this.#tell({ type: 'perform', action });
  }

  /** Takes over a new panel, or one that VS Code restored after a restart. */
  adopt(panel: WebviewPanel): void {
    const { extensionUri, desk } = this.#world;
    this.#panel?.dispose();
    this.#panel = panel;
    this.#ready = false;
    panel.iconPath = Uri.joinPath(extensionUri, 'media', 'review.svg');
    panel.webview.options = {
      enableScripts: true,
      localResourceRoots: [Uri.joinPath(extensionUri, 'dist'), Uri.joinPath(extensionUri, 'media')],
    };
    this.#subscriptions = Disposable.from(
      panel.webview.onDidReceiveMessage((message) => this.#receive(message)),
      panel.onDidDispose(() => this.#forget(panel)),
      // Hiding removes the page; it says `ready` anew when it is shown.
      panel.onDidChangeViewState(() => {
        if (!panel.visible) this.#ready = false;
      }),
      desk.onDidChange(() => {
        if (this.#ready) this.#tell({ type: 'queueChanged' });
      }),
    );
    panel.webview.html = panelHtml(panel.webview, extensionUri);
  }

  async #receive(message: unknown): Promise<void> {
    const parsed = toHostSchema.safeParse(message);
    if (!parsed.success) {
      this.#world.log.error(
        `The review panel sent a message of no known kind: ${parsed.error.message}`,
      );
      const id = requestIdIn(message);
      if (id !== undefined)
        this.#post(failure(id, 'invalid-message', 'The message has no known kind.'));
      return;
    }
    const { data } = parsed;
    if (data.kind === 'ready') this.#becomeReady();
    else if (data.kind === 'fault') this.#world.log.error(`Review panel: ${data.message}`);
    else await this.#answer(data.id, () => this.#world.requests.answer(data.request));
  }

  async #answer(id: number, work: () => Promise<unknown>): Promise<void> {
    try {
      this.#post({ kind: 'reply', id, ok: true, result: await work() });
    } catch (error) {
      this.#world.log.warn(error instanceof Error ? (error.stack ?? error.message) : String(error));
      const { reason, message } = panelError(error);
      this.#post(failure(id, reason, message));
    }
  }

  #becomeReady(): void {
    this.#ready = true;
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const event of waiting) this.#post({ kind: 'event', event });
  }

  #tell(event: PanelEvent): void {
    if (this.#ready) this.#post({ kind: 'event', event });
    else this.#waiting = [...this.#waiting.filter((waiting) => waiting.type !== event.type), event];
  }

  #post(message: ToPanel): void {
    void this.#panel?.webview.postMessage(message);
  }

  #forget(panel: WebviewPanel): void {
    if (this.#panel !== panel) return;
    this.#subscriptions?.dispose();
    this.#subscriptions = undefined;
    this.#panel = undefined;
    this.#ready = false;
    this.#waiting = [];
  }

  dispose(): void {
    this.#panel?.dispose();
  }
}

function failure(id: number, reason: string, message: string): ToPanel {
  return { kind: 'failure', id, error: { reason, message } };
}

function panelError(error: unknown): PanelError {
  if (error instanceof CodelumiError) return { reason: error.reason, message: error.message };
  return { reason: 'unexpected', message: messageOf(error) };
}

function requestIdIn(message: unknown): number | undefined {
  if (typeof message !== 'object' || message === null || !('id' in message)) return undefined;
  return typeof message.id === 'number' ? message.id : undefined;
}
