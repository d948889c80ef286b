import * as z from 'zod';

/** Settings under `agents`: what programs may do that ask through MCP or the editor's language models. */
export const agentsSchema = z
  .strictObject({
    proposals: z
      .boolean()
      .default(true)
      .describe('Whether agents may propose changes at all. A proposal decides nothing.'),
    perCandidate: z
      .int()
      .min(1)
      .max(20)
      .default(3)
      .describe('How many proposals for one candidate may wait for a person.'),
    perSession: z
      .int()
      .min(1)
      .max(1_000)
      .default(20)
      .describe('How many proposals one agent may make in one session.'),
    perDay: z
      .int()
      .min(1)
      .max(10_000)
      .default(100)
      .describe('How many proposals all agents of this clone may make in 24 hours.'),
  })
  .prefault({})
  .describe('What agents may propose; see docs/agents.md.');

export type AgentsSettings = z.infer<typeof agentsSchema>;
