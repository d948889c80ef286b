import { type LogOutputChannel, window } from 'vscode';

/** The extension's one log, in the Output view under "CodeLumi". */
export function createLog(): LogOutputChannel {
  return window.createOutputChannel('CodeLumi', { log: true });
}
