import type * as z from 'zod';
import type { JobContext } from '../job.js';
import type { Agent } from '../records/proposal.js';

/** Something that a program may ask for. None of them decides anything; one of them proposes. */
export interface AgentTool<Schema extends z.ZodObject = z.ZodObject> {
  /** As clients name it. */
  readonly name: string;
  readonly title: string;
  /** For a model: what it gives, and when to use it. */
  readonly description: string;
  readonly input: Schema;
  /** False: it writes a proposal. */
  readonly isReadOnly: boolean;
  /** @returns plain data; text of others is in `untrusted_text` */
  run(input: z.infer<Schema>, context: JobContext, agent: Agent): Promise<object>;
}

/** Keeps the type of each tool's own input. */
export function agentTool<Schema extends z.ZodObject>(tool: AgentTool<Schema>): AgentTool<Schema> {
  return tool;
}
