import type { Candidate, Finding } from '../records/candidate.js';
import type { EvaluationContext } from '../screening/context/evaluationContext.js';
import type { ScreeningPolicy } from '../screening/recogniser.js';
import { currentFindings } from './currentFindings.js';
import { secretMaskOf } from './maskedReview.js';
import { type ReviewState, type ReviewStatus, reviewStateOf } from './reviewState.js';

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

/** What texts are held against: an edited one is screened when it is listed. */
export interface ScreeningNow {
  readonly policy: ScreeningPolicy;
  readonly evaluation: EvaluationContext;
}

const QUERY_LENGTH = 200;
const NO_RULES: readonly string[] = [];

/** @param state what was decided about it; undefined: nothing yet */
export function summaryOf(
  candidate: Candidate,
  state: ReviewState | undefined,
  place: { readonly day: string; readonly line: number },
  { policy, evaluation }: ScreeningNow,
): CandidateSummary {
  const { status = candidate.status, edited = false } = state ?? {};
  const findings =
    state?.edited === true
      ? currentFindings(candidate, state, evaluation, policy)
      : candidate.findings;
  return {
    id: candidate.id,
    day: place.day,
    status,
    query: beginningOf(shownQuery(candidate, state, findings, policy)),
    timestamp: candidate.timestamp,
    source: candidate.source,
    edited,
    rules: rulesIn(findings),
    bm25: candidate.confidence_metrics.bm25,
    line: place.line,
  };
}

function shownQuery(
  candidate: Candidate,
  state: ReviewState | undefined,
  findings: readonly Finding[],
  policy: ScreeningPolicy,
): string {
  const text = state?.text ?? candidate;
  if (!findings.some(({ kind }) => kind === 'secret')) return text.query;
  const reviewed = { candidate, state: state ?? reviewStateOf(candidate, []) };
  return secretMaskOf(reviewed, policy).mask(reviewed.state.text).text.query;
}

/** A copy: a piece of a string would keep the whole of it in memory. */
function beginningOf(query: string): string {
  if (query.length <= QUERY_LENGTH) return query;
  return Buffer.from(query.slice(0, QUERY_LENGTH), 'utf16le').toString('utf16le');
}

function rulesIn(findings: readonly Finding[]): readonly string[] {
  if (findings.length === 0) return NO_RULES;
  return [...new Set(findings.map(({ rule }) => rule))];
}
