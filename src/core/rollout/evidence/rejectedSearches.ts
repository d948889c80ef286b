import type { Facts, Outcome } from '../../mining/facts/facts.js';
import { NONE, OUTCOMES } from '../../mining/facts/facts.js';
import { LogView } from '../../mining/logView.js';
import type { Config } from '../../workspace/configSchema.js';

/**
 * Of each search, by its row in `facts.uses`, what came of the answer that it was made for, as an index into `OUTCOMES`: by a
 * button, the user's own next words, an undo or a test that failed, as mining weighs them. What a detector matched in the
 * assistant's text is nothing. One answer speaks for or against one search, the nearest in time: somebody else may have asked
 * the same. Of several answers that one search was nearest to, a bad end counts.
 *
 * @param since milliseconds since the epoch; what is older is left out
 */
export function searchOutcomes(
  facts: Facts,
  since: number,
  { executorWindowSeconds }: Pick<Config['mining'], 'executorWindowSeconds'>,
): Uint8Array {
  const view = new LogView(facts, { since, executorWindowSeconds });
  const outcomes = new Uint8Array(facts.uses.length);
  for (const exchange of view.exchanges) {
    const outcome = OUTCOMES.indexOf(view.outcomeOf(exchange));
    if (outcome === NO_OUTCOME) continue;
    const answered = facts.exchanges.at(exchange, 'time');
    let [nearest, distance] = [NONE, Number.POSITIVE_INFINITY];
    view.forEachSearchOf(exchange, (use) => {
      const away = Math.abs(facts.uses.at(use, 'time') - answered);
      if (away < distance) [nearest, distance] = [use, away];
    });
    if (nearest !== NONE && outcomes[nearest] !== REJECTED) outcomes[nearest] = outcome;
  }
  return outcomes;
}

/** Of each search, 1 where what it was made for came to a bad end; see `searchOutcomes`. */
export function rejectedSearches(
  facts: Facts,
  since: number,
  mining: Pick<Config['mining'], 'executorWindowSeconds'>,
): Uint8Array {
  return searchOutcomes(facts, since, mining).map((outcome) => Number(outcome === REJECTED));
}

const NO_OUTCOME = OUTCOMES.indexOf('none' satisfies Outcome);
const REJECTED = OUTCOMES.indexOf('rejected' satisfies Outcome);
