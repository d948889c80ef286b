// What VS Code loads. It is kept small: the window waits for it when it opens.
import type { ExtensionContext } from 'vscode';
import { registerOnFirstUse } from './commands/registerOnFirstUse.js';
import { ErrorReporter } from './errorReporter.js';
import { createLog } from './log.js';
import { adoptRestored } from './restoredPages.js';
import { SessionOnDemand } from './sessionOnDemand.js';

let session: SessionOnDemand | undefined;

/** Only tells VS Code what there is. All else is loaded, and files are read, once this is over. */
export function activate(context: ExtensionContext): void {
  const log = createLog();
  const errors = new ErrorReporter(log);
  const started = new SessionOnDemand(context, log, errors);
  session = started;
  context.subscriptions.push(
    log,
    started,
    registerOnFirstUse(() => started.commands(), errors),
    adoptRestored(() => started.world()),
  );
  // VS Code activates us when something of ours is on the screen or in the workspace, so it is wanted now.
  started.beginSoon();
}

export async function deactivate(): Promise<void> {
  await session?.end();
}
