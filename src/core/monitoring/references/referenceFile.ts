import * as z from 'zod';
import { compareBytes } from '../../records/byteOrder.js';
import { parsedJson } from '../../records/parsedJson.js';
import { sha256 } from '../../records/sha256.js';
import { REFERENCES_FOLDER } from '../../workspace/paths.js';
import type { Reference, Sample } from '../samples.js';

const counts = z.int().nonnegative();
const values = z.array(z.number());

const contentSchema = z.strictObject({
  deployment: z.string(),
  /** ISO 8601. */
  frozen_at: z.iso.datetime(),
  reranker: z.string().nullable(),
  sample: z.strictObject({
    errors: counts,
    from: z.iso.datetime(),
    hits: z.record(z.string(), counts),
    latency: values,
    margin: values,
    negative: counts,
    positive: counts,
    searches: counts,
    sessions: counts,
    to: z.iso.datetime(),
    top: values,
    zero_hits: counts,
  }),
  schema: z.literal('codelumi.reference/1'),
});

/** A reference as it stands in its file: never edited, for it tells the hash of its content. */
const fileSchema = z.strictObject({
  content: contentSchema,
  /** Of `content` as compact JSON. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/u),
});

/** What tells a reference from others. */
export function referenceKey(deployment: string, reranker: string | null): string {
  return JSON.stringify([deployment, reranker]);
}

/** Names of rerankers are whatever somebody called a file. */
export function referencePath({
  deployment,
  reranker,
}: Pick<Reference, 'deployment' | 'reranker'>): string {
  const name = (reranker ?? 'bm25f').replace(/[^A-Za-z0-9._-]/gu, '-').slice(0, 80);
  return `${REFERENCES_FOLDER}/${deployment}.${name}.json`;
}

/** @param frozenAt ISO 8601 */
export function referenceText(
  { deployment, reranker, sample }: Pick<Reference, 'deployment' | 'reranker' | 'sample'>,
  frozenAt: string,
): string {
  const { span, hits, zeroHits, ...rest } = sample;
  const kept = {
    ...rest,
    ...span,
    zero_hits: zeroHits,
    hits: sorted(Object.fromEntries(hits)),
    top: ascending(sample.top),
    margin: ascending(sample.margin),
    latency: ascending(sample.latency),
  };
  const content = sorted({
    deployment,
    frozen_at: frozenAt,
    reranker,
    sample: sorted(kept),
    schema: 'codelumi.reference/1',
  });
  return `${JSON.stringify({ content, sha256: sha256(JSON.stringify(content)) })}\n`;
}

/** @returns why it is not what was frozen */
export function referenceIn(file: string, bytes: Uint8Array): Reference | string {
  const json = parsedJson(bytes);
  const parsed = fileSchema.safeParse(json);
  if (!parsed.success) return 'is not a reference that this version can read; restore it from Git';
  const { content, sha256: hash } = parsed.data;
  const { deployment, reranker, sample } = content;
  const isSame = sha256(JSON.stringify((json as { content: unknown }).content)) === hash;
  if (!isSame || referencePath({ deployment, reranker }) !== file)
    return 'is not what was frozen; restore it from Git, or remove it so that another is frozen';
  return { file, sha256: sha256(bytes), deployment, reranker, sample: sampleIn(sample) };
}

function sampleIn({
  from,
  to,
  hits,
  zero_hits: zeroHits,
  ...rest
}: z.infer<typeof contentSchema>['sample']): Sample {
  return { ...rest, span: { from, to }, zeroHits, hits: new Map(Object.entries(hits)) };
}

function sorted<Value>(values: Readonly<Record<string, Value>>): Record<string, Value> {
  return Object.fromEntries(Object.entries(values).sort(([a], [b]) => compareBytes(a, b)));
}

function ascending(numbers: readonly number[]): number[] {
  return numbers.toSorted((a, b) => a - b);
}
