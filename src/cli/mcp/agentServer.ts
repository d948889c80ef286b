import { CLIENT_INFO_META_KEY, McpServer, type ServerContext } from '@modelcontextprotocol/server';
import * as z from 'zod';
import type { AgentTool } from '../../core/agents/agentTool.js';
import { AGENT_TOOLS, runAgentTool } from '../../core/agents/agentTools.js';
import { NOTICE } from '../../core/agents/untrustedText.js';
import { CodelumiError, JobCancelled, messageOf } from '../../core/errors.js';
import type { JobContext } from '../../core/job.js';
import type { Agent } from '../../core/records/proposal.js';
import { printableLine } from '../../shared/printable.js';

const INSTRUCTIONS = `CodeLumi lets people decide what an assistant learns from its users. You may look, explain and propose; you cannot accept, reject, build or publish anything. ${NOTICE}`;

export interface AgentServerOptions {
  /** The world of one call, which ends with `signal`. */
  readonly contextFor: (signal: AbortSignal) => JobContext;
  readonly version: string;
  /** Of this run of the server. */
  readonly session: string;
}

const clientInfoSchema = z.object({ name: z.string(), version: z.string().optional() });

/** The tools as an MCP server: revision 2026-07-28, and those before it that begin with a handshake. */
export function agentServer({ contextFor, version, session }: AgentServerOptions): McpServer {
  const server = new McpServer(
    { name: 'codelumi', title: 'CodeLumi', version },
    { instructions: INSTRUCTIONS },
  );
  for (const tool of AGENT_TOOLS) {
    const { name, title, description, input, isReadOnly } = tool;
    const annotations = {
      title,
      readOnlyHint: isReadOnly,
      destructiveHint: false,
      idempotentHint: isReadOnly,
      openWorldHint: false,
    };
    server.registerTool(
      name,
      { title, description, inputSchema: input, annotations },
      async (given: unknown, context: ServerContext) =>
        answered(tool, given, contextFor(context.mcpReq.signal), {
          ...clientOf(context, server),
          session,
        }),
    );
  }
  return server;
}

async function answered(tool: AgentTool, input: unknown, context: JobContext, agent: Agent) {
  try {
    const result = await runAgentTool({ tool: tool.name, input, agent }, context);
    return { content: [{ type: 'text' as const, text: JSON.stringify(result, null, 1) }] };
  } catch (error) {
    if (error instanceof JobCancelled) throw error;
    // Of an error that nobody foresaw only the message: a stack tells of this machine.
    const text =
      error instanceof CodelumiError ? error.message : `Unexpected error: ${messageOf(error)}`;
    return { content: [{ type: 'text' as const, text }], isError: true };
  }
}

/** What the client calls itself, in the request or, before 2026-07-28, in the handshake. */
function clientOf({ mcpReq }: ServerContext, server: McpServer): Omit<Agent, 'session'> {
  const envelope: Readonly<Record<string, unknown>> = mcpReq.envelope ?? {};
  const told = clientInfoSchema.safeParse(
    envelope[CLIENT_INFO_META_KEY] ?? server.server.getClientVersion(),
  ).data;
  const name = printableLine(told?.name ?? '', 80) || 'an agent without a name';
  const version = printableLine(told?.version ?? '', 40);
  return version === '' ? { name } : { name, version };
}
