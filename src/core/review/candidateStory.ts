import type { Candidate, Provenance } from '../records/candidate.js';
import type { DecisionAction } from '../records/decision.js';
import type { ScreeningPolicy } from '../screening/recogniser.js';
import { SecretMask } from '../screening/secretMask.js';
import type { ReviewState, ReviewStatus } from './reviewState.js';
import type { SignatureKind } from './signatures/signatureMark.js';

/** Where a candidate comes from and where it stands, without its text: what fits on a line. */
export interface CandidateStory {
  readonly id: string;
  readonly status: ReviewStatus;
  readonly edited: boolean;
  readonly source: string;
  readonly timestamp: string;
  readonly feedback: string;
  /** See `confidence_metrics` of a candidate. */
  readonly bm25: number | undefined;
  readonly reranker: number | undefined;
  /** How often the rules fired that it was mined by. */
  readonly evidence: number;
  /** How many log lines prove it, and the first of them. */
  readonly proofs: number;
  readonly proof: Pick<Provenance, 'file' | 'line' | 'part'> | undefined;
  /** Rules whose findings are open. */
  readonly rules: readonly string[];
  /** What gave the status; undefined: screening did, or nothing yet. */
  readonly decision: StoryDecision | undefined;
  /** In its day's file, from 1. */
  readonly line: number;
}

export interface StoryDecision {
  readonly action: DecisionAction;
  readonly by: string;
  readonly at: string;
  readonly signature: SignatureKind | undefined;
}

/** @param place what the index knows of it beside its record */
export function storyOf(
  candidate: Candidate,
  state: ReviewState,
  {
    signature,
    ...place
  }: Pick<CandidateStory, 'rules' | 'line'> & Pick<StoryDecision, 'signature'>,
  policy: ScreeningPolicy,
): CandidateStory {
  const { id, source, timestamp, user_feedback, confidence_metrics, evidence, provenance } =
    candidate;
  const [first] = provenance;
  const { bm25, reranker } = confidence_metrics;
  // Only what may be free text is looked at: a story must be cheap.
  const mask = new SecretMask([], policy);
  return {
    id,
    status: state.status,
    edited: state.edited,
    source: mask.maskLine(source),
    timestamp,
    feedback: mask.maskLine(user_feedback),
    bm25,
    reranker,
    evidence: evidence.reduce((sum, { count }) => sum + count, 0),
    proofs: provenance.length,
    proof: first && { file: first.file, line: first.line, part: first.part },
    ...place,
    decision: decisionOf(state, signature),
  };
}

function decisionOf(
  { decidedBy }: ReviewState,
  signature: SignatureKind | undefined,
): StoryDecision | undefined {
  if (decidedBy === undefined) return undefined;
  const { action, reviewer, at } = decidedBy.decision;
  return { action, by: reviewer.name, at, signature };
}
