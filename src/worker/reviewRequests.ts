import type { JobContext } from '../core/job.js';
import type { CandidateSummary } from '../core/review/candidateSummary.js';
import {
  type Decided,
  type DecisionRequest,
  decide,
  readReview,
  undoDecision,
} from '../core/review/decide.js';
import type { ReviewIndex } from '../core/review/reviewIndex.js';
import type { ReviewStatus } from '../core/review/reviewState.js';

export interface PageInput {
  readonly offset: number;
  readonly limit: number;
  /** A candidate whose place is wanted as well. */
  readonly selected?: string;
}

export interface QueuePage {
  readonly counts: Readonly<Record<ReviewStatus, number>>;
  readonly items: readonly CandidateSummary[];
  /** Place of `selected` in the queue, from 0; undefined when it is not there. */
  readonly selectedAt: number | undefined;
}

export interface GroupInput {
  readonly status: ReviewStatus;
  /** undefined: of all days. */
  readonly day: string | undefined;
  readonly offset: number;
  readonly limit: number;
}

/** A candidate as decided, and what waits after it. */
export interface DecidedAndNext {
  readonly decided: Decided;
  readonly next: CandidateSummary | undefined;
}

/** Everything the editor asks of the worker that keeps the queue. Input and results are plain data. */
export function reviewRequests(index: ReviewIndex, context: JobContext) {
  return {
    refresh: (_input: Record<string, never>) => index.refresh(),
    page: async ({ offset, limit, selected }: PageInput): Promise<QueuePage> => ({
      counts: index.counts,
      items: index.page(offset, limit),
      selectedAt: selected === undefined ? undefined : index.placeOf(selected),
    }),
    group: async ({ status, day, offset, limit }: GroupInput) =>
      index.groupPage(status, day, offset, limit),
    /** The status of those that are known. */
    statuses: async ({ ids }: { readonly ids: readonly string[] }) => index.statusesOf(ids),
    read: ({ id }: { readonly id: string }) => readReview(context, id, index),
    /** Reads ahead what deciding on an open candidate takes. */
    prepare: ({ id }: { readonly id: string }) => index.prepare(id),
    decide: async (request: DecisionRequest): Promise<DecidedAndNext> => {
      const decided = await decide(context, request, index);
      return { decided, next: index.next(request.candidate) };
    },
    undo: (request: Parameters<typeof undoDecision>[1]) => undoDecision(context, request, index),
  };
}

/** After these an overview is due; the others only look. */
export const CHANGING: ReadonlySet<ReviewRequestName> = new Set(['refresh', 'decide', 'undo']);

/** Nobody looks at the screen and waits for these. */
export const PATIENT: ReadonlySet<ReviewRequestName> = new Set(['refresh', 'prepare']);

export type ReviewRequests = ReturnType<typeof reviewRequests>;
export type ReviewRequestName = keyof ReviewRequests;
export type ReviewInputOf<Name extends ReviewRequestName> = Parameters<ReviewRequests[Name]>[0];
export type ReviewResultOf<Name extends ReviewRequestName> = Awaited<
  ReturnType<ReviewRequests[Name]>
>;
