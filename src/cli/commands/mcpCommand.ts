import { serveStdio } from '@modelcontextprotocol/server/stdio';
import { Command } from 'commander';
import { messageOf } from '../../core/errors.js';
import { agentServer } from '../mcp/agentServer.js';
import { type CommonOptions, runCommand, withCommonOptions } from '../runCommand.js';
import { warn } from '../terminal.js';

/** `codelumi mcp`: tools for agents over standard input and output, until the client goes away. */
export function mcpCommand(): Command {
  return withCommonOptions(new Command('mcp'))
    .description(
      'serve tools to an agent over standard input and output (MCP): it may look, explain and propose, never decide',
    )
    .action((options: CommonOptions) =>
      // Standard output is the protocol's: nothing else may be printed there.
      runCommand(
        { ...options, json: false },
        async (context) => {
          const { signal } = context;
          const session = context.processes.randomId();
          const handle = serveStdio(
            () =>
              agentServer({
                contextFor: (call) => ({ ...context, signal: AbortSignal.any([signal, call]) }),
                version: context.toolVersion,
                session,
              }),
            { onerror: (error) => warn(`codelumi: ${messageOf(error)}`) },
          );
          await ended(signal);
          await handle.close();
        },
        () => {},
      ),
    );
}

/** The client has closed its end, or somebody stops the server. */
function ended(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    process.stdin.once('end', resolve).once('close', resolve);
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
