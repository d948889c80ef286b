import { randomBytes } from 'node:crypto';
import { Uri, type Webview } from 'vscode';
import { PAGE_STYLES, SKELETON } from './panelSkeleton.js';

/**
 * The page of the review panel. Nothing is allowed but our own bundle and styles made by it:
 * the text it shows is hostile.
 */
export function panelHtml(webview: Webview, extensionUri: Uri): string {
  const nonce = randomBytes(16).toString('base64url');
  const script = webview.asWebviewUri(Uri.joinPath(extensionUri, 'dist', 'review.js'));
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src ${webview.cspSource} 'nonce-${nonce}'`,
    `font-src ${webview.cspSource}`,
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="UTF-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta property="csp-nonce" content="${nonce}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>CodeLumi Review</title>
<style nonce="${nonce}">${PAGE_STYLES}</style>
</head>
<body>
<cl-review>${SKELETON}</cl-review>
<script nonce="${nonce}" src="${script.toString()}"></script>
</body>
</html>`;
}
