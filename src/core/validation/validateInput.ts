import * as z from 'zod';

/** What a validation compares; everything may be left out. */
export const validateInputSchema = z.strictObject({
  /**
   * A snapshot's name, or `knowledge-base`; left out: what is in production, the knowledge base where nothing is. Where nothing was
   * ever rolled out: the newest snapshot before the candidate, else the knowledge base.
   */
  baseline: z.string().optional(),
  /** A snapshot's name; left out: what would be built now. */
  snapshot: z.string().optional(),
  /** File of the candidate's reranker, or `SETTINGS_SCORER`; left out: none, the order of BM25F. */
  reranker: z.string().optional(),
  /** File of the baseline's; left out: that in production where the baseline is, else none. */
  baselineReranker: z.string().optional(),
});

export type ValidateInput = z.infer<typeof validateInputSchema>;
