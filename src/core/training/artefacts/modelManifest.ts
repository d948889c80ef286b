import * as z from 'zod';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/u);
const semver = z.string().regex(/^\d+\.\d+\.\d+$/u);
const count = z.int().nonnegative();

/** A figure with what it was taken from. */
const metricSchema = z.strictObject({
  /** As the field calls it: `ndcg_cut_10`, `roc_auc`. */
  name: z.string(),
  value: z.number(),
  /** Questions, or examples, that it is a figure of. */
  n: count,
  /** 95 %; null: too little to tell. Left out of what is no estimate, and by manifests of earlier versions. */
  interval: z.strictObject({ low: z.number(), high: z.number() }).nullable().optional(),
});

/** `models/….manifest.json`: what a reranker was made from and how, enough to check and to repeat it. */
export const modelManifestSchema = z.strictObject({
  v: z.literal(1),
  /** Of the workspace. */
  artefact: z.string(),
  /** Patch: the same recipe, new data. Minor: another recipe. Major: other features, or another format. */
  version: semver,
  created_at: z.iso.datetime(),
  tool_version: z.string(),
  /** Of the artefact's bytes. */
  sha256,
  bytes: count,
  recipe: z.strictObject({
    name: z.enum(['builtin', 'sklearn']),
    /** Of everything that a model depends on beside data, seed and environment. */
    sha256,
  }),
  /** What reads it, with the version of that format. */
  format: z.string(),
  /** Of what it looks at in a question and an answer. */
  features: sha256,
  seed: count,
  data: z.strictObject({
    /** Of exactly the bytes that were learned from. */
    sha256,
    /** Of the snapshot that would have been built. */
    knowledge_sha256: sha256,
    entries: count,
    /** The accepted candidates among what was learned from. */
    candidates: z.array(z.string()),
    questions: count,
    /** Pairs of a question and what answers it, and of a question and what does not. */
    positive: count,
    negative: count,
    /** Questions that were not learned from, as quality is measured with nearly the same. */
    left_out: count,
    /** Refused answers that were not learned from, for what they hold. */
    withheld: count,
    /** Lines of the knowledge base that could not be read. */
    unreadable: count,
  }),
  metrics: z.array(metricSchema),
  /** What came of it, in words, where there is something to say. */
  notes: z.array(z.string()).default([]),
  environment: z.record(z.string(), z.string()),
  isolation: z.strictObject({
    network: z.enum(['none', 'open']),
    processes: z.enum(['own', 'all']),
    memory: z.enum(['limited', 'unlimited']),
    memory_megabytes: count,
    timeout_seconds: count,
  }),
  /** The version before it, as it was then; null: there was none. */
  parent: z.strictObject({ artefact: z.string(), version: semver.nullable(), sha256 }).nullable(),
});

export type ModelManifest = z.infer<typeof modelManifestSchema>;
export type Metric = z.infer<typeof metricSchema>;

export const MODEL_MANIFEST_END = '.manifest.json';

export function modelManifestFile(artefact: string): string {
  return `${artefact}${MODEL_MANIFEST_END}`;
}
