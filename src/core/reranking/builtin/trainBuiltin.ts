import { CodelumiError, throwIfCancelled } from '../../errors.js';
import type { JobProgress } from '../../job.js';
import { compareBytes } from '../../records/byteOrder.js';
import { sha256 } from '../../records/sha256.js';
import type { KnowledgeIndex } from '../../retrieval/knowledgeIndex.js';
import { artefactText, type TrainingMetrics } from './artefact.js';
import { type CrossValidatedIntervals, crossValidate } from './crossValidation.js';
import { groupedFolds } from './groupedFolds.js';
import type { JudgedQuestion } from './judgedQuestion.js';
import { fitLogistic } from './logisticRegression.js';
import type { Priors } from './priors.js';
import { examplesOf, trainingRows } from './trainingRows.js';
import { type LeftOutReason, usableQuestions } from './usableQuestions.js';

export interface TrainingInput {
  readonly knowledge: KnowledgeIndex;
  /** None of them may be a question that quality is measured with. */
  readonly judgements: readonly JudgedQuestion[];
  readonly seed: number;
  readonly priors?: Priors | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly progress?: ((progress: JobProgress) => void) | undefined;
}

export interface TrainingReport {
  /** `keep-bm25f`: no model was better than BM25F beyond chance, and the artefact says so. */
  readonly outcome: 'reranks' | 'keep-bm25f';
  /** λ, 0 to 4. */
  readonly mix: number;
  /** Labelled questions that were used, and how many groups they are of. */
  readonly questions: number;
  readonly groups: number;
  readonly leftOut: Readonly<Record<LeftOutReason, number>>;
  readonly metrics: TrainingMetrics;
  readonly intervals: CrossValidatedIntervals;
}

export interface Training {
  /** The text of a file `models/reranker.v{semver}.json`: the same for the same input. */
  readonly artefact: string;
  readonly report: TrainingReport;
}

/** Of weights on features of deviation 1; chosen on the public sets of docs/retrieval.md. */
const PENALTY = 10;
const FEWEST_QUESTIONS = 5;
const FEWEST_GROUPS = 2;

/**
 * Trains the built-in reranker: a logistic regression of whether an entry answers a question, mixed with BM25F by a weight
 * that cross-validation chooses, 0 where nothing is gained.
 * @throws CodelumiError `invalid-input` with fewer than five usable questions, or when all are of one group
 * @throws JobCancelled
 */
export function trainBuiltin(input: TrainingInput): Training {
  const { knowledge, judgements, seed, priors, signal, progress } = input;
  const { usable, leftOut } = usableQuestions(judgements, knowledge, seed);
  const groups = new Set(usable.map(({ group }) => group)).size;
  if (usable.length < FEWEST_QUESTIONS || groups < FEWEST_GROUPS)
    throw tooFew(usable.length, groups);
  const folds = groupedFolds(usable, seed);
  let done = 0;
  const goOn = (message: string, count?: number) => {
    if (signal !== undefined) throwIfCancelled(signal);
    progress?.(count === undefined ? { message } : { message, done: count, total: usable.length });
  };
  const rows = trainingRows({
    knowledge,
    folds,
    priors,
    onQuestion: () => {
      goOn('Reading questions', done);
      done += 1;
    },
  });
  goOn('Fitting');
  const examples = examplesOf(rows);
  const model = fitLogistic(examples, { penalty: PENALTY });
  const { mix, rounds, metrics, intervals } = crossValidate(rows, {
    penalty: PENALTY,
    seed,
    start: model,
    onFold: () => goOn('Cross-validating'),
  });
  const artefact = artefactText(
    { weights: model.weights, mix },
    {
      training: {
        seed,
        penalty: PENALTY,
        questions: usable.length,
        groups,
        folds: folds.length,
        rounds,
        examples: examples.rows.length,
        relevant: Array.from(examples.labels).filter((label) => label === 1).length,
        judgementsSha256: sha256(JSON.stringify(usable.map(plainQuestion))),
        knowledgeSha256: sha256(JSON.stringify(sortedEntries(knowledge))),
        priorsSha256: priors === undefined ? null : sha256(JSON.stringify(inByteOrder(priors))),
      },
      metrics,
    },
  );
  const outcome = mix === 0 ? 'keep-bm25f' : 'reranks';
  const questions = usable.length;
  return { artefact, report: { outcome, mix, questions, groups, leftOut, metrics, intervals } };
}

/** What came of a training, for people; n is the number of labelled questions. */
export function trainingOutcome({ outcome, mix, questions, metrics }: TrainingReport): string {
  const { difference, pValue, improved, worsened } = metrics.comparison;
  const change = `${difference < 0 ? '−' : '+'}${Math.abs(difference).toFixed(4)}`;
  const evidence = `nDCG@10 ${metrics.bm25f.ndcg_cut_10.toFixed(4)} with BM25F, ${change} with equal parts of the reranker in cross-validation (n = ${questions}, ${improved} better, ${worsened} worse, p = ${pValue.toFixed(4)})`;
  return outcome === 'reranks'
    ? `The reranker is better than BM25F and counts ${mix} beside it: ${evidence}.`
    : `BM25F is kept, as the reranker is not better beyond chance: ${evidence}.`;
}

function plainQuestion({ query, group, relevant, rejected = [] }: JudgedQuestion) {
  return [query, group, inByteOrder(relevant), rejected.toSorted(compareBytes)];
}

function sortedEntries(knowledge: KnowledgeIndex) {
  return [...knowledge.entries()]
    .sort((a, b) => compareBytes(a.id, b.id))
    .map(({ id, questions, answer }) => [id, questions, answer]);
}

function inByteOrder<Value>(map: ReadonlyMap<string, Value>): [string, Value][] {
  return [...map].sort(([a], [b]) => compareBytes(a, b));
}

function tooFew(questions: number, groups: number): CodelumiError {
  return new CodelumiError({
    reason: 'invalid-input',
    what: `There are ${questions} labelled questions of ${groups} groups to train a reranker with; ${FEWEST_QUESTIONS} of ${FEWEST_GROUPS} are needed`,
    remedy: 'Accept more candidates or variants first; until then BM25F ranks.',
  });
}
