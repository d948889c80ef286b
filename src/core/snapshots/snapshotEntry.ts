import * as z from 'zod';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/u);

/** Where an entry comes from: a line of the canonical knowledge base, or an acceptance. */
export const entryOriginSchema = z.union([
  z.strictObject({ file: z.string(), line: z.int().positive() }),
  z.strictObject({
    candidate: z.string(),
    /** Hash of the decision that accepted it. */
    decision: sha256,
    reviewer: z.string(),
    at: z.iso.datetime(),
  }),
]);

/** One line of a snapshot, in the words of the assistant's own knowledge base files. */
export const snapshotEntrySchema = z.strictObject({
  id: z.string(),
  q: z.string(),
  a: z.string(),
  confidence: z.number().optional(),
  source: z.string(),
  date: z.string().optional(),
  origin: entryOriginSchema,
});

/** `kb_snapshot_….manifest.json`: what a snapshot is made of, enough to check and to repeat it. */
export const snapshotManifestSchema = z.strictObject({
  v: z.literal(1),
  name: z.string(),
  created_at: z.iso.datetime(),
  tool_version: z.string(),
  /** Of the snapshot file's bytes. */
  sha256,
  counts: z.strictObject({
    entries: z.int(),
    from_knowledge_base: z.int(),
    from_candidates: z.int(),
    /** Left out because an entry with the same question and answer is there. */
    duplicates: z.int(),
    /** Given a derived id because another entry has theirs. */
    renamed: z.int(),
    unreadable: z.int(),
  }),
  sources: z.array(z.strictObject({ file: z.string(), sha256 })),
  candidates: z.array(z.string()),
  reviewers: z.array(z.string()),
});

export type SnapshotEntry = z.infer<typeof snapshotEntrySchema>;
export type SnapshotManifest = z.infer<typeof snapshotManifestSchema>;
