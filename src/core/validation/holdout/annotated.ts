import * as z from 'zod';
import type { JobContext } from '../../job.js';
import { EVALUATION_FOLDER } from '../../workspace/paths.js';
import { type EvaluationSet, readEvaluationSet } from './evaluationLines.js';

export const ANNOTATED_FILE = `${EVALUATION_FOLDER}/annotated.jsonl`;

const annotatedSchema = z.object({
  query: z.string().trim().min(1).max(10_000),
  /** The text of an answer. */
  candidate: z.string().trim().min(1),
  /** 3: answers it; 2: a part of it; 1: the same subject; 0: something else. */
  label: z.int().min(0).max(3),
  annotator: z.string(),
});

export type AnnotatedPair = z.infer<typeof annotatedSchema>;
export type Annotated = EvaluationSet<AnnotatedPair>;

/** Pairs of a question and an answer that people graded. */
export function readAnnotated(context: Pick<JobContext, 'files' | 'signal'>): Promise<Annotated> {
  return readEvaluationSet(context, ANNOTATED_FILE, annotatedSchema);
}
