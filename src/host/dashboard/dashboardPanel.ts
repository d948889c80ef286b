import {
  Disposable,
  type LogOutputChannel,
  l10n,
  Uri,
  ViewColumn,
  type WebviewPanel,
  window,
} from 'vscode';
import {
  type DashboardEvent,
  type DashboardRequest,
  fromDashboardSchema,
} from '../../shared/dashboardProtocol.js';
import { DASHBOARD } from '../../shared/ids.js';
import type { SaidToPage } from '../../shared/pageProtocol.js';
import { PageLine } from '../webview/pageLine.js';
import { pageOptions, webviewPage } from '../webview/webviewPage.js';
import type { DashboardLooks } from './dashboardLooks.js';
import type { DashboardRequests } from './dashboardRequests.js';

export interface DashboardWorld {
  readonly extensionUri: Uri;
  readonly looks: DashboardLooks;
  readonly requests: DashboardRequests;
  readonly log: LogOutputChannel;
}

/** VS Code gives a page a transparent body with a margin. */
const PAGE_STYLES = `
html, body { margin: 0; padding: 0; }
body { background: var(--vscode-editor-background); color: var(--vscode-foreground); }
`;

/** The dashboard of this window; there is at most one. */
export class DashboardPanel implements Disposable {
  readonly #world: DashboardWorld;
  readonly #line: PageLine<DashboardRequest>;
  #panel: WebviewPanel | undefined;
  #subscriptions: Disposable | undefined;
  /** A hidden or loading page takes no messages. It asks for everything once it has begun. */
  #ready = false;

  constructor(world: DashboardWorld) {
    this.#world = world;
    this.#line = new PageLine({
      name: 'dashboard',
      schema: fromDashboardSchema,
      answer: (request) => world.requests.answer(request),
      onReady: () => {
        this.#ready = true;
      },
      post: (message) => this.#post(message),
      log: world.log,
    });
  }

  /** Opens it, or brings it to the front. */
  show(): void {
    if (this.#panel !== undefined) this.#panel.reveal();
    else
      this.adopt(
        window.createWebviewPanel(DASHBOARD, l10n.t('CodeLumi Dashboard'), ViewColumn.Active),
      );
  }

  /** Takes over a new panel, or one that VS Code restored after a restart. */
  adopt(panel: WebviewPanel): void {
    const { extensionUri, looks } = this.#world;
    this.#panel?.dispose();
    this.#panel = panel;
    this.#ready = false;
    panel.iconPath = Uri.joinPath(extensionUri, 'media', 'dashboard.svg');
    panel.webview.options = pageOptions(extensionUri);
    this.#subscriptions = Disposable.from(
      panel.webview.onDidReceiveMessage((message) => this.#line.receive(message)),
      panel.onDidDispose(() => this.#forget(panel)),
      // Hiding removes the page; it says `ready` anew when it is shown.
      panel.onDidChangeViewState(() => {
        if (!panel.visible) this.#ready = false;
      }),
      looks.onDidGetOld(() => {
        if (this.#ready) this.#post({ kind: 'event', event: { type: 'looked' } });
      }),
    );
    panel.webview.html = webviewPage(panel.webview, extensionUri, {
      title: l10n.t('CodeLumi Dashboard'),
      script: 'dashboard.js',
      styles: PAGE_STYLES,
      body: '<cl-dashboard></cl-dashboard>',
    });
  }

  #post(message: SaidToPage<DashboardEvent>): void {
    void this.#panel?.webview.postMessage(message);
  }

  #forget(panel: WebviewPanel): void {
    if (this.#panel !== panel) return;
    this.#subscriptions?.dispose();
    this.#subscriptions = undefined;
    this.#panel = undefined;
    this.#ready = false;
  }

  dispose(): void {
    this.#panel?.dispose();
  }
}
