import { RECIPROCAL_RANK } from '../../retrieval/metrics/averagePrecision.js';
import { precisionAt, successAt } from '../../retrieval/metrics/cutoffMeasures.js';
import { evaluateRun } from '../../retrieval/metrics/evaluateRun.js';
import { ndcgAt } from '../../retrieval/metrics/gainMeasures.js';
import type { Interval } from '../../statistics/bootstrapInterval.js';
import { groupedMeanInterval } from '../../statistics/meanInterval.js';
import { mean } from '../../statistics/summaries.js';
import type { RankingFigures } from './artefact.js';
import type { JudgedQuestion } from './judgedQuestion.js';

const DEPTH = 10;
const MEASURES = [ndcgAt(10), RECIPROCAL_RANK, successAt(1), precisionAt(10)];

/** How well one question was answered: nDCG@10 first, then MRR@10, success@1 and P@10. */
export type Figures = readonly number[];

/** @param ranking ids, best first */
export function figuresOf({ relevant }: JudgedQuestion, ranking: readonly string[]): Figures {
  const hits = ranking.slice(0, DEPTH).map((id, place) => ({ id, score: -place }));
  return evaluateRun(new Map([['', hits]]), new Map([['', relevant]]), MEASURES).summary;
}

/** nDCG@10 of each question. */
export function ndcgs(figures: readonly Figures[]): number[] {
  return figures.map(([ndcg = 0]) => ndcg);
}

/** Of each question, the mean of its figures in several rounds. */
export function meanOfRounds(rounds: readonly (readonly Figures[])[]): Figures[] {
  const [first = []] = rounds;
  return first.map((figures, question) =>
    figures.map((_, measure) => mean(rounds.map((round) => round[question]?.[measure] ?? 0))),
  );
}

export function summaryOf(figures: readonly Figures[]): RankingFigures {
  const of = (measure: number) => mean(figures.map((each) => each[measure] ?? 0));
  return { ndcg_cut_10: of(0), recip_rank_10: of(1), success_1: of(2), P_10: of(3) };
}

/** null: too few groups to tell. */
export type FigureIntervals = Readonly<Record<keyof RankingFigures, Interval | null>>;

/** 95 % of what `summaryOf` gives. @param groups of the questions, which are drawn together */
export function intervals(
  figures: readonly Figures[],
  groups: readonly string[],
  seed: number,
): FigureIntervals {
  const of = (measure: number) =>
    groupedMeanInterval(
      figures.map((each) => each[measure] ?? 0),
      groups,
      { seed },
    ) ?? null;
  return { ndcg_cut_10: of(0), recip_rank_10: of(1), success_1: of(2), P_10: of(3) };
}
