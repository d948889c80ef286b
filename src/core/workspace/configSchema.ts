import * as z from 'zod';

function count(meaning: string, usual: number) {
  return z.int().positive().default(usual).describe(meaning);
}

function share(meaning: string, usual: number) {
  return z.number().min(0).max(1).default(usual).describe(meaning);
}

const sources = z
  .strictObject({
    memory: z
      .string()
      .default('userData/lumi_memory.jsonl')
      .describe("The assistant's conversation log."),
    kbUsage: z
      .string()
      .default('userData/kb_usage.jsonl')
      .describe('The log of searches in the knowledge base; there may be none.'),
    knowledgeBase: z.string().default('training').describe('The folder with the knowledge base.'),
  })
  .prefault({})
  .describe('Where the logs are, relative to the workspace.');

const repeatedHit = z
  .strictObject({
    minimumQueries: count('Distinct queries that used the entry.', 3),
    minimumOutcomes: count('Uses whose outcome is known.', 2),
    minimumAcceptance: share('Share of those uses that users accepted.', 0.6),
  })
  .prefault({})
  .describe('R2: entries of the knowledge base that were used and accepted repeatedly.');

const frequentMemory = z
  .strictObject({
    minimumQueries: count('Distinct queries that the statement bears on.', 5),
    minimumSessions: count('Conversations those queries come from.', 3),
    top: count('How many of the best matches of a query count.', 3),
    minimumCoverage: share("Share of a query's weighted terms that the statement must hold.", 0.3),
  })
  .prefault({})
  .describe('R3: statements of users that bear on many later queries.');

const knowledgeGap = z
  .strictObject({
    minimumQueries: count('Distinct queries of a cluster.', 5),
    minimumSessions: count('Conversations they come from.', 3),
    similarity: share(
      'Mean cosine to the members of a cluster from which a query belongs to it.',
      0.15,
    ),
  })
  .prefault({})
  .describe('R4: similar queries that found no answer.');

const mining = z
  .strictObject({
    conversationGapMinutes: z
      .number()
      .positive()
      .default(30)
      .describe('A pause longer than this begins a new conversation.'),
    repeatedHit,
    frequentMemory,
    knowledgeGap,
  })
  .prefault({})
  .describe('What becomes a candidate.');

const screening = z
  .strictObject({
    minimumAnswerCharacters: z
      .int()
      .nonnegative()
      .default(50)
      .describe('Shorter answers are rejected as uninformative.'),
  })
  .prefault({})
  .describe('What is held back.');

/** `.codelumi/config.json`: the workspace's policy. Every key has a default; unknown keys are refused. */
export const configSchema = z.strictObject({
  $schema: z.string().optional(),
  sources,
  mining,
  screening,
});

export type Config = z.infer<typeof configSchema>;
