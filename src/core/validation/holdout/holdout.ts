import * as z from 'zod';
import type { JobContext } from '../../job.js';
import { EVALUATION_FOLDER } from '../../workspace/paths.js';
import { type EvaluationLine, type EvaluationSet, readEvaluationSet } from './evaluationLines.js';

export const HOLDOUT_FILE = `${EVALUATION_FOLDER}/holdout.jsonl`;

const query = z.string().trim().min(1).max(10_000);

const relevantEntry = z.object({
  id: z.union([z.string().min(1), z.number()]).transform(String),
  /** 0: not relevant; the higher the better. */
  grade: z.int().min(0).max(100).default(1),
});

/** `{"query","relevant":[{"id","grade"?}]}` or `{"query","answer"}`. */
const holdoutQuerySchema = z.union(
  [
    z.object({
      query,
      relevant: z
        .array(relevantEntry)
        .max(1_000)
        .refine((all) => all.some(({ grade }) => grade > 0), { error: 'names nothing relevant' }),
    }),
    z.object({ query, answer: z.string().trim().min(1) }),
  ],
  { error: 'needs a query, and what is relevant to it or its answer' },
);

/** A question whose right entries, or whose answer, somebody wrote down. */
export type HoldoutQuery = EvaluationLine<z.infer<typeof holdoutQuerySchema>>;
export type Holdout = EvaluationSet<HoldoutQuery['value']>;

/** The questions that quality is measured with, and that nothing is learned from. */
export function readHoldout(context: Pick<JobContext, 'files' | 'signal'>): Promise<Holdout> {
  return readEvaluationSet(context, HOLDOUT_FILE, holdoutQuerySchema);
}
