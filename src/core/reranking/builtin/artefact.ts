import * as z from 'zod';
import { parsedJson } from '../../records/parsedJson.js';
import { ANALYSER_VERSION } from '../../retrieval/analysis/searchTerms.js';
import { FEATURES } from './features.js';
import type { LinearMix } from './linearMix.js';

/** Counts up when an artefact means something else than before. */
const FORMAT_VERSION = 1;
/** Longer files are not read. */
export const LONGEST_ARTEFACT = 50_000;
/** Weights are kept to so many digits: further ones change no order, and may differ between machines. */
const DIGITS = 9;

const digest = z.string().regex(/^[0-9a-f]{64}$/u);
const count = z.number().int().nonnegative();

const figuresSchema = z.strictObject({
  ndcg_cut_10: z.number(),
  recip_rank_10: z.number(),
  success_1: z.number(),
  P_10: z.number(),
});

const comparisonSchema = z.strictObject({
  /** Mean difference in nDCG@10 to BM25F, in cross-validation, of equal parts of both. */
  difference: z.number(),
  pValue: z.number().min(0).max(1),
  improved: count,
  worsened: count,
});

/** How well rankings did in cross-validation: means over the labelled questions. */
const metricsSchema = z.strictObject({
  random: figuresSchema,
  bm25f: figuresSchema,
  reranker: figuresSchema,
  oracle: figuresSchema,
  comparison: comparisonSchema,
});

const artefactSchema = z.strictObject({
  format: z.literal('codelumi-reranker'),
  formatVersion: z.literal(FORMAT_VERSION),
  /** Terms cut by another version are other features. */
  analyser: z.literal(ANALYSER_VERSION),
  /** 0: BM25F is kept. */
  mix: z.number().min(0).max(100),
  features: z.array(z.strictObject({ name: z.string(), weight: z.number() })).max(100),
  training: z.strictObject({
    seed: z.number().int(),
    penalty: z.number().positive(),
    questions: count,
    groups: count,
    folds: count,
    /** How often the questions were split into folds anew. */
    rounds: count,
    examples: count,
    relevant: count,
    judgementsSha256: digest,
    knowledgeSha256: digest,
    /** null: there were none. */
    priorsSha256: digest.nullable(),
  }),
  metrics: metricsSchema,
});

export type Artefact = z.infer<typeof artefactSchema>;
export type RankingFigures = z.infer<typeof figuresSchema>;
export type TrainingMetrics = z.infer<typeof metricsSchema>;

/** The bytes of an artefact: the same for the same content. */
export function artefactText(
  { weights, mix }: LinearMix,
  { training, metrics }: Pick<Artefact, 'training' | 'metrics'>,
): string {
  const artefact: Artefact = {
    format: 'codelumi-reranker',
    formatVersion: FORMAT_VERSION,
    analyser: ANALYSER_VERSION,
    mix,
    features: FEATURES.map((name, at) => ({ name, weight: rounded(weights[at] ?? 0) })),
    training,
    metrics,
  };
  return `${JSON.stringify(artefact, roundedNumbers, 2)}\n`;
}

/** What an artefact says; a sentence's end that says what is wrong where it is none. */
export function readArtefact(
  text: string,
): { readonly model: LinearMix; readonly artefact: Artefact } | { readonly problem: string } {
  const parsed = artefactSchema.safeParse(parsedJson(text));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return {
      problem: `is wrong at ${issue?.path.join('.') || 'the top level'}: ${issue?.message}`,
    };
  }
  const { features, mix } = parsed.data;
  const weights = new Float64Array(FEATURES.length);
  const seen = new Set<string>();
  for (const { name, weight } of features) {
    const at = FEATURES.indexOf(name);
    if (at < 0) return { problem: `asks for a feature that is not known: ${name.slice(0, 100)}` };
    if (seen.has(name)) return { problem: `has the feature ${name} twice` };
    seen.add(name);
    weights[at] = weight;
  }
  return { model: { weights, mix }, artefact: parsed.data };
}

function rounded(value: number): number {
  return Number(value.toPrecision(DIGITS));
}

function roundedNumbers(_key: string, value: unknown): unknown {
  return typeof value === 'number' ? rounded(value) : value;
}
