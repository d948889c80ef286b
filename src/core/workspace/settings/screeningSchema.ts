import * as z from 'zod';
import { customRuleSchema } from './customRuleSchema.js';
import { count, share } from './numbers.js';

const allow = z.strictObject({
  sha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/u)
    .describe('Of the normalised value: the list itself tells nothing.'),
  reason: z.string().min(1).describe('Why it is not private.'),
  author: z.string().min(1).describe('Who says so.'),
});

const grounding = z
  .strictObject({
    unsupportedShare: share(
      'Weighted share of specific claims that nothing else mentions, from which an answer is flagged.',
      0.5,
    ),
  })
  .prefault({})
  .describe('Answers whose claims stand neither in the conversation nor in the knowledge base.');

const hostile = z
  .strictObject({
    trustedHosts: z
      .array(z.string().min(1))
      .default([])
      .describe('Hosts whose scripts may be run from a download: "install.example.org".'),
  })
  .prefault({})
  .describe('Text meant for a model or a machine instead of a reader.');

const poisoning = z
  .strictObject({
    clusterSize: z
      .int()
      .min(2)
      .default(3)
      .describe('So many nearly equal answers from one conversation or author are flagged.'),
    perConversation: count('Candidates of one conversation that are not flagged.', 5),
    authorShare: share('Share of all candidates that one author may have.', 0.2),
    top: count('The first hits of a search that count for the retrieval blast radius.', 5),
    blastRadius: share('Share of unrelated questions for which a candidate may stand there.', 0.02),
  })
  .prefault({})
  .describe('Attempts to have something harmful learned.');

/** What screening holds back. */
export const screeningSchema = z
  .strictObject({
    profile: z
      .enum(['code', 'general'])
      .default('code')
      .describe(
        "code: documentation values (user@example.com, 10.0.0.1) are nobody's. general: flags them too.",
      ),
    custom: z
      .array(customRuleSchema)
      .max(100)
      .refine((rules) => new Set(rules.map(({ rule }) => rule)).size === rules.length, {
        error: 'two rules have one id',
      })
      .default([])
      .describe("The workspace's own rules."),
    allow: z
      .array(allow)
      .default([])
      .describe('Values that are not private here; "codelumi screen --allow" adds one.'),
    minimumAnswerCharacters: z
      .int()
      .nonnegative()
      .default(50)
      .describe('Shorter answers are rejected as uninformative.'),
    minimumAnswerTokens: z
      .int()
      .nonnegative()
      .default(8)
      .describe('Answers of fewer tokens are rejected as uninformative.'),
    leakSimilarity: z
      .number()
      .min(0.5)
      .max(1)
      .default(0.8)
      .describe('A question this similar to an evaluation query must not be learned.'),
    grounding,
    hostile,
    poisoning,
  })
  .prefault({})
  .describe('What is held back.');
