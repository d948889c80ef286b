import * as z from 'zod';
import { wrongUsage } from '../errors.js';
import type { JobContext } from '../job.js';
import type { Agent } from '../records/proposal.js';
import type { AgentTool } from './agentTool.js';
import { listCandidates } from './listCandidates.js';
import { explainLine, traceLine } from './lookAtLine.js';
import { proposeForCandidate } from './proposeForCandidate.js';
import { searchKnowledge } from './searchKnowledge.js';
import { showCandidate } from './showCandidate.js';
import { NOTICE } from './untrustedText.js';
import { workspaceStatus } from './workspaceStatus.js';

/**
 * All that an agent may ask for, through MCP and through the editor alike. Nothing that decides, builds, publishes or reveals
 * may ever stand here.
 */
export const AGENT_TOOLS: readonly AgentTool[] = [
  workspaceStatus,
  listCandidates,
  showCandidate,
  explainLine,
  traceLine,
  searchKnowledge,
  proposeForCandidate,
] as unknown as readonly AgentTool[];

export interface AgentToolInput {
  readonly tool: string;
  /** As the agent gave it; checked here. */
  readonly input: unknown;
  readonly agent: Agent;
  /** Where nothing may be written, as in a workspace that is not trusted. */
  readonly readOnly?: boolean;
}

/**
 * Runs one of the tools. Nobody is the actor: what is read is not entered in the audit log, and nothing is signed.
 * @returns plain data, with the notice on how to take it
 * @throws CodelumiError `wrong-usage` for an unknown tool or an input that does not fit, and as the tool does
 */
export async function runAgentTool(
  { tool: name, input, agent, readOnly = false }: AgentToolInput,
  context: JobContext,
): Promise<object> {
  const tool = AGENT_TOOLS.find((each) => each.name === name);
  if (tool === undefined)
    throw wrongUsage(`There is no tool "${name.slice(0, 100)}"`, 'List the tools first.');
  if (readOnly && !tool.isReadOnly)
    throw wrongUsage('Nothing can be proposed in a workspace that is not trusted', 'Trust it.');
  const parsed = tool.input.safeParse(input ?? {});
  if (!parsed.success)
    throw wrongUsage(
      `The input does not fit: ${z.prettifyError(parsed.error).slice(0, 500)}`,
      'See the schema of the tool.',
    );
  const alone: JobContext = { ...context, actor: undefined, signer: undefined };
  return { notice: NOTICE, ...(await tool.run(parsed.data, alone, agent)) };
}
