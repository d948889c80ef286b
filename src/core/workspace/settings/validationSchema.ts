import * as z from 'zod';
import { least, share } from './numbers.js';
import { promptsSchema } from './promptsSchema.js';

/** Every gate of a validation, in the order in which a report has them. */
export const GATES = [
  'precision@10',
  'ndcg@10',
  'mrr@10',
  'success@1',
  'canary',
  'annotated',
  'scores',
  'records',
  'provenance',
  'signatures',
  'privacy',
  'leak',
  'prompts',
] as const;

export type GateName = (typeof GATES)[number];

/** Those for which a workspace may have nothing; where it has something, they must pass as well (`requiredGates.ts`). */
const OPTIONAL: readonly GateName[] = ['canary', 'annotated', 'scores', 'prompts'];

const tolerance = z
  .strictObject({
    'precision@10': share('How much lower the mean P@10 may be.', 0.005),
    'ndcg@10': share('How much lower the mean nDCG@10 may be.', 0.03),
    'mrr@10': share('How much lower the MRR@10 may be.', 0.03),
    'success@1': share('How much lower the share of right first answers may be.', 0.05),
    annotated: share('How much lower the agreement with annotators (tau-b) may be.', 0.05),
    scores: share('Distance (KS) that the scores of new entries may have from the others.', 0.3),
  })
  .prefault({});

export const validationSchema = z
  .strictObject({
    tolerance,
    significance: z
      .number()
      .gt(0)
      .max(0.5)
      .default(0.05)
      .describe('A p below this is a difference.'),
    // With fewer than 25 topics many comparisons come out the other way (Buckley and Voorhees 2000).
    minimumQueries: least('Holdout queries below which a comparison tells nothing.', 25),
    minimumAnnotated: least('Annotated pairs below which agreement tells nothing.', 25),
    minimumEntries: least('New entries below which their scores tell nothing.', 20),
    required: z
      .array(z.enum(GATES))
      .default(GATES.filter((gate) => !OPTIONAL.includes(gate)))
      .describe(
        'Gates that must pass, also where there is nothing to ask them. The others must where there is something, and must not fail.',
      ),
    prompts: promptsSchema,
  })
  .prefault({})
  .describe('What a candidate must keep to before it is released.');

export type ValidationPolicy = z.infer<typeof validationSchema>;
