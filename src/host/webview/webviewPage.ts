import { randomBytes } from 'node:crypto';
import { Uri, type Webview, type WebviewOptions } from 'vscode';

interface Page {
  readonly title: string;
  /** File in `dist` that draws it. */
  readonly script: string;
  readonly styles: string;
  /** Our own markup, with nothing from anywhere else in it. */
  readonly body: string;
}

/** What a page of ours may do: run its script, and load what ships with the extension. */
export function pageOptions(extensionUri: Uri): WebviewOptions {
  return {
    enableScripts: true,
    localResourceRoots: [Uri.joinPath(extensionUri, 'dist'), Uri.joinPath(extensionUri, 'media')],
  };
}

/**
 * The document of a webview. Nothing is allowed but our own bundle and styles made by it: the text that it shows is
 * hostile.
 */
export function webviewPage(webview: Webview, extensionUri: Uri, page: Page): string {
  const nonce = randomBytes(16).toString('base64url');
  const script = webview.asWebviewUri(Uri.joinPath(extensionUri, 'dist', page.script));
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
<title>${page.title}</title>
<style nonce="${nonce}">${page.styles}</style>
</head>
<body>
${page.body}
<script nonce="${nonce}" src="${script.toString()}"></script>
</body>
</html>`;
}
