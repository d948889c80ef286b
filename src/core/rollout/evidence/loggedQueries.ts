import type { Place } from '../../errors.js';
import type { JobContext } from '../../job.js';
import { type Facts, NONE } from '../../mining/facts/facts.js';
import { readFacts } from '../../mining/facts/readFacts.js';
import { LogView } from '../../mining/logView.js';
import { readBack } from '../../mining/readBack.js';
import type { TextRef } from '../../mining/textRef.js';
import type { Config } from '../../workspace/configSchema.js';
import { filesOf } from '../../workspace/sources.js';

/** A question to which users accepted what the knowledge base had for it. */
export interface AcceptedQuery {
  readonly query: string;
  /** Ids of the entries whose answers they accepted. */
  readonly ids: readonly string[];
  /** Where it was last asked. */
  readonly place: Required<Place>;
}

export interface LoggedQueries {
  /** Newest first. */
  readonly accepted: readonly AcceptedQuery[];
  /** What was searched for, whatever came of it: each query once, newest first. */
  readonly searched: readonly string[];
}

/** With more, older ones tell of another knowledge base and other people. */
const MOST_ACCEPTED = 1_000;

/**
 * Reads from the logs what replays ask. An outcome counts as in rule R2: of the exchange with its first hit, after all
 * that was said and done about it; an entry that was rejected as often as accepted is nothing that is right.
 *
 * @param context with the logs where the settings say they are; see `logContext`
 * @param mostSearched how many searches are wanted
 */
export async function loggedQueries(
  context: JobContext,
  config: Config,
  mostSearched: number,
): Promise<LoggedQueries> {
  // Before anybody talked to the assistant there is the holdout alone.
  if ((await filesOf(context, config, 'memory')).length === 0)
    return { accepted: [], searched: [] };
  const { facts } = await readFacts(context, config);
  const { executorWindowSeconds } = config.mining;
  const accepted = acceptedIn(new LogView(facts, { executorWindowSeconds }));
  const searches = newestSearches(facts, mostSearched);
  const texts = await readBack(context, {
    texts: [...accepted.map(({ text }) => text), ...searches],
    lines: [],
  });
  return {
    accepted: accepted.map(({ text, ids }) => {
      const { file, line } = text.position;
      return { query: texts.textOf(text), ids, place: { file, line } };
    }),
    searched: searches.map((search) => texts.textOf(search)).filter((query) => query !== ''),
  };
}

interface Accepted {
  readonly text: TextRef;
  readonly ids: readonly string[];
}

function acceptedIn(view: LogView): Accepted[] {
  const { exchanges, kbIds } = view.facts;
  /** By query: its last exchange that counts, and accepted less rejected of each entry. */
  const byQuery = new Map<number, { row: number; time: number; votes: Map<number, number> }>();
  for (const row of view.exchanges) {
    const [hit, outcome] = [view.hitOf(row), view.outcomeOf(row)];
    if (hit === NONE || outcome === 'none') continue;
    const query = exchanges.at(row, 'query');
    const found = byQuery.get(query) ?? { row, time: Number.NEGATIVE_INFINITY, votes: new Map() };
    found.votes.set(hit, (found.votes.get(hit) ?? 0) + (outcome === 'accepted' ? 1 : -1));
    const time = exchanges.at(row, 'time');
    if (time >= found.time) [found.row, found.time] = [row, time];
    byQuery.set(query, found);
  }
  return [...byQuery.values()]
    .map(({ row, time, votes }) => {
      const right = [...votes].filter(([, count]) => count > 0);
      return { row, time, ids: right.map(([hit]) => kbIds.at(hit)) };
    })
    .filter(({ ids }) => ids.length > 0)
    .sort((a, b) => b.time - a.time || b.row - a.row)
    .slice(0, MOST_ACCEPTED)
    .map(({ row, ids }) => ({ text: view.questionOf(row).text, ids }));
}

function newestSearches(facts: Facts, most: number): TextRef[] {
  const { uses, queries } = facts;
  const [query, time] = [uses.column('query'), uses.column('time')];
  /** By query, the row of its latest search. */
  const latest = new Int32Array(queries.rows.length).fill(NONE);
  for (let row = 0; row < uses.length; row += 1) {
    const known = latest[query.at(row)] ?? NONE;
    if (known === NONE || time.at(known) <= time.at(row)) latest[query.at(row)] = row;
  }
  return latest
    .filter((row) => row !== NONE)
    .sort((a, b) => time.at(b) - time.at(a) || b - a)
    .subarray(0, most)
    .reduce<TextRef[]>((refs, row) => {
      const position = facts.positionOf(uses.at(row, 'use'));
      if (position !== undefined) refs.push({ position, place: 'search' });
      return refs;
    }, []);
}
