import * as z from 'zod';
import { reviewerSchema } from './decision.js';
import type { KnownKeys } from './knownKeys.js';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/u);

/** In UTF-16 code units. Longer texts are for people to write. */
export const LONGEST_PROPOSED = { query: 2_000, assistant_output: 20_000, reason: 1_000 } as const;

/** `variant`: other words for the question; `redaction`: the replacements that screening suggests. */
export const PROPOSAL_KINDS = ['edit', 'variant', 'flag', 'redaction'] as const;

/** The program that proposes, by its own account: nobody has checked it. */
export const agentSchema = z.strictObject({
  name: z.string().min(1).max(80),
  version: z.string().max(40).optional(),
  /** Made up for each run of the program. */
  session: z.string().regex(/^[0-9a-z-]{1,64}$/u),
});

const lineParts = {
  v: z.literal(1),
  seq: z.int().positive(),
  at: z.iso.datetime(),
  candidate: z.string(),
  prev: sha256,
  hash: sha256,
};

/**
 * One line of a journal of proposals, `staging_kb/YYYY-MM-DD/proposals/<writer>.jsonl`. It is no decision: nothing but the
 * review shows it, and nothing is built from it.
 */
export const proposalSchema = z.looseObject({
  ...lineParts,
  action: z.literal('propose'),
  agent: agentSchema,
  kind: z.enum(PROPOSAL_KINDS),
  /** Digest of the text it is about. */
  fingerprint: sha256,
  /** The last decision on the candidate when it was made; null: none. Any later one settles it. */
  on: sha256.nullable(),
  reason: z.string().min(1).max(LONGEST_PROPOSED.reason),
  /** Of an edit. */
  text: z
    .strictObject({
      query: z.string().min(1).max(LONGEST_PROPOSED.query),
      assistant_output: z.string().min(1).max(LONGEST_PROPOSED.assistant_output),
    })
    .optional(),
  /** Of a variant. */
  question: z.string().min(1).max(LONGEST_PROPOSED.query).optional(),
  /** Of a redaction: the rules whose findings it is about. */
  rules: z.array(z.string().min(1).max(100)).min(1).max(20).optional(),
});

/** A person who will have none of it. */
export const dismissalSchema = z.looseObject({
  ...lineParts,
  action: z.literal('dismiss'),
  reviewer: reviewerSchema,
  /** Hash of the proposal. */
  proposal: sha256,
});

export const proposalLineSchema = z.discriminatedUnion('action', [proposalSchema, dismissalSchema]);

export type Proposal = KnownKeys<z.infer<typeof proposalSchema>>;
export type ProposalKind = Proposal['kind'];
export type Agent = z.infer<typeof agentSchema>;
