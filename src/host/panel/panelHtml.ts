import type { Uri, Webview } from 'vscode';
import { l10n } from 'vscode';
import { webviewPage } from '../webview/webviewPage.js';
import { PAGE_STYLES, SKELETON } from './panelSkeleton.js';

/** The page of the review panel. */
export function panelHtml(webview: Webview, extensionUri: Uri): string {
  return webviewPage(webview, extensionUri, {
    title: l10n.t('CodeLumi Review'),
    script: 'review.js',
    styles: PAGE_STYLES,
    body: `<cl-review>${SKELETON}</cl-review>`,
  });
}
