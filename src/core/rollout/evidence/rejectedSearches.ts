import type { Facts } from '../../mining/facts/facts.js';
import { NONE } from '../../mining/facts/facts.js';
import { LogView } from '../../mining/logView.js';
import type { Config } from '../../workspace/configSchema.js';

/**
 * Of each search, by its row in `facts.uses`, whether what it was made for came to a bad end: by a button, the user's own next
 * words, an undo or a test that failed, as mining weighs them. What a detector matched in the assistant's text is
 * nothing. One answer speaks against one search, the nearest in time: somebody else may have asked the same.
 *
 * @param since milliseconds since the epoch; what is older is left out
 */
export function rejectedSearches(
  facts: Facts,
  since: number,
  { executorWindowSeconds }: Pick<Config['mining'], 'executorWindowSeconds'>,
): Uint8Array {
  const view = new LogView(facts, { since, executorWindowSeconds });
  const rejected = new Uint8Array(facts.uses.length);
  for (const exchange of view.exchanges) {
    if (view.outcomeOf(exchange) !== 'rejected') continue;
    const answered = facts.exchanges.at(exchange, 'time');
    let [nearest, distance] = [NONE, Number.POSITIVE_INFINITY];
    view.forEachSearchOf(exchange, (use) => {
      const away = Math.abs(facts.uses.at(use, 'time') - answered);
      if (away < distance) [nearest, distance] = [use, away];
    });
    if (nearest !== NONE) rejected[nearest] = 1;
  }
  return rejected;
}
