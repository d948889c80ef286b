import * as z from 'zod';
import { commandLine, patience } from './commandLine.js';

/** `reranking`: who ranks what BM25F found. */
export const rerankingSchema = z
  .strictObject({
    command: commandLine(
      "The assistant's own scorer and its arguments, run once a query; no shell. Left out: the model in models/.",
    ),
    timeoutSeconds: patience('How long it may take for one query.', 30),
  })
  .prefault({})
  .describe('What ranks the entries that a search has found.');

export type RerankingSettings = z.infer<typeof rerankingSchema>;
