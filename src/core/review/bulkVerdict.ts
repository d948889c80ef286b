import type { CandidateSummary } from './candidateSummary.js';
import type { DecideManyRequest } from './decideMany.js';
import { asksForApproval, type Query } from './query/query.js';
import type { ReviewStatus } from './reviewState.js';

/** A verdict that can be given on many candidates at once. */
export type BulkVerdict = DecideManyRequest['action'];

/** Where each verdict makes sense; the others of what was chosen are left alone, and counted. */
export const VERDICT_FROM: Readonly<Record<BulkVerdict, readonly ReviewStatus[]>> = {
  accept: ['pending', 'flagged'],
  reject: ['pending', 'flagged', 'accepted'],
  flag: ['pending', 'accepted'],
  reopen: ['flagged', 'accepted', 'rejected'],
};

/** Whether a candidate can get a verdict with others: also a second approval, where one is missing. */
export function canGet(
  action: BulkVerdict,
  { status, attention }: Pick<CandidateSummary, 'status' | 'attention'>,
): boolean {
  const isApproval = action === 'accept' && attention?.kind === 'approval';
  return isApproval || VERDICT_FROM[action].includes(status);
}

/** The same for what a filter names: it has to ask for what waits for approval. */
export function verdictFrom(action: BulkVerdict, query: Query): readonly ReviewStatus[] {
  const isApproval = action === 'accept' && asksForApproval(query);
  return isApproval ? [...VERDICT_FROM[action], 'accepted'] : VERDICT_FROM[action];
}

/** What candidates are named by that a filter gave, as part of a step's name. */
export function namedByFilter(query: string): string {
  return `filter '${query}'`;
}
