import * as z from 'zod';
import type { KnownKeys } from './knownKeys.js';

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
  reason: z.string().optional(),
  checklist: checklistSchema.optional(),
  /**
   * What an edit changed, by fingerprint alone: a journal cannot be cleaned afterwards, so what was
   * redacted must not stand in it.
   */
  before: z.strictObject({ fingerprint: sha256 }).optional(),
  after: textSchema.optional(),
  /** `seq`, in the same journal, of the decision this one takes back. */
  undoes: z.int().positive().optional(),
  prev: sha256,
  hash: sha256,
  signature: z.string().optional(),
});

export type Reviewer = z.infer<typeof reviewerSchema>;
export type Checklist = z.infer<typeof checklistSchema>;
export type DecisionAction = z.infer<typeof decisionActionSchema>;
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
