import type { FilterInput } from '../../worker/reviewRequests.js';
import type { ActiveFilter } from './activeFilter.js';
import type { GitIdentity } from './gitIdentity.js';

/** The active filter as the worker wants it. Waits for Git only where the filter asks who somebody is. */
export async function filterInput(
  filter: ActiveFilter,
  identity: GitIdentity,
): Promise<FilterInput> {
  const asksForMe = filter.query.terms.some(({ condition }) => condition.key === 'reviewer');
  const found = identity.find();
  return { query: filter.text, me: asksForMe ? await found : identity.known };
}
