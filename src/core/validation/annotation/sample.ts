import * as z from 'zod';
import { CodelumiError } from '../../errors.js';
import type { JobContext } from '../../job.js';
import { ANNOTATION_FOLDER } from '../../workspace/paths.js';
import { type EvaluationSet, readEvaluationSet } from '../holdout/evaluationLines.js';

/** In one sample. */
export const MOST_PAIRS = 5_000;

/** A line of `.codelumi/annotation/<name>.jsonl`: a query that was logged, and an answer to grade. */
const samplePairSchema = z.strictObject({
  query: z.string().trim().min(1).max(10_000),
  /** The text of the answer: what is graded, whatever becomes of the entry. */
  candidate: z.string().trim().min(1),
  /** Of the entry, when the sample was drawn. */
  id: z.string(),
  question: z.string(),
  /** From 1. */
  rank: z.int().positive(),
  score: z.number(),
  /** Which stratum it was drawn from: `rank 2-3, sure`. */
  stratum: z.string(),
});

export type SamplePair = z.infer<typeof samplePairSchema>;

const ENDING = '.jsonl';
const NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/u;

export function sampleFile(name: string): string {
  return `${ANNOTATION_FOLDER}/${name}${ENDING}`;
}

/** @throws CodelumiError `wrong-usage` for what is no plain file name */
export function requireSampleName(name: string): string {
  if (NAME.test(name)) return name;
  throw new CodelumiError({
    reason: 'wrong-usage',
    what: 'A sample is named by letters, digits, dots, dashes and underscores',
    remedy: 'Name it like sample-1.',
  });
}

/** The names of the samples that were drawn, in order. */
export async function sampleNames({ files }: Pick<JobContext, 'files'>): Promise<string[]> {
  const listed = await files.list(ANNOTATION_FOLDER);
  return listed
    .filter(({ name, kind }) => kind === 'file' && name.endsWith(ENDING))
    .map(({ name }) => name.slice(0, -ENDING.length))
    .sort();
}

export function readSample(
  context: Pick<JobContext, 'files' | 'signal'>,
  name: string,
): Promise<EvaluationSet<SamplePair>> {
  return readEvaluationSet(context, sampleFile(requireSampleName(name)), samplePairSchema);
}
