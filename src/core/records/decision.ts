import * as z from 'zod';
import type { KnownKeys } from './knownKeys.js';
import { resolutionSchema } from './resolution.js';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/u);

export const reviewerSchema = z.strictObject({
  name: z.string().min(1),
  email: z.string(),
  /** Fingerprint of the key that signed, once signing is set up. */
  key: z.string().optional(),
});

/** The four confirmations of the mission's checklist; accepting needs all of them. */
export const checklistSchema = z.strictObject({
  factual: z.boolean(),
  cited: z.boolean(),
  no_pii: z.boolean(),
  clear: z.boolean(),
});

export const decisionActionSchema = z.enum([
  'accept',
  'reject',
  'edit',
  'flag',
  'reopen',
  'undo',
  'comment',
]);

const textSchema = z.strictObject({ query: z.string(), assistant_output: z.string() });

const batchSchema = z.strictObject({
  id: z.string().min(1),
  /** What was done, in words: "reject of 37 candidates". */
  name: z.string(),
  /** How many decisions the step had when it was made. */
  count: z.int().positive(),
});

/** One line of a decision journal, `staging_kb/YYYY-MM-DD/decisions/<writer>.jsonl`. */
export const decisionSchema = z.looseObject({
  v: z.literal(1),
  /** From 1, without gaps, within one journal. */
  seq: z.int().positive(),
  at: z.iso.datetime(),
  reviewer: reviewerSchema,
  action: decisionActionSchema,
  candidate: z.string(),
  /** Digest of exactly the text the reviewer had before them. */
  fingerprint: sha256,
  /** Hash of the decision on this candidate that the reviewer knew as the last one; null: none yet. */
  on: sha256.nullable(),
  /**
   * Hashes of the decisions beside `on` that the reviewer knew, and that nobody had built on: what was
   * decided in parallel in other clones, and is settled by this.
   */
  settles: z.array(sha256).optional(),
  /** It was made in ignorance of what others had decided, see `seenBy`; `on` is the last that was shown. */
  blind: z.literal(true).optional(),
  /** Why; of a comment what it says. */
  reason: z.string().optional(),
  /** One of `REASON_CODES`, or of the workspace's own `review.reasonCodes`. */
  reason_code: z.string().optional(),
  checklist: checklistSchema.optional(),
  /**
   * What an edit changed, by fingerprint alone: a journal cannot be cleaned afterwards, so what was
   * redacted must not stand in it.
   */
  before: z.strictObject({ fingerprint: sha256 }).optional(),
  after: textSchema.optional(),
  /** Of an acceptance: what becomes of the candidate beside an entry that is there; none: both stay. */
  resolution: resolutionSchema.optional(),
  /** `seq`, in the same journal, of the decision this one takes back. */
  undoes: z.int().positive().optional(),
  /** `seq`, in the same journal, of the decision that was taken back and is made anew by this one. */
  redoes: z.int().positive().optional(),
  /** Lines with one batch id, in whichever days' journals of one writer, are one step. */
  batch: batchSchema.optional(),
  prev: sha256,
  hash: sha256,
  signature: z.string().optional(),
});

export type Reviewer = z.infer<typeof reviewerSchema>;
export type Checklist = z.infer<typeof checklistSchema>;
export type DecisionAction = z.infer<typeof decisionActionSchema>;
export type Batch = z.infer<typeof batchSchema>;
export type Decision = KnownKeys<z.infer<typeof decisionSchema>>;

/** As Git writes people; the name alone of somebody without an address. */
export function signedName({ name, email }: Reviewer): string {
  return email === '' ? name : `${name} <${email}>`;
}

/** The checklist with exactly these items confirmed. */
export function checklistOf(confirmed: readonly string[]): Checklist {
  const has = (item: keyof Checklist) => confirmed.includes(item);
  return {
    factual: has('factual'),
    cited: has('cited'),
    no_pii: has('no_pii'),
    clear: has('clear'),
  };
}

export const CHECKLIST_ITEMS = [
  'factual',
  'cited',
  'no_pii',
  'clear',
] as const satisfies readonly (keyof Checklist)[];
