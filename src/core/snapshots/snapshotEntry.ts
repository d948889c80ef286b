import * as z from 'zod';
import { policySchema } from '../workspace/settings/policySchema.js';
import { SNAPSHOT_NAME } from './snapshotName.js';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/u);

/** The acceptance that put something here. */
export const acceptanceSchema = z.strictObject({
  candidate: z.string(),
  /** Hash of the decision that accepted it. */
  decision: sha256,
  reviewer: z.string(),
  at: z.iso.datetime(),
  /** Hashes of the acceptances of other people that stood beside it; left out where there were none. */
  approvals: z.array(sha256).optional(),
});

/** Where an entry comes from: a line of the canonical knowledge base, or an acceptance. */
export const entryOriginSchema = z.union([
  z.strictObject({ file: z.string(), line: z.int().positive() }),
  acceptanceSchema,
]);

/** One line of a snapshot, in the words of the assistant's own knowledge base files. */
export const snapshotEntrySchema = z.strictObject({
  id: z.string(),
  q: z.string(),
  a: z.string(),
  /** Other ways to ask for the answer; left out where there are none. */
  variants: z.array(z.string()).optional(),
  confidence: z.number().optional(),
  source: z.string(),
  date: z.string().optional(),
  /** Ids of the entries whose place it took. */
  supersedes: z.array(z.string()).optional(),
  /** The acceptances that added variants. */
  merged: z.array(acceptanceSchema).optional(),
  origin: entryOriginSchema,
});

/** A snapshot by its name and its bytes. */
const snapshotRefSchema = z.strictObject({ name: z.string().regex(SNAPSHOT_NAME), sha256 });

/** Of a snapshot that takes an older one and what must not wait, and nothing else. */
export const hotfixSchema = z.strictObject({
  /** The snapshot it was made from; left out where that is the knowledge base. */
  base: snapshotRefSchema.optional(),
  /** Why it could not wait. */
  reason: z.string(),
  /** Who signed that: at least two people with two keys for each candidate. */
  approvers: z.array(
    z.strictObject({ candidate: z.string(), principal: z.string(), keyid: z.string() }),
  ),
});

/** `kb_snapshot_….manifest.json`: what a snapshot is made of, enough to check and to repeat it. */
export const snapshotManifestSchema = z.strictObject({
  v: z.literal(1),
  name: z.string(),
  created_at: z.iso.datetime(),
  tool_version: z.string(),
  /** Of the snapshot file's bytes. */
  sha256,
  /** Root of the Merkle tree of its lines (RFC 6962 §2.1); manifests of earlier versions do without. */
  merkle_root: sha256.optional(),
  /** The newest snapshot when it was built; left out of the first, and by earlier versions. */
  parent: snapshotRefSchema.optional(),
  counts: z.strictObject({
    entries: z.int(),
    from_knowledge_base: z.int(),
    from_candidates: z.int(),
    /** Left out because an entry with the same question and answer is there. */
    duplicates: z.int(),
    /** Given a derived id because another entry has theirs. */
    renamed: z.int(),
    /** Candidates that became variants of an entry; manifests of earlier versions do without. */
    merged: z.int().default(0),
    /** Questions that no entry had before. */
    variants_added: z.int().default(0),
    /** Other ways in which users asked, not taken because screening objects to them. */
    variants_left_out: z.int().default(0),
    /** Entries whose place a candidate took. */
    superseded: z.int().default(0),
    unreadable: z.int(),
  }),
  sources: z.array(z.strictObject({ file: z.string(), sha256 })),
  candidates: z.array(z.string()),
  /** The entries that are gone, and the candidate that took the place of each. */
  superseded: z.array(z.strictObject({ id: z.string(), by: z.string() })).default([]),
  /** Ids of entries and candidates that were left out because they hold something that was erased. */
  erased: z.array(z.string()).default([]),
  /** Ids of entries that an earlier snapshot brought into the knowledge base and nobody stands behind any more. */
  withdrawn: z.array(z.string()).default([]),
  reviewers: z.array(z.string()),
  /** What was accepted and is not in it, and why: the rest of a sentence about the candidate. */
  held_back: z
    .array(
      z.strictObject({
        candidate: z.string(),
        /** Too few approved it, people disagree, or it was decided beside one that waits. */
        kind: z.enum(['approval', 'dispute', 'beside']),
        why: z.string(),
      }),
    )
    .default([]),
  /** By which it was gated; manifests of earlier versions do without. */
  policy: policySchema.optional(),
  /** What `codelumi validate` said of exactly these entries before; left out: they were not validated. */
  gates: z
    .strictObject({
      verdict: z.enum(['pass', 'fail', 'inconclusive']),
      /** When they were validated. */
      at: z.iso.datetime(),
      report: z.strictObject({ file: z.string(), sha256 }),
      gates: z.array(z.strictObject({ gate: z.string(), status: z.string() })),
    })
    .optional(),
  /** Left out of what takes everything that was accepted. */
  hotfix: hotfixSchema.optional(),
  /** Which acceptances are signed by their reviewer; manifests of earlier versions do without. */
  signatures: z
    .strictObject({
      signed: z.int(),
      of: z.int(),
      /** The accepted candidates whose acceptance is not signed, or not as can be shown. */
      unsigned: z.array(z.string()),
      /** Who signed, and with which key. */
      signers: z.array(z.strictObject({ principal: z.string(), keyid: z.string() })),
    })
    .optional(),
});

export type HeldBack = SnapshotManifest['held_back'][number];
export type Acceptance = z.infer<typeof acceptanceSchema>;
export type SnapshotRef = z.infer<typeof snapshotRefSchema>;
export type SnapshotEntry = z.infer<typeof snapshotEntrySchema>;
export type SnapshotManifest = z.infer<typeof snapshotManifestSchema>;

/** Keys in the order of the schema, and none that says nothing. */
export function inOrder(entry: SnapshotEntry): SnapshotEntry {
  const { id, q, a, variants = [], confidence, source, date, supersedes = [], merged = [] } = entry;
  return {
    id,
    q,
    a,
    ...(variants.length === 0 ? {} : { variants }),
    ...(confidence === undefined ? {} : { confidence }),
    source,
    ...(date === undefined ? {} : { date }),
    ...(supersedes.length === 0 ? {} : { supersedes }),
    ...(merged.length === 0 ? {} : { merged }),
    origin: entry.origin,
  };
}
