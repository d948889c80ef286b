import type { ReviewStatus } from '../../core/review/reviewState.js';
import type { GroupInput } from '../../worker/reviewRequests.js';
import type { Having } from './treeNodes.js';

/** Which candidates a group of one status holds, in the words of the worker. */
export function pageOf(
  status: ReviewStatus,
  having: Having | undefined,
): Omit<GroupInput, 'offset' | 'limit'> {
  if (having === undefined) return { status, day: undefined };
  const { by, value } = having;
  if (by === 'day') return { status, day: value };
  return { status, day: undefined, having: { trait: by, value } };
}
