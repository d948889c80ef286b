import {
  Disposable,
  type LogOutputChannel,
  l10n,
  Uri,
  ViewColumn,
  type WebviewPanel,
  window,
} from 'vscode';
import { CodelumiError } from '../../core/errors.js';
import {
  type AnnotationAct,
  type AnnotationEvent,
  type AnnotationRequest,
  fromAnnotationSchema,
} from '../../shared/annotationProtocol.js';
import { ANNOTATION } from '../../shared/ids.js';
import type { SaidToPage } from '../../shared/pageProtocol.js';
import { PageLine } from '../webview/pageLine.js';
import { pageOptions, webviewPage } from '../webview/webviewPage.js';
import type { AnnotationRequests } from './annotationRequests.js';

export interface AnnotationWorldOfPanel {
  readonly extensionUri: Uri;
  readonly requests: AnnotationRequests;
  readonly log: LogOutputChannel;
}

const TITLE = l10n.t('Annotate Sample');

/** VS Code gives a page a transparent body with a margin. */
const PAGE_STYLES = `
html, body { margin: 0; padding: 0; }
body { background: var(--vscode-editor-background); color: var(--vscode-foreground); }
`;

/** The page on which samples are graded, one pair after the other; a window has at most one. */
export class AnnotationPanel implements Disposable {
  readonly #world: AnnotationWorldOfPanel;
  readonly #line: PageLine<AnnotationRequest>;
  #panel: WebviewPanel | undefined;
  #subscriptions: Disposable | undefined;
  #ready = false;

  constructor(world: AnnotationWorldOfPanel) {
    this.#world = world;
    this.#line = new PageLine({
      name: 'annotation page',
      schema: fromAnnotationSchema,
      answer: (request) => world.requests.answer(request),
      onReady: () => {
        this.#ready = true;
      },
      post: (message) => this.#post(message),
      log: world.log,
    });
  }

  /** Opens the page with a sample, or brings it to the front. */
  show(sample: string): void {
    this.#world.requests.choose(sample);
    if (this.#panel === undefined) {
      const options = { enableFindWidget: true };
      this.adopt(window.createWebviewPanel(ANNOTATION, TITLE, ViewColumn.Active, options));
      return;
    }
    this.#panel.reveal();
    // A page that is hidden asks by itself once it is shown.
    if (this.#ready) this.#post({ kind: 'event', event: { type: 'opened' } });
  }

  /**
   * Does what a key of the page would.
   * @throws CodelumiError `wrong-usage` when the page is not open
   */
  perform(act: AnnotationAct): void {
    if (!this.#ready) throw nothingOpen();
    this.#post({ kind: 'event', event: { type: 'act', act } });
  }

  /** Takes over a new panel, or one that VS Code restored after a restart. */
  adopt(panel: WebviewPanel): void {
    const { extensionUri } = this.#world;
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
    );
    panel.webview.html = webviewPage(panel.webview, extensionUri, {
      title: TITLE,
      script: 'annotation.js',
      styles: PAGE_STYLES,
      body: '<cl-annotation></cl-annotation>',
    });
  }

  #post(message: SaidToPage<AnnotationEvent>): void {
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

function nothingOpen(): CodelumiError {
  return new CodelumiError({
    reason: 'wrong-usage',
    what: l10n.t('No sample is open to be graded'),
    remedy: l10n.t('Run "CodeLumi: Annotate Sample" first.'),
  });
}
