// What VS Code loads. It is kept small: the window waits for it when it opens.
import type { ExtensionContext } from 'vscode';
import { OWN_FILE } from '../node/ownFile.js';
import { AgentTools, toolsOf } from './agents/agentTools.js';
import { offerMcpServer } from './agents/mcpServer.js';
import { CliTasks } from './cli/cliTasks.js';
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
  const manifest = context.extension.packageJSON;
  const cli = context.asAbsolutePath(`dist/${OWN_FILE}`);
  context.subscriptions.push(
    log,
    started,
    registerOnFirstUse(() => started.commands(), errors),
    adoptRestored(() => started.world()),
    // Whoever wakes us for a tool or a task asks for it in the same turn.
    new AgentTools(toolsOf(manifest), async () => (await started.world()).jobs),
    offerMcpServer(cli, String(manifest.version)),
    CliTasks.register(cli),
  );
  // VS Code activates us when something of ours is on the screen or in the workspace, so it is wanted now.
  started.beginSoon();
}

export async function deactivate(): Promise<void> {
  await session?.end();
}
