import * as z from 'zod/mini';
import { entryNameSchema } from './entryName.js';

// What a candidate would change about what is found, as the panel is told. All text in it is hostile.

/** What becomes of the candidate beside another entry, which is taken as it stands. */
export const impactChoiceSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('keep') }),
  z.strictObject({ kind: z.enum(['merge', 'supersede']), other: entryNameSchema }),
]);

const rankSchema = z.nullable(z.number());

const namedEntrySchema = z.strictObject({
  id: z.string(),
  /** What is compared with to read it. */
  from: entryNameSchema,
  question: z.string(),
});

const queryChangeSchema = z.strictObject({
  query: z.string(),
  line: z.number(),
  /** Of the first right entry, from 1; null: not among the first 50. */
  before: rankSchema,
  after: rankSchema,
  /** What stands before the right one then and did not. */
  pastBy: z.readonly(z.array(namedEntrySchema)),
});

export const impactSchema = z.strictObject({
  candidate: z.string(),
  kind: z.enum(['keep', 'merge', 'supersede']),
  /** Why the choice cannot be carried out; then nothing else is known. */
  obstacle: z.nullable(z.string()),
  /** The reranker whose order this is of, null: BM25F's; and the one in use, null: there is none. */
  rankedBy: z.nullable(z.string()),
  inUse: z.nullable(z.string()),
  /** Why it is that one, or there is none: the end of a sentence. */
  inUseWhy: z.string(),
  /** What gives the answer then. */
  entry: z.nullable(namedEntrySchema),
  /** Whether that stands there without the candidate. */
  isKnown: z.boolean(),
  /** Whether it would be merged into an entry of the knowledge base that asks the same. */
  asksSame: z.boolean(),
  replaces: z.readonly(z.array(namedEntrySchema)),
  entries: z.number(),
  /** The candidate's own question first, then how users asked otherwise. */
  own: z.readonly(
    z.array(
      z.strictObject({
        question: z.string(),
        isVariant: z.boolean(),
        before: rankSchema,
        after: rankSchema,
        firstBefore: z.nullable(namedEntrySchema),
        firstAfter: z.nullable(namedEntrySchema),
      }),
    ),
  ),
  holdout: z.strictObject({
    n: z.number(),
    figures: z.readonly(
      z.array(z.strictObject({ name: z.string(), before: z.number(), after: z.number() })),
    ),
    improved: z.readonly(z.array(queryChangeSchema)),
    regressed: z.readonly(z.array(queryChangeSchema)),
    improvedCount: z.number(),
    regressedCount: z.number(),
    problems: z.readonly(z.array(z.string())),
    problemCount: z.number(),
  }),
  displaced: z.readonly(
    z.array(
      z.strictObject({
        ...namedEntrySchema.shape,
        ownQuestions: z.number(),
        holdoutQueries: z.number(),
        rightFor: z.number(),
      }),
    ),
  ),
  displacedCount: z.number(),
});

export type Impact = z.infer<typeof impactSchema>;
export type ImpactChoice = z.infer<typeof impactChoiceSchema>;
