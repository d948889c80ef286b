import type { Interval } from '../../statistics/bootstrapInterval.js';
import { groupedBootstrap } from '../../statistics/meanInterval.js';
import { pairedRandomisationTest } from '../../statistics/randomisationTest.js';
import { SeededRandom } from '../../statistics/seededRandom.js';
import { mean } from '../../statistics/summaries.js';
import type { TrainingMetrics } from './artefact.js';
import { groupedFolds } from './groupedFolds.js';
import { mixedScore } from './linearMix.js';
import { fitLogistic, type LogisticModel } from './logisticRegression.js';
import {
  type FigureIntervals,
  type Figures,
  figuresOf,
  intervals,
  meanOfRounds,
  ndcgs,
  summaryOf,
} from './rankingFigures.js';
import { examplesOf, type QuestionRows } from './trainingRows.js';

/** What the model may count beside BM25F; the least that does best is taken. */
const MIXES = [0, 0.25, 0.5, 1, 2, 4];
/** Fixed beforehand: what is chosen because it did best would need a stricter test, and choosing it is noise. */
const TESTED_MIX = 1;
/**
 * Of the two-sided test. As only what is better is ever taken, chance alone gets a useless model past it one time in
 * twenty, and five questions that all gain are enough.
 */
const MOST_P = 0.1;
/** With few questions much depends on which are together, so they are split several times. */
const MOST_ROUNDS = 5;
const ENOUGH_QUESTIONS = 500;

/** 95 %, by drawing groups of questions anew: of each ranking, and of the difference that equal parts make. */
export interface CrossValidatedIntervals
  extends Readonly<Record<'random' | 'bm25f' | 'reranker' | 'oracle', FigureIntervals>> {
  readonly difference: Interval | null;
}

/** How a model is chosen. */
export interface CrossValidation {
  /** 0: no model is better than BM25F beyond chance. */
  readonly mix: number;
  readonly rounds: number;
  readonly metrics: TrainingMetrics;
  readonly intervals: CrossValidatedIntervals;
}

export interface CrossValidationInput {
  readonly penalty: number;
  readonly seed: number;
  /** Where fitting begins: near each fold's optimum. */
  readonly start: LogisticModel;
  /** Called before each fold; may throw. */
  readonly onFold: () => void;
}

/**
 * Tests each fold with a model of the others. Whether there is anything to gain is tested at equal parts; the figures of the
 * reranker are those with the mix that is best in the other folds, so no question has a say in how it is ranked itself.
 */
export function crossValidate(
  questions: readonly QuestionRows[],
  input: CrossValidationInput,
): CrossValidation {
  const { seed } = input;
  const count = Math.min(MOST_ROUNDS, Math.ceil(ENOUGH_QUESTIONS / questions.length));
  const rounds = Array.from({ length: count }, (_, round) =>
    testedOnce(questions, { ...input, seed: seed + round }),
  );
  const reranked = meanOfRounds(rounds.map((round) => round.reranked));
  const perMix = MIXES.map((_, mix) =>
    meanOfRounds(rounds.map((round) => round.perMix[mix] ?? [])),
  );
  const [baseline = []] = perMix;
  const equalParts = perMix[MIXES.indexOf(TESTED_MIX)] ?? [];
  const comparison = compare(ndcgs(baseline), ndcgs(equalParts), seed);
  const isBetter = comparison.difference > 0 && comparison.pValue <= MOST_P;
  const random = new SeededRandom(seed);
  const drawnByLot = questions.map((each) => ranked(each, random.shuffled(each.ids)));
  const inBestOrder = questions.map((each) => ranked(each, byGrade(each)));
  const groups = questions.map(({ question: { group } }) => group);
  const intervalsOf = (figures: readonly Figures[]) => intervals(figures, groups, seed);
  return {
    mix: isBetter ? (MIXES[bestMix(perMix.map(ndcgs))] ?? 0) : 0,
    rounds: count,
    metrics: {
      random: summaryOf(drawnByLot),
      bm25f: summaryOf(baseline),
      reranker: summaryOf(reranked),
      oracle: summaryOf(inBestOrder),
      comparison,
    },
    intervals: {
      random: intervalsOf(drawnByLot),
      bm25f: intervalsOf(baseline),
      reranker: intervalsOf(reranked),
      oracle: intervalsOf(inBestOrder),
      difference: gainInterval(ndcgs(baseline), ndcgs(equalParts), groups, seed),
    },
  };
}

function gainInterval(
  before: readonly number[],
  after: readonly number[],
  groups: readonly string[],
  seed: number,
): Interval | null {
  const gains = after.map((ndcg, at) => ndcg - (before[at] ?? 0));
  return groupedBootstrap(gains, groups, { seed }) ?? null;
}

interface Round {
  /** By place in `MIXES` and question, each ranked by a model of the other folds. */
  readonly perMix: readonly (readonly Figures[])[];
  /** With the mix that is best in the other folds. */
  readonly reranked: readonly Figures[];
}

function testedOnce(
  questions: readonly QuestionRows[],
  { penalty, seed, start, onFold }: CrossValidationInput,
): Round {
  const places = questions.map(({ question: { group } }, at) => ({ group, at }));
  const perMix = MIXES.map((): Figures[] => []);
  const folds = groupedFolds(places, seed);
  const foldOf = new Map(folds.flatMap((tested, fold) => tested.map(({ at }) => [at, fold])));
  for (const [fold, tested] of folds.entries()) {
    onFold();
    const others = questions.filter((_, at) => foldOf.get(at) !== fold);
    const { weights } = fitLogistic(examplesOf(others), { penalty, start });
    for (const { at } of tested) {
      const rows = questions[at];
      if (rows === undefined) continue;
      for (const [place, mix] of MIXES.entries()) {
        const figures = perMix[place];
        if (figures !== undefined) figures[at] = ranked(rows, mixedRanking(rows, weights, mix));
      }
    }
  }
  const bestOfOthers = folds.map((_, fold) =>
    bestMix(perMix.map((figures) => ndcgs(figures.filter((__, at) => foldOf.get(at) !== fold)))),
  );
  return {
    perMix,
    reranked: questions.map((_, at) => perMix[bestOfOthers[foldOf.get(at) ?? 0] ?? 0]?.[at] ?? []),
  };
}

function ranked({ question }: QuestionRows, ids: readonly string[]): Figures {
  return figuresOf(question, ids);
}

function mixedRanking(
  { firstStage, ids }: QuestionRows,
  weights: Float64Array,
  mix: number,
): string[] {
  const scoreOf = mixedScore(firstStage, { weights, mix });
  const scores = firstStage.rows.map((row, at) =>
    scoreOf({ score: firstStage.scores[at] ?? 0, row }),
  );
  // What scores equally stays in the order of the first stage.
  const places = [...ids.keys()].sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0));
  return places.map((place) => ids[place] ?? '');
}

function byGrade({ question, ids }: QuestionRows): string[] {
  const grade = (id: string) => question.relevant.get(id) ?? 0;
  return ids.toSorted((a, b) => grade(b) - grade(a));
}

/** The place in `MIXES` of the least mix that no other one beats. @param byMix nDCG@10 of each question */
function bestMix(byMix: readonly (readonly number[])[]): number {
  const means = byMix.map(mean);
  return means.indexOf(Math.max(...means));
}

function compare(
  before: readonly number[],
  after: readonly number[],
  seed: number,
): TrainingMetrics['comparison'] {
  const { difference, pValue } = pairedRandomisationTest(before, after, { seed });
  const changes = before.map((ndcg, at) => (after[at] ?? 0) - ndcg);
  return {
    difference,
    pValue,
    improved: changes.filter((change) => change > 0).length,
    worsened: changes.filter((change) => change < 0).length,
  };
}
