import * as z from 'zod';
import { reviewerSchema } from './decision.js';
import type { KnownKeys } from './knownKeys.js';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/u);

export const claimActionSchema = z.enum(['assign', 'unassign', 'reserve', 'release']);

/** One line of a journal of claims, `staging_kb/YYYY-MM-DD/claims/<writer>.jsonl`: who is to review a candidate, or is at it. */
export const claimSchema = z.looseObject({
  v: z.literal(1),
  seq: z.int().positive(),
  at: z.iso.datetime(),
  /** Who says so. */
  reviewer: reviewerSchema,
  action: claimActionSchema,
  candidate: z.string(),
  /** Hash of the last claim on this candidate that the reviewer knew; null: none. */
  on: sha256.nullable(),
  /** Of `assign`: to whom. */
  to: reviewerSchema.optional(),
  /** Of `reserve`: when it ends by itself. */
  until: z.iso.datetime().optional(),
  /** It was meant to end somebody else's reservation. */
  force: z.literal(true).optional(),
  prev: sha256,
  hash: sha256,
});

export type Claim = KnownKeys<z.infer<typeof claimSchema>>;
export type ClaimAction = z.infer<typeof claimActionSchema>;
