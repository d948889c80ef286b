import type { Job, JobContext } from '../job.js';
import type { CandidateText } from '../records/candidate.js';
import type { Reviewer } from '../records/decision.js';
import { readEvaluationContext } from '../screening/context/screeningContext.js';
import { isProblem, type Problem } from '../workspace/candidateFiles.js';
import { readConfig } from '../workspace/config.js';
import {
  type CandidateSummary,
  type ListedCandidate,
  listedCandidate,
} from './candidateSummary.js';
import { readClaims } from './claims/claimJournals.js';
import { claimStateOf } from './claims/claimState.js';
import { seenBy } from './overlap/blind.js';
import {
  type ReasonTally,
  type ReviewerTally,
  reasonTallies,
  reviewerTallies,
} from './progress.js';
import { openProposals } from './proposals/openProposals.js';
import { readProposals } from './proposals/proposalJournals.js';
import { folded, searchedBytes } from './query/foldedText.js';
import { inOrder } from './query/inOrder.js';
import { type Asking, conditionTest } from './query/matchesCondition.js';
import { EVERYTHING, type Query } from './query/query.js';
import { readListPolicy } from './quorum/policies.js';
import { reviewDays, reviewedCandidates } from './reviewedCandidates.js';
import { REVIEW_ORDER } from './reviewOrder.js';
import type { ReviewStatus } from './reviewState.js';

export interface QueueInput {
  readonly status?: ReviewStatus;
  readonly day?: string;
  /** Only what fits, in its order: what waits first, within a status as it says. */
  readonly query?: Query;
  /** Who asks: for `reviewer:me`, and whom nothing is told that they must not know yet. */
  readonly me?: Reviewer;
  /** At most so many candidates; `matching` counts all. */
  readonly limit?: number;
}

export interface Queue {
  readonly candidates: readonly CandidateSummary[];
  /** How many fit, however many are listed. */
  readonly matching: number;
  /** Of all candidates. */
  readonly counts: Readonly<Record<ReviewStatus, number>>;
  /** Of all candidates. */
  readonly reviewers: readonly ReviewerTally[];
  /** Of all candidates that people rejected or flagged. */
  readonly reasons: readonly ReasonTally[];
  /** Lines that could not be used; the rest of the queue is whole. */
  readonly problems: readonly Problem[];
}

type Listed = Pick<ListedCandidate, 'summary' | 'facts'>;

/** All candidates with what was decided about them, newest day first, in file order within a day. */
export const loadQueue: Job<QueueInput, Queue> = (input, context) =>
  queueAs(input, context, (text) => text);

/** @param shown the texts of candidates as whoever asks may see them: words are looked for in these */
export async function queueAs(
  input: QueueInput,
  context: JobContext,
  shown: (text: CandidateText) => CandidateText,
): Promise<Queue> {
  const { query = EVERYTHING, status } = input;
  const fits = queryTest(query, { me: input.me, now: context.clock.now() }, shown);
  const wanted: Listed[] = [];
  const all: Listed[] = [];
  const problems: Problem[] = [];
  const counts = { pending: 0, flagged: 0, accepted: 0, rejected: 0 };
  for await (const read of listedCandidates(context, input)) {
    if (isProblem(read)) {
      problems.push(read);
      continue;
    }
    const { summary, facts } = read;
    counts[summary.status] += 1;
    all.push({ summary, facts });
    const isAsked = status === undefined || status === summary.status;
    if (isAsked && fits(read)) wanted.push({ summary, facts });
  }
  const candidates = inOrderOf(wanted, input.query).slice(0, input.limit);
  return {
    candidates: candidates.map(({ summary }) => summary),
    matching: wanted.length,
    counts,
    reviewers: reviewerTallies(all),
    reasons: reasonTallies(all),
    problems,
  };
}

async function* listedCandidates(
  context: JobContext,
  { day: only, me }: QueueInput,
): AsyncGenerator<ListedCandidate | Problem> {
  const { screening: policy, review } = await readConfig(context.files);
  const evaluation = await readEvaluationContext(context);
  const quorum = await readListPolicy(context);
  for (const day of (await reviewDays(context)).sort().reverse()) {
    if (only !== undefined && only !== day) continue;
    const claims = await readClaims(context, day);
    const proposals = await readProposals(context, day);
    yield* claims.problems;
    yield* proposals.problems;
    for await (const read of reviewedCandidates(context, day)) {
      if (isProblem(read)) {
        yield read;
        continue;
      }
      const { candidate, state, position } = read;
      const own = claims.of.get(candidate.id);
      const claim = own && claimStateOf(own, state.history);
      const open = openProposals(proposals.of.get(candidate.id), state).length;
      const place = { day, line: position.line, claim, proposals: open };
      const now = { policy, evaluation, quorum };
      yield listedCandidate(candidate, seenBy(me, candidate, state, review), place, now);
    }
  }
}

function inOrderOf(candidates: readonly Listed[], query: Query | undefined): readonly Listed[] {
  if (query === undefined) return candidates;
  return REVIEW_ORDER.flatMap((status) =>
    inOrder(
      candidates.filter(({ summary }) => summary.status === status),
      query.sort,
    ),
  );
}

function queryTest(
  { terms }: Query,
  asking: Asking,
  shown: (text: CandidateText) => CandidateText,
): (candidate: ListedCandidate) => boolean {
  const tests = terms.map(({ not, condition }) => {
    const test =
      condition.key === 'text' ? textTest(condition.text, shown) : conditionTest(condition, asking);
    return (candidate: ListedCandidate) => test(candidate) !== not;
  });
  return (candidate) => tests.every((test) => test(candidate));
}

function textTest(
  text: string,
  shown: (text: CandidateText) => CandidateText,
): (candidate: ListedCandidate) => boolean {
  const needle = Buffer.from(folded(text), 'utf8');
  return (candidate) => Buffer.from(searchedBytes(shown(candidate.text))).includes(needle);
}
