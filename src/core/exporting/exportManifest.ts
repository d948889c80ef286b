import * as z from 'zod';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/u);

/** `manifest.json` of an export: what it was made of, what is in it, and what is not and why. */
export const exportManifestSchema = z.strictObject({
  v: z.literal(1),
  kind: z.literal('codelumi-export'),
  created_at: z.iso.datetime(),
  tool_version: z.string(),
  format: z.string(),
  source: z.strictObject({
    from: z.enum(['accepted', 'snapshot', 'candidates']),
    snapshot: z.string().optional(),
    sha256: sha256.optional(),
    merkle_root: sha256.optional(),
    filter: z.string().optional(),
    /** Whether acceptances without a signature are in it. */
    unsigned: z.boolean(),
  }),
  /** An SPDX identifier, or `unknown`. */
  license: z.string(),
  /** Left out where nothing was split. */
  split: z.strictObject({ shares: z.string(), seed: z.string(), groups: z.int() }).optional(),
  counts: z.strictObject({
    /** What was looked at. */
    read: z.int(),
    exported: z.int(),
    train: z.int(),
    validation: z.int(),
    test: z.int(),
  }),
  /** All but this one, relative to it. */
  files: z.array(
    z.strictObject({
      path: z.string(),
      split: z.enum(['train', 'validation', 'test']).optional(),
      /** Lines of a table, or examples. */
      rows: z.int().optional(),
      bytes: z.int(),
      sha256,
    }),
  ),
  left_out: z.array(
    z.strictObject({
      reason: z.string(),
      why: z.string(),
      count: z.int(),
      /** The first thousand. */
      ids: z.array(z.string()),
    }),
  ),
  /** What somebody who uses it should know. */
  notes: z.array(z.string()),
});

export type ExportManifest = z.infer<typeof exportManifestSchema>;
export type ExportedFile = ExportManifest['files'][number];
