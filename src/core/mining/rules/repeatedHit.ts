import type { Config } from '../../workspace/configSchema.js';
import { NONE } from '../facts/facts.js';
import type { Column } from '../facts/table.js';
import type { LogView } from '../logView.js';
import {
  type Asked,
  countDrop,
  type Drop,
  type Drops,
  type Mined,
  type MinedAnswer,
  type RuleOutcome,
  type TellVerdict,
} from '../mined.js';
import type { QuerySpace } from '../querySpace.js';
import { RowsByKey } from '../rowsByKey.js';
import { Support } from '../support.js';

type Policy = Config['mining']['repeatedHit'];

interface Hit {
  /** In `kbIds`. */
  readonly id: number;
  /** How many distinct queries it answered. */
  readonly queries: number;
  /** Rows of searches and exchanges; of the latter, those that users accepted. */
  readonly uses: Int32Array;
  readonly exchanges: Int32Array;
  readonly accepted: readonly number[];
  readonly rejected: number;
}

/**
 * R2: a knowledge base entry that several distinct queries used and users accepted. The candidate is
 * the most typical of those queries with the answer in use, as an improvement of that entry.
 * A use counts for the best hit alone: it is the one the answer is made from.
 */
export function mineRepeatedHits(
  log: LogView,
  space: QuerySpace,
  policy: Policy,
  tell: TellVerdict,
): RuleOutcome {
  const mined: Mined[] = [];
  const dropped: Drops = {};
  const hits = hitsOf(log);
  for (const hit of hits) {
    const drop = dropReason(hit, policy);
    if (drop === undefined) mined.push(minedFrom(log, space, hit));
    else countDrop(dropped, drop);
    tell('repeatedHit', drop, () => verdictOf(log, hit, policy));
  }
  return { mined, considered: hits.length, kept: mined.length, dropped };
}

/** In the order in which they were first used. */
function hitsOf(log: LogView): Hit[] {
  const { uses, kbIds } = log.facts;
  const hitOfUse = uses.column('hit');
  const usesOf = new RowsByKey(log.uses, (row) => hitOfUse.at(row), kbIds.length);
  const exchangesOf = new RowsByKey(log.exchanges, (row) => log.hitOf(row), kbIds.length);
  const ids = new Set(log.uses.map((row) => hitOfUse.at(row)));
  for (const row of log.exchanges) ids.add(log.hitOf(row));
  ids.delete(NONE);
  const queries = new DistinctQueries(log);
  return [...ids].map((id) => {
    const own = { uses: usesOf.of(id), exchanges: exchangesOf.of(id) };
    return { id, queries: queries.countOf(id, own), ...own, ...outcomesOf(log, own.exchanges) };
  });
}

/** Counts without a set for each hit: of every query it remembers for which hit it was last counted. */
class DistinctQueries {
  readonly #facts: LogView['facts'];
  readonly #countedFor: Int32Array;

  constructor({ facts }: LogView) {
    this.#facts = facts;
    this.#countedFor = new Int32Array(facts.queries.rows.length).fill(NONE);
  }

  countOf(id: number, { uses, exchanges }: Pick<Hit, 'uses' | 'exchanges'>): number {
    const facts = this.#facts;
    return (
      this.#count(id, uses, facts.uses.column('query')) +
      this.#count(id, exchanges, facts.exchanges.column('query'))
    );
  }

  #count(id: number, rows: Int32Array, queryOf: Column): number {
    let count = 0;
    for (const row of rows) {
      const query = queryOf.at(row);
      if (this.#countedFor[query] !== id) count += 1;
      this.#countedFor[query] = id;
    }
    return count;
  }
}

function outcomesOf(log: LogView, exchanges: Int32Array): Pick<Hit, 'accepted' | 'rejected'> {
  const accepted: number[] = [];
  let rejected = 0;
  for (const row of exchanges) {
    const outcome = log.outcomeOf(row);
    if (outcome === 'accepted') accepted.push(row);
    if (outcome === 'rejected') rejected += 1;
  }
  return { accepted, rejected };
}

function dropReason({ queries, accepted, rejected }: Hit, policy: Policy): Drop | undefined {
  const outcomes = accepted.length + rejected;
  if (queries < policy.minimumQueries) return 'too-few-queries';
  if (accepted.length === 0 || outcomes < policy.minimumOutcomes) return 'too-few-outcomes';
  return accepted.length / outcomes < policy.minimumAcceptance ? 'not-accepted' : undefined;
}

function verdictOf(log: LogView, hit: Hit, policy: Policy) {
  const { facts } = log;
  const outcomes = hit.accepted.length + hit.rejected;
  const detail =
    `${facts.kbIds.at(hit.id)} was the best hit of ${hit.queries} distinct queries (${policy.minimumQueries} asked for); ` +
    `${outcomes} uses have an outcome (${policy.minimumOutcomes} asked for), ` +
    `${hit.accepted.length} of them accepted (a share of ${policy.minimumAcceptance} asked for)`;
  const lines = [
    ...[...hit.uses].flatMap((use) => log.linesOf(facts.uses, use, ['use'])),
    ...[...hit.exchanges].flatMap((row) =>
      log.linesOf(facts.exchanges, row, ['question', 'answer', 'signal']),
    ),
  ];
  return { detail, lines: lines.map(({ position }) => position) };
}

function minedFrom(log: LogView, space: QuerySpace, { id, accepted }: Hit): Mined {
  const { exchanges, kbIds } = log.facts;
  const asked = new Map<number, Asked>();
  for (const row of accepted) asked.set(exchanges.at(row, 'query'), log.questionOf(row));
  const support = Support.of(
    accepted.map((row) => ({
      session: log.sessionOf(exchanges, row),
      time: exchanges.at(row, 'time'),
      lines: () => log.linesOf(exchanges, row, ['question', 'answer', 'signal']),
    })),
  );
  return {
    rule: 'repeatedHit',
    source: 'kb_usage',
    feedback: 'positive_feedback',
    ...space.canonical([...asked.values()]),
    answer: commonestAnswer(log, accepted),
    support,
    kbId: kbIds.at(id),
  };
}

/** The answer most often accepted; of equally frequent ones the latest, as knowledge moves on. */
function commonestAnswer(log: LogView, accepted: readonly number[]): MinedAnswer {
  const { exchanges, answers } = log.facts;
  const counts = new Map<number, number>();
  let best = { row: accepted[0] ?? 0, count: 0 };
  for (const row of accepted) {
    const answer = exchanges.at(row, 'answerText');
    const count = (counts.get(answer) ?? 0) + 1;
    counts.set(answer, count);
    if (count >= best.count) best = { row, count };
  }
  return {
    text: log.textOf(exchanges, best.row, 'answer', 'entry'),
    key: answers.keyOf(exchanges.at(best.row, 'answerText')),
  };
}
