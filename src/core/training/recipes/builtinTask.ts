import * as z from 'zod';
import { trainBuiltin, trainingOutcome } from '../../reranking/builtin/trainBuiltin.js';
import { KnowledgeIndex } from '../../retrieval/knowledgeIndex.js';
import type { Judged } from '../data/judgedQuestions.js';

/** Files of the folder that the trainer of the built-in reranker is run in. */
export const TASK_FILE = 'task.json';
export const ARTEFACT_FILE = 'artefact.json';
export const REPORT_FILE = 'report.json';

/** What it is to do; what it reads it has from us, so its shape is not checked again. */
export interface BuiltinTask extends Pick<Judged, 'entries' | 'questions'> {
  readonly seed: number;
}

const figures = z.object({
  ndcg_cut_10: z.number(),
  recip_rank_10: z.number(),
  success_1: z.number(),
  P_10: z.number(),
});

const interval = z.object({ low: z.number(), high: z.number() }).nullable();

const figureIntervals = z.object({
  ndcg_cut_10: interval,
  recip_rank_10: interval,
  success_1: interval,
  P_10: interval,
});

/** What it says of what came of it. */
export const builtinReportSchema = z.object({
  outcome: z.string().max(2_000),
  /** The Node that it was made with: another may round the last digit otherwise. */
  node: z.string(),
  mix: z.number(),
  questions: z.int().nonnegative(),
  examples: z.object({ positive: z.int().nonnegative(), negative: z.int().nonnegative() }),
  metrics: z.object({
    random: figures,
    bm25f: figures,
    reranker: figures,
    oracle: figures,
    comparison: z.object({ difference: z.number() }),
  }),
  intervals: z.object({
    random: figureIntervals,
    bm25f: figureIntervals,
    reranker: figureIntervals,
    oracle: figureIntervals,
    difference: interval,
  }),
});

export type BuiltinReport = z.infer<typeof builtinReportSchema>;

const counts = z.object({
  training: z.object({ examples: z.int().nonnegative(), relevant: z.int().nonnegative() }),
});

/**
 * The work itself, pure; `src/worker/trainer.ts` runs it in a process of its own.
 * @throws CodelumiError `invalid-input` where there is too little to learn from
 */
export function doBuiltinTask({ entries, questions, seed }: BuiltinTask): {
  readonly artefact: string;
  readonly report: Omit<BuiltinReport, 'node'>;
} {
  const judgements = questions.map(({ query, group, relevant, rejected }) => ({
    query,
    group,
    relevant: new Map(relevant.map((id) => [id, 1])),
    rejected,
  }));
  const { artefact, report } = trainBuiltin({
    knowledge: new KnowledgeIndex(entries),
    judgements,
    seed,
  });
  const { examples, relevant: positive } = counts.parse(JSON.parse(artefact)).training;
  const { mix, questions: used, metrics, intervals } = report;
  const outcome = trainingOutcome(report);
  const told = { positive, negative: examples - positive };
  return {
    artefact,
    report: { outcome, mix, questions: used, examples: told, metrics, intervals },
  };
}
