import * as z from 'zod';
import { heldValidationSchema } from './heldValidationSchema.js';

/** More people than any team asks to look at one thing. */
const MOST_APPROVALS = 10;

const quorum = z
  .strictObject({
    entry: approvals(1).describe('Of an accepted candidate, before it is in a snapshot.'),
    hotfix: approvals(2, 2).describe('Of each candidate in a hotfix, signed with different keys.'),
    release: approvals(1).describe(
      'Of each step of a rollout to more users: beta, and production.',
    ),
    policy: approvals(2).describe('Of a change of this policy, signed with different keys.'),
  })
  .prefault({})
  .describe('How many people have to approve. Nobody counts twice, and no author of a text alone.');

function approvals(usual: number, least = 1) {
  return z.int().min(least).max(MOST_APPROVALS).default(usual);
}

/** Who has to approve what. */
export const policySchema = z
  .strictObject({
    quorum,
    unsigned: z
      .enum(['none', 'canary', 'prod'])
      .default('canary')
      .describe('How far what nobody signed may go: into no snapshot, to the canary, everywhere.'),
    validation: heldValidationSchema,
  })
  .prefault({})
  .describe(
    'Who has to approve what. Changes of it are approved by signature once there are signers.',
  );

export type Policy = z.infer<typeof policySchema>;
