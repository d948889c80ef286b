import type { Candidate, CandidateText, Finding } from '../records/candidate.js';
import type { EvaluationContext } from '../screening/context/evaluationContext.js';
import type { ScreeningPolicy } from '../screening/recogniser.js';
import type { Policy } from '../workspace/settings/policySchema.js';
import type { ClaimState } from './claims/claimState.js';
import { currentFindings } from './currentFindings.js';
import { secretMaskOf } from './maskedReview.js';
import type { SeenState } from './overlap/blind.js';
import { type FilterFacts, filterFactsOf } from './query/filterFacts.js';
import { type Attention, attentionOf, byAddress } from './quorum/attention.js';
import { quorumJudge } from './quorum/quorumJudge.js';
import { NOTHING_SIGNED } from './quorum/signedDecisions.js';
import { type ReviewState, type ReviewStatus, reviewStateOf } from './reviewState.js';
import type { SignatureKind } from './signatures/signatureMark.js';

/** A candidate as lists show it; the whole record is read when somebody opens it. */
export interface CandidateSummary {
  readonly id: string;
  readonly day: string;
  readonly status: ReviewStatus;
  /** The beginning of the question, with masks where secrets stand. */
  readonly query: string;
  readonly timestamp: string;
  readonly source: string;
  /** The rule of mining that found it, the first where several did. */
  readonly minedBy: string;
  readonly edited: boolean;
  /** What somebody else decided is left out until the viewer has decided; see `seenBy`. */
  readonly isBlind?: true;
  /** Who is to review it, and who is at it; left out where nobody is. */
  readonly claim?: ListedClaim;
  /** How many proposals of agents wait for a person; left out where none do. */
  readonly proposals?: number;
  /** Why something that was decided goes nowhere yet; left out where nothing is in the way. */
  readonly attention?: Attention;
  /** Rules whose findings are open in the current text. */
  readonly rules: readonly string[];
  readonly bm25: number | undefined;
  /** Line in the day's candidates file. */
  readonly line: number;
  /** Hash of the decision that gave the status; undefined: screening did, or nothing yet. */
  readonly decision: string | undefined;
  /** What is known of that decision's signature; left out until somebody looks. */
  readonly signature?: SignatureKind;
}

/** Who has a candidate, as lists show it. */
export type ListedClaim = Pick<ClaimState, 'assignee' | 'reservation'>;

/** What texts are held against: an edited one is screened when it is listed. */
export interface ScreeningNow {
  readonly policy: ScreeningPolicy;
  readonly evaluation: EvaluationContext;
  /** By which it is told whether enough people approved. */
  readonly quorum: Policy;
}

/** Whether texts that were listed by one may be left as they are by the other. */
export function isSameScreening(a: ScreeningNow, b: ScreeningNow): boolean {
  const isEqual = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);
  return (
    a.evaluation === b.evaluation && isEqual(a.policy, b.policy) && isEqual(a.quorum, b.quorum)
  );
}

const QUERY_LENGTH = 200;
const NO_RULES: readonly string[] = [];
const MOST_SHARED = 1_000;
const SHARED = new Map<string, string>();
/** There are few: words hold numbers up to the most that policy may ask for. */
const ATTENTIONS = new Map<string, Attention>();

/** All that lists and filters are told of a candidate. */
export interface ListedCandidate {
  readonly summary: CandidateSummary;
  readonly facts: FilterFacts;
  /** What a search looks through: as it stands, with masks where secrets stand. */
  readonly text: CandidateText;
}

/** What is known of a candidate beside its record and what was decided about it. */
interface ListedPlace {
  readonly day: string;
  readonly line: number;
  readonly claim?: ClaimState | undefined;
  /** How many wait for a person. */
  readonly proposals?: number;
}

/** @param state what was decided about it; undefined: nothing yet */
export function listedCandidate(
  candidate: Candidate,
  state: SeenState | undefined,
  place: ListedPlace,
  { policy, evaluation, quorum }: ScreeningNow,
): ListedCandidate {
  const { status = candidate.status, edited = false } = state ?? {};
  const findings =
    state?.edited === true
      ? currentFindings(candidate, state, evaluation, policy)
      : candidate.findings;
  const text = shownText(candidate, state, findings, policy);
  const attention = state && listedAttention(candidate, state, quorum, policy);
  const summary = {
    id: candidate.id,
    day: place.day,
    status,
    query: beginningOf(text.query),
    timestamp: candidate.timestamp,
    source: shared(candidate.source),
    minedBy: shared(candidate.evidence[0]?.rule ?? ''),
    edited,
    rules: rulesIn(findings),
    bm25: candidate.confidence_metrics.bm25,
    ...(attention && { attention }),
    line: place.line,
    decision: state?.decidedBy?.decision.hash,
    ...(state?.isBlind === true ? { isBlind: true as const } : {}),
    ...(place.proposals === undefined || place.proposals === 0
      ? {}
      : { proposals: place.proposals }),
    ...listedClaim(place.claim),
  };
  return { summary, facts: filterFactsOf(candidate, state, findings), text };
}

function listedClaim(claim: ClaimState | undefined): { readonly claim?: ListedClaim } {
  const { assignee, reservation } = claim ?? {};
  if (assignee === undefined && reservation === undefined) return {};
  return { claim: { assignee, reservation } };
}

/** One object for all candidates that wait for the same. */
function listedAttention(
  candidate: Candidate,
  state: ReviewState,
  quorum: Policy,
  screening: ScreeningPolicy,
): Attention | undefined {
  if (state.status !== 'accepted' && state.disputed === undefined) return undefined;
  const judge = quorumJudge(NOTHING_SIGNED, byAddress(quorum), screening);
  const found = attentionOf({ candidate, state }, judge);
  if (found === undefined) return undefined;
  const { kind, words } = found;
  const known = ATTENTIONS.get(words) ?? { kind, words };
  ATTENTIONS.set(words, known);
  return known;
}

/** One string for all candidates that name the same; of what is only made up, few are kept. */
function shared(name: string): string {
  const known = SHARED.get(name);
  if (known !== undefined) return known;
  if (SHARED.size < MOST_SHARED) SHARED.set(name, name);
  return name;
}

function shownText(
  candidate: Candidate,
  state: ReviewState | undefined,
  findings: readonly Finding[],
  policy: ScreeningPolicy,
): CandidateText {
  const text = state?.text ?? candidate;
  if (!findings.some(({ kind }) => kind === 'secret')) return text;
  const reviewed = { candidate, state: state ?? reviewStateOf(candidate, []) };
  return secretMaskOf(reviewed, policy).mask(reviewed.state.text).text;
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
