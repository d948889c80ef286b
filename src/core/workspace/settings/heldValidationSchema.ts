import * as z from 'zod';
import { GATES } from './validationSchema.js';

const tolerated = z.number().min(0).max(1).optional();
const least = z.int().min(1).max(100_000).optional();

/**
 * `policy.validation`: rules of validation that only signers can change. What is left out the settings say. Its keys mean
 * what those of `validation` do.
 */
export const heldValidationSchema = z
  .strictObject({
    tolerance: z
      .strictObject({
        'precision@10': tolerated,
        'ndcg@10': tolerated,
        'mrr@10': tolerated,
        'success@1': tolerated,
        annotated: tolerated,
        scores: tolerated,
      })
      .optional(),
    significance: z.number().gt(0).max(0.5).optional(),
    minimumQueries: least,
    minimumAnnotated: least,
    minimumEntries: least,
    required: z.array(z.enum(GATES)).optional(),
  })
  .optional()
  .describe(
    'Rules of validation that hold whatever the settings say: any of those of validation, but prompts.',
  );

export type HeldValidation = NonNullable<z.infer<typeof heldValidationSchema>>;
