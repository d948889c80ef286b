import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const ID = 'codelumi-tests.empty-webview';

const MANIFEST = {
  name: 'empty-webview',
  publisher: 'codelumi-tests',
  version: '0.0.1',
  engines: { vscode: '^1.100.0' },
  main: './main.cjs',
  activationEvents: ['onStartupFinished'],
  contributes: { commands: [{ command: 'emptyWebview.open', title: 'Open Empty Webview' }] },
};

const MAIN = `
const { commands, window } = require('vscode');
exports.activate = (context) => {
  context.subscriptions.push(commands.registerCommand('emptyWebview.open', () => {
    const panel = window.createWebviewPanel('empty', 'Empty', 1, { enableScripts: true });
    panel.webview.html = '<!DOCTYPE html><p id="empty">Empty</p>';
  }));
};
`;

/**
 * Puts an extension beside ours that opens a webview with one word in it: what opening any webview takes in this
 * VS Code on this machine, before a page does anything of its own. The command is `Open Empty Webview`.
 */
export async function installEmptyWebview(extensionsDir: string): Promise<void> {
  const folder = join(extensionsDir, ID);
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'package.json'), JSON.stringify(MANIFEST));
  await writeFile(join(folder, 'main.cjs'), MAIN);
  const list = join(extensionsDir, 'extensions.json');
  const others = JSON.parse(await readFile(list, 'utf8'));
  const location = { $mid: 1, path: folder, scheme: 'file' };
  const entry = { identifier: { id: ID }, version: '0.0.1', location, relativeLocation: ID };
  await writeFile(list, JSON.stringify([...others, entry]));
}
