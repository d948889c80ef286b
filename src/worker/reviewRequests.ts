import { checkpoint } from '../core/audit/checkpoints/makeCheckpoint.js';
import type { JobContext } from '../core/job.js';
import type { Clock } from '../core/ports/clock.js';
import { dayOfCandidate } from '../core/records/candidate.js';
import type { Reviewer } from '../core/records/decision.js';
import type { EntryRef, Resolution } from '../core/records/resolution.js';
import type { CandidateSummary } from '../core/review/candidateSummary.js';
import { type ClaimRequest, changeClaims } from '../core/review/claims/changeClaims.js';
import { claimStateOf } from '../core/review/claims/claimState.js';
import type { SeenCandidate } from '../core/review/dayIndex.js';
import {
  asSeenBy,
  type Decided,
  type DecisionRequest,
  decide,
  readReview,
  undoDecision,
} from '../core/review/decide.js';
import { readDecideItems } from '../core/review/decideItems.js';
import { type DecideManyRequest, decideMany } from '../core/review/decideMany.js';
import { maskedReview, secretMaskOf } from '../core/review/maskedReview.js';
import type { Progress } from '../core/review/progress.js';
import { type DismissRequest, dismissProposal } from '../core/review/proposals/dismissProposal.js';
import { openProposals } from '../core/review/proposals/openProposals.js';
import { readProposals } from '../core/review/proposals/proposalJournals.js';
import type { FilteredQueue } from '../core/review/query/filteredQueue.js';
import { requireQuery } from '../core/review/query/parseQuery.js';
import type { GroupTrait } from '../core/review/queueGroups.js';
import type { ReviewIndex } from '../core/review/reviewIndex.js';
import { type ReviewStatus, STATUSES } from '../core/review/reviewState.js';
import { type OwnDecisions, signOwn, unsignedOwn } from '../core/review/signatures/signOwn.js';
import { noSuchEntry, readStandingEntry } from '../core/review/standingEntry.js';
import { redoStep, type StepRequest, stepsNow, undoStep } from '../core/review/undoRedo.js';
import { SecretMask } from '../core/screening/secretMask.js';
import { ImpactPreviews } from '../core/validation/impact/impactPreviews.js';
import { readConfig } from '../core/workspace/config.js';
import { viewerOf } from './viewer.js';

/** What a list is narrowed down to; see docs/filtering.md. */
export interface FilterInput {
  /** Empty: everything, in the order of the queue. */
  readonly query: string;
  /** Who asks, for `reviewer:me` and their share of the progress. */
  readonly me?: Reviewer | undefined;
}

export interface PageInput {
  readonly filter?: FilterInput;
  readonly offset: number;
  readonly limit: number;
  /** A candidate whose place is wanted as well. */
  readonly selected?: string;
}

export interface QueuePage {
  /** How many candidates fit the filter. */
  readonly total: number;
  /** Of all candidates. */
  readonly progress: Progress;
  /** Of all candidates. */
  readonly counts: Readonly<Record<ReviewStatus, number>>;
  readonly items: readonly CandidateSummary[];
  /** Place of `selected` in the queue, from 0; undefined when it is not there. */
  readonly selectedAt: number | undefined;
}

export interface GroupInput {
  readonly status: ReviewStatus;
  /** undefined: of all days. */
  readonly day: string | undefined;
  /** Those with this value of a trait alone, of all days; see `TraitGroup`. */
  readonly having?: { readonly trait: GroupTrait; readonly value: string | undefined };
  readonly offset: number;
  readonly limit: number;
}

/** What a record is called in a list: the question of its candidate, or else its own text, masked. */
export interface TitleWish {
  readonly candidate: string | undefined;
  readonly text: string;
}

export interface MatchingInput {
  readonly filter: FilterInput;
  /** Of what fits only what stands so; left out: all of it. */
  readonly statuses?: readonly ReviewStatus[];
  /** At most so many, and never more than `MOST_MATCHING`. */
  readonly limit: number;
}

/** What one act on everything that fits a filter would be about. */
export interface Matching {
  /** How many fit and stand so. */
  readonly count: number;
  /** Of everything that fits. */
  readonly counts: Readonly<Record<ReviewStatus, number>>;
  /** The first of them in the filter's order, as decisions have to name them. */
  readonly candidates: readonly SeenCandidate[];
}

export const MOST_MATCHING = 10_000;

/** A candidate as decided, and what waits after it. */
export interface DecidedAndNext {
  readonly decided: Decided;
  readonly next: CandidateSummary | undefined;
}

/** The filter: what waits next is looked for in it. */
type FilteredDecision = DecisionRequest & { readonly filter?: FilterInput | undefined };

interface SkipInput {
  readonly id: string;
  readonly filter?: FilterInput | undefined;
}

/** Whether a candidate is now behind the others, and what waits after its place. */
export interface SkippedAndNext {
  readonly isSkipped: boolean;
  readonly next: CandidateSummary | undefined;
}

/** Which choice a preview is of, by the name of the other entry as it stands; left out: what was decided, else to keep. */
export type ImpactChoice =
  | { readonly kind: 'keep' }
  | { readonly kind: 'merge' | 'supersede'; readonly other: Omit<EntryRef, 'digest'> };

/**
 * Everything the editor asks of the worker that keeps the queue. Input and results are plain data.
 * @param pause lets others have their turn in the middle of long work
 */
export function reviewRequests(
  index: ReviewIndex,
  context: JobContext,
  pause: () => Promise<void> = async () => {},
) {
  const impacts = new ImpactPreviews(context, index, { viewing: () => index.viewing, pause });
  const whoLooks = viewerOf(context);
  const filteredBy = (filter: FilterInput | undefined) => filteredIn(index, filter, context.clock);
  return {
    /** @param mayAskGit who looks is found out where that makes a difference; never in a workspace that is not trusted */
    refresh: ({ mayAskGit = false }: { readonly mayAskGit?: boolean }) =>
      index.refresh(mayAskGit ? whoLooks : undefined),
    page: async ({ offset, limit, selected, filter }: PageInput): Promise<QueuePage> => {
      const { counts } = index;
      const queue = filteredBy(filter) ?? index;
      return {
        total: queue.size,
        progress: index.progress(filter?.me),
        counts,
        items: queue.page(offset, limit),
        selectedAt: selected === undefined ? undefined : queue.placeOf(selected),
      };
    },
    /** The candidates that fit a filter, read anew from the files. */
    matching: async ({ filter, statuses = STATUSES, limit }: MatchingInput): Promise<Matching> => {
      const queue = filteredBy(filter) ?? index;
      const fitting = queue.page(0, queue.size);
      const counts = { pending: 0, flagged: 0, accepted: 0, rejected: 0 };
      for (const { status } of fitting) counts[status] += 1;
      const wanted = fitting.filter(({ status }) => statuses.includes(status));
      const most = Math.min(limit, MOST_MATCHING);
      const seen = await index.seen(wanted.slice(0, most).map(({ id }) => id));
      // The files may be ahead of what was filtered.
      const candidates = seen.filter(({ status }) => statuses.includes(status));
      return { count: wanted.length, counts, candidates };
    },
    group: async ({ status, day, having, offset, limit }: GroupInput) =>
      index.withSignatures(
        having === undefined
          ? index.groupPage(status, day, offset, limit)
          : index.traitPage(status, having, offset, limit),
      ),
    traitGroups: async ({ trait }: { readonly trait: GroupTrait }) => index.traitGroups(trait),
    summaries: async ({ ids }: { readonly ids: readonly string[] }) => index.summariesOf(ids),
    /** What a decision on many needs to know of each. */
    decideItems: ({ ids }: { readonly ids: readonly string[] }) =>
      readDecideItems(index, ids, index.viewing),
    /** The status of those that are known. */
    statuses: async ({ ids }: { readonly ids: readonly string[] }) => index.statusesOf(ids),
    /** What an id names now, for a candidate to be held against; undefined when nothing goes by it. */
    standing: (ref: Omit<EntryRef, 'digest'>) => readStandingEntry(context, ref, index),
    read: async ({ id }: { readonly id: string }) => readClaimed(context, index, id),
    /** With masks where secrets stand. */
    readMasked: async ({ id }: { readonly id: string }) => {
      const review = await readClaimed(context, index, id);
      const { screening } = await readConfig(context.files);
      const masked = maskedReview(review, secretMaskOf(review, screening));
      return { ...masked, signatures: await index.signatureMarks(id) };
    },
    /** See `attentionOf`. */
    attention: async ({ id }: { readonly id: string }) =>
      index.attention(asSeenBy(await readReview(context, id, index), index.viewing)),
    /** What is known of the signatures of all decisions on a candidate. */
    signatureMarks: ({ id }: { readonly id: string }) => index.signatureMarks(id),
    /** One's own decisions that are not signed. */
    unsignedOwn: (wanted: OwnDecisions) => unsignedOwn(context, wanted, index),
    signOwn: (wanted: OwnDecisions & { readonly only: readonly string[] }) =>
      signOwn(context, wanted, index),
    /** What a line about a candidate says in short; undefined while it is not known. */
    story: ({ id }: { readonly id: string }) => index.story(id),
    /** One title for each wish. */
    titles: async ({ wishes }: { readonly wishes: readonly TitleWish[] }) => {
      const { screening } = await readConfig(context.files);
      const mask = new SecretMask([], screening);
      return wishes.map(({ candidate, text }) => {
        const question = candidate === undefined ? undefined : index.questionOf(candidate);
        return question ?? mask.maskLine(text);
      });
    },
    /** What a candidate would change about what is found. */
    impact: async ({ id, choice }: { readonly id: string; readonly choice?: ImpactChoice }) => {
      const resolution = choice && (await resolutionFor(context, choice, index));
      return impacts.preview({ candidate: id, resolution });
    },
    /** The same in the order of the reranker in use; undefined: there is none, or it gave way. */
    rerankedImpact: async ({
      id,
      choice,
    }: {
      readonly id: string;
      readonly choice?: ImpactChoice;
    }) => {
      const resolution = choice && (await resolutionFor(context, choice, index));
      return impacts.reranked({ candidate: id, resolution });
    },
    /** Reads ahead what deciding on an open candidate takes. */
    prepare: ({ id }: { readonly id: string }) => index.prepare(id),
    decide: async ({ filter, ...request }: FilteredDecision): Promise<DecidedAndNext> => {
      const before = filteredBy(filter);
      const decided = await decide(context, request, index);
      if (request.action === 'reopen') index.unskip(request.candidate);
      return { decided, next: nextWaiting(index, request.candidate, before, filteredBy(filter)) };
    },
    /** Assigns, reserves or releases. */
    claim: async (request: ClaimRequest) => {
      const changed = await changeClaims(context, request, index);
      await index.refreshClaims(changed.claimed.map(({ candidate }) => dayOfCandidate(candidate)));
      return changed;
    },
    /** Puts an agent's proposal away. */
    dismissProposal: async (request: DismissRequest) => {
      await dismissProposal(context, request);
      await index.refreshProposals(dayOfCandidate(request.candidate));
    },
    undo: (request: Parameters<typeof undoDecision>[1]) => undoDecision(context, request, index),
    /** One verdict on many, as one step. */
    decideMany: (request: DecideManyRequest) => decideMany(context, request, index),
    undoStep: (request: StepRequest) => undoStep(context, request, index),
    redoStep: (request: StepRequest) => redoStep(context, request, index),
    skip: async ({ id, filter }: SkipInput): Promise<SkippedAndNext> => {
      const next = nextWaiting(index, id, filteredBy(filter), filteredBy(filter));
      return { isSkipped: index.toggleSkipped(id), next };
    },
    /** Covers what was decided; nothing where it may not be written. */
    checkpoint: async (_input: Record<string, never>): Promise<void> => {
      if (context.actor !== undefined) await checkpoint(context);
    },
    /** What undo and redo would do. */
    stepsNow: (_input: Record<string, never>) => stepsNow(context, index),
  };
}

function filteredIn(
  index: ReviewIndex,
  filter: FilterInput | undefined,
  clock: Clock,
): FilteredQueue | undefined {
  if (filter === undefined) return undefined;
  return index.filtered({ query: requireQuery(filter.query), me: filter.me, now: clock.now() });
}

/** @throws CodelumiError `not-found` */
async function resolutionFor(
  context: JobContext,
  choice: ImpactChoice,
  index: ReviewIndex,
): Promise<Resolution> {
  if (choice.kind === 'keep') return choice;
  const { kind, other } = choice;
  const standing = await readStandingEntry(context, other, index);
  if (standing === undefined) throw noSuchEntry(other);
  return { kind, entry: { ...other, digest: standing.digest } };
}

/** A candidate as whoever looks may see it, and who has it. */
async function readClaimed(
  context: JobContext,
  index: ReviewIndex,
  id: string,
): Promise<Decided & { readonly line: number }> {
  const review = await readReview(context, id, index);
  const day = dayOfCandidate(id);
  const claims = (await index.claims(day)).of.get(id) ?? [];
  const claim = claimStateOf(claims, review.state.history);
  const { of } = await readProposals(context, day, index.journal);
  const proposals = openProposals(of.get(id), review.state);
  return { ...asSeenBy(review, index.viewing), claim, proposals };
}

/**
 * @param before the filtered queue in which the candidate stood when it was decided on
 * @param now the same queue as it is by now
 */
function nextWaiting(
  index: ReviewIndex,
  candidate: string,
  before: FilteredQueue | undefined,
  now: FilteredQueue | undefined,
): CandidateSummary | undefined {
  if (before === undefined) return index.next(candidate);
  return before.nextAfter(candidate, (id) => now?.placeOf(id) !== undefined);
}

/** After these an overview is due; the others only look. */
export const CHANGING: ReadonlySet<ReviewRequestName> = new Set([
  'refresh',
  'decide',
  'undo',
  'decideMany',
  'claim',
  'dismissProposal',
  'undoStep',
  'redoStep',
  'skip',
]);

/** Nobody waits for these with something to do. */
export const PATIENT: ReadonlySet<ReviewRequestName> = new Set([
  'refresh',
  'prepare',
  'impact',
  'rerankedImpact',
]);

export type ReviewRequests = ReturnType<typeof reviewRequests>;
export type ReviewRequestName = keyof ReviewRequests;
export type ReviewInputOf<Name extends ReviewRequestName> = Parameters<ReviewRequests[Name]>[0];
export type ReviewResultOf<Name extends ReviewRequestName> = Awaited<
  ReturnType<ReviewRequests[Name]>
>;
