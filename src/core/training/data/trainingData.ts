import { CodelumiError } from '../../errors.js';
import type { JobContext } from '../../job.js';
import { counted } from '../../records/counted.js';
import { questionVariants } from '../../review/questionVariants.js';
import type { EvaluationContext } from '../../screening/context/evaluationContext.js';
import { readEvaluationContext } from '../../screening/context/screeningContext.js';
import { type CompositionProblem, composeSnapshot } from '../../snapshots/compose.js';
import type { SnapshotEntry } from '../../snapshots/snapshotEntry.js';
import type { Config } from '../../workspace/configSchema.js';
import type { RefusedAnswer } from './judgedQuestion.js';
import type { AcceptedQuestions } from './judgedQuestions.js';
import { readRefusedAnswers } from './refusedAnswers.js';

/** What may be learned from. */
export interface TrainingData {
  /** What a snapshot would hold if it were built now. */
  readonly entries: readonly SnapshotEntry[];
  /** Of such a snapshot's bytes. */
  readonly knowledgeSha256: string;
  /** In the order of the candidates' ids. */
  readonly accepted: readonly AcceptedQuestions[];
  readonly refused: readonly RefusedAnswer[];
  /** Refused answers that are not used for what they hold. */
  readonly withheld: number;
  /** Lines of the knowledge base that cannot be read. */
  readonly unreadable: number;
  /** False for a question that quality is measured with, or nearly so. */
  readonly isKept: (query: string) => boolean;
}

/**
 * Reads the knowledge base and what was reviewed, by the rules that snapshots are built by: what too few people
 * approved, or people disagree about, is not learned from either.
 *
 * @throws CodelumiError `checks-missing` where no snapshot could be built, `not-found` where there is nothing,
 *   `invalid-input` when a journal is damaged
 */
export async function readTrainingData(context: JobContext, config: Config): Promise<TrainingData> {
  const composed = await composeSnapshot(context, config);
  const [problem] = composed.problems;
  if (problem !== undefined) throw notToBeLearned(problem);
  const { entries, sha256: knowledgeSha256 } = await composed.entries.hold();
  const { unreadable } = composed;
  if (unreadable > 0) context.warn?.(lostLines(unreadable, config));
  if (entries.length === 0) throw nothingToLearn(config);
  const evaluation = await readEvaluationContext(context);
  const accepted = composed.accepted.map(({ candidate, state }) => {
    const { taken } = questionVariants(candidate, state, evaluation, config.screening);
    return { candidate: candidate.id, query: state.text.query, variants: taken.slice(1) };
  });
  return {
    entries,
    knowledgeSha256,
    accepted,
    unreadable,
    ...(await readRefusedAnswers(context, config.screening)),
    isKept: (query) => !isMeasuredWith(query, evaluation, config),
  };
}

function lostLines(count: number, { sources }: Config): string {
  const lines = counted(count, 'line');
  return `${lines} of the knowledge base in ${sources.knowledgeBase} cannot be read, so nothing is learned from them; the report of an extraction says where.`;
}

/** Canary questions and the annotated sample are among the evaluation queries. */
function isMeasuredWith(
  query: string,
  evaluation: EvaluationContext,
  { screening }: Config,
): boolean {
  return evaluation.nearDuplicateOf(query, screening.leakSimilarity) !== undefined;
}

function notToBeLearned({ accepted, what }: CompositionProblem): CodelumiError {
  return new CodelumiError({
    reason: 'checks-missing',
    what,
    place: accepted.position,
    remedy: 'Reopen it, mend it and accept it again; nothing was trained.',
  });
}

function nothingToLearn({ sources }: Config): CodelumiError {
  return new CodelumiError({
    reason: 'not-found',
    what: 'There is neither a knowledge base nor an accepted candidate to learn from',
    place: { file: sources.knowledgeBase },
    remedy: 'Accept a candidate first, or set sources.knowledgeBase in .codelumi/config.json.',
  });
}
