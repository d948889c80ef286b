import * as z from 'zod';
import type { Provenance } from '../../records/candidate.js';
import { checklistSchema, type Decision, decisionActionSchema } from '../../records/decision.js';

/** What tells statements about decisions, and this version of them, from all others. */
export const REVIEW_PREDICATE = 'urn:codelumi:predicate:review:v1';

const digestSchema = z.object({ sha256: z.string().regex(/^[0-9a-f]{64}$/u) });

/**
 * Of a log line behind what was accepted, when that was signed: `held`: its bytes were still those that were
 * recorded; `changed`: others stood there; `absent`: the log was not in the workspace, or could not be read.
 */
export const proofStateSchema = z.enum(['held', 'changed', 'absent']);

const attestedDecisionSchema = z.object({
  /** In the journal that the subject of the same number names. */
  seq: z.int().positive(),
  candidate: z.string(),
  action: decisionActionSchema,
  /** Of exactly the text that the reviewer had before them. */
  text: digestSchema,
  /** Of an edit: the text before. */
  before: digestSchema.optional(),
  /** Of an edit: the text after. */
  after: digestSchema.optional(),
  checklist: checklistSchema.optional(),
  /** Of an acceptance: the log lines it comes from, by the digests of their bytes. */
  provenance: z
    .array(z.object({ sha256: digestSchema.shape.sha256, state: proofStateSchema }))
    .optional(),
});

export const reviewPredicateSchema = z.object({
  /** When it was signed; the signer has to be valid then. */
  timeCreated: z.iso.datetime(),
  reviewer: z.object({ name: z.string(), email: z.string() }),
  /** Of the workspace's settings: by which rules it was decided; left out where there were none. */
  policy: digestSchema.optional(),
  tool: z.object({ name: z.string(), version: z.string() }),
  decisions: z.array(attestedDecisionSchema).min(1),
});

export type ProofState = z.infer<typeof proofStateSchema>;
export type ReviewPredicate = z.infer<typeof reviewPredicateSchema>;
export type AttestedDecision = z.infer<typeof attestedDecisionSchema>;
export type AttestedProof = NonNullable<AttestedDecision['provenance']>[number];

/** `staging_kb/2026-01-24/decisions/ada-1f.jsonl#3`: a line of a journal, as a subject is named. */
export function subjectName(journal: string, seq: number): string {
  return `${journal}#${seq}`;
}

/** The parts of a decision that are said in a statement about it; its hash covers all of it. */
export type Attestable = Pick<
  Decision,
  'seq' | 'candidate' | 'action' | 'fingerprint' | 'checklist' | 'before' | 'after' | 'hash'
>;

/**
 * @param textDigestOf of an edit's new text
 * @param proofs of an acceptance
 */
export function attested(
  { seq, candidate, action, fingerprint, checklist, before, after }: Attestable,
  textDigestOf: (text: NonNullable<Decision['after']>) => string,
  proofs: readonly AttestedProof[] | undefined,
): AttestedDecision {
  return {
    seq,
    candidate,
    action,
    text: { sha256: fingerprint },
    ...(before && { before: { sha256: before.fingerprint } }),
    ...(after && { after: { sha256: textDigestOf(after) } }),
    ...(checklist && { checklist }),
    ...(proofs && { provenance: [...proofs] }),
  };
}

/** The log lines behind a candidate, as far as statements name them. */
export type Proof = Pick<Provenance, 'file' | 'byte_offset' | 'byte_length' | 'sha256'>;
