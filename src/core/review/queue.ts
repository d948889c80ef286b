import type { Job } from '../job.js';
import type { Candidate, Finding } from '../records/candidate.js';
import type { EvaluationContext } from '../screening/context/evaluationContext.js';
import { readEvaluationContext } from '../screening/context/screeningContext.js';
import type { ScreeningPolicy } from '../screening/recogniser.js';
import { candidateDays, isProblem, type Problem } from '../workspace/candidateFiles.js';
import { readConfig } from '../workspace/config.js';
import { currentFindings } from './currentFindings.js';
import { stagedDays } from './decisionJournals.js';
import { secretMaskOf } from './maskedReview.js';
import { type ReviewedCandidate, reviewedCandidates } from './reviewedCandidates.js';
import type { ReviewState, ReviewStatus } from './reviewState.js';

/** A candidate as lists show it; the whole record is read when somebody opens it. */
export interface CandidateSummary {
  readonly id: string;
  readonly day: string;
  readonly status: ReviewStatus;
  /** The beginning of the question, with masks where secrets stand. */
  readonly query: string;
  readonly timestamp: string;
  readonly source: string;
  readonly edited: boolean;
  /** Rules whose findings are open in the current text. */
  readonly rules: readonly string[];
  readonly bm25: number | undefined;
  /** Line in the day's candidates file. */
  readonly line: number;
}

export interface QueueInput {
  readonly status?: ReviewStatus;
  readonly day?: string;
}

export interface Queue {
  readonly candidates: readonly CandidateSummary[];
  readonly counts: Readonly<Record<ReviewStatus, number>>;
  /** Lines that could not be used; the rest of the queue is whole. */
  readonly problems: readonly Problem[];
}

const QUERY_LENGTH = 200;

/** All candidates with what was decided about them, newest day first, in file order within a day. */
export const loadQueue: Job<QueueInput, Queue> = async (input, context) => {
  const { screening } = await readConfig(context.files);
  const evaluation = await readEvaluationContext(context);
  const candidates: CandidateSummary[] = [];
  const problems: Problem[] = [];
  const counts = { pending: 0, flagged: 0, accepted: 0, rejected: 0 };
  const days = new Set([...(await candidateDays(context)), ...(await stagedDays(context))]);
  for (const day of [...days].sort().reverse()) {
    if (input.day !== undefined && input.day !== day) continue;
    for await (const read of reviewedCandidates(context, day)) {
      if (isProblem(read)) {
        problems.push(read);
        continue;
      }
      counts[read.state.status] += 1;
      if (input.status !== undefined && input.status !== read.state.status) continue;
      candidates.push(summaryOf(read, day, evaluation, screening));
    }
  }
  return { candidates, counts, problems };
};

function summaryOf(
  { candidate, state, position }: ReviewedCandidate,
  day: string,
  evaluation: EvaluationContext,
  policy: ScreeningPolicy,
): CandidateSummary {
  const findings = state.edited
    ? currentFindings(candidate, state, evaluation, policy)
    : candidate.findings;
  return {
    id: candidate.id,
    day,
    status: state.status,
    query: maskedQuery(candidate, state, findings, policy).slice(0, QUERY_LENGTH),
    timestamp: candidate.timestamp,
    source: candidate.source,
    edited: state.edited,
    rules: [...new Set(findings.map(({ rule }) => rule))],
    bm25: candidate.confidence_metrics.bm25,
    line: position.line,
  };
}

function maskedQuery(
  candidate: Candidate,
  state: ReviewState,
  findings: readonly Finding[],
  policy: ScreeningPolicy,
): string {
  const { text } = state;
  if (!findings.some(({ kind }) => kind === 'secret')) return text.query;
  return secretMaskOf({ candidate, state }, policy).mask(text).text.query;
}
