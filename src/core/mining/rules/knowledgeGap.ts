import type { RecordPosition } from '../../records/recordPosition.js';
import type { Config } from '../../workspace/configSchema.js';
import { NONE } from '../facts/facts.js';
import type { LogView } from '../logView.js';
import {
  type Asked,
  countDrop,
  type Drop,
  type Drops,
  type Mined,
  type RuleOutcome,
  type TellVerdict,
} from '../mined.js';
import type { QuerySpace } from '../querySpace.js';
import { type Observation, Support } from '../support.js';
import { mostFrequent } from './mostFrequent.js';
import { QueryClusters } from './queryClusters.js';
import { toldQueries } from './toldQueries.js';

type Policy = Config['mining']['knowledgeGap'];

/** Of very many distinct queries those that failed most often show where the gaps are. */
const MOST_QUERIES = 50_000;

/** A query that found nothing, or whose answers were rejected: rows of every time that it did. */
interface FailedQuery {
  readonly query: number;
  readonly exchanges: number[];
  readonly uses: number[];
}

/** Whether another rule has found an answer to these queries. */
export type IsKnown = (queries: readonly number[]) => boolean;

/**
 * R4: many similar queries that found nothing, or whose answers were rejected. The candidate is a
 * question without an answer, for a person to write.
 */
export function mineKnowledgeGaps(
  log: LogView,
  space: QuerySpace,
  policy: Policy,
  isKnown: IsKnown,
  tell: TellVerdict,
): RuleOutcome {
  const mined: Mined[] = [];
  const dropped: Drops = {};
  const clusters = failedClusters(log, space, policy);
  for (const cluster of clusters) {
    const drop = dropReason(log, cluster, policy, isKnown);
    if (drop === undefined) mined.push(minedFrom(log, cluster, space));
    else countDrop(dropped, drop);
    tell('knowledgeGap', drop, () => verdictOf(log, cluster, policy));
  }
  return { mined, considered: clusters.length, kept: mined.length, dropped };
}

/**
 * Of each cluster that becomes a candidate, the lines of every time that it found nothing; an answer that was found and
 * rejected is no such time. Clusters without any are left out.
 */
export function missesByGap(
  log: LogView,
  space: QuerySpace,
  policy: Policy,
  isKnown: IsKnown,
): RecordPosition[][] {
  return failedClusters(log, space, policy)
    .filter((cluster) => dropReason(log, cluster, policy, isKnown) === undefined)
    .map((cluster) => cluster.flatMap((failed) => missesOf(log, failed)))
    .filter(({ length }) => length > 0);
}

function missesOf(log: LogView, failed: FailedQuery): RecordPosition[] {
  const { exchanges, uses } = log.facts;
  const asked = failed.exchanges.filter((row) => isMiss(log, row));
  return [
    ...asked.flatMap((row) => log.linesOf(exchanges, row, ['question'])),
    ...failed.uses.flatMap((row) => log.linesOf(uses, row, ['use'])),
  ].map(({ position }) => position);
}

function failedClusters(log: LogView, space: QuerySpace, policy: Policy): FailedQuery[][] {
  const failed = failedQueries(log);
  const clusters = new QueryClusters(space, policy.similarity);
  for (const { query } of mostFrequent([...failed.values()], MOST_QUERIES, timesFailed))
    clusters.add(query);
  return clusters.clusters.map((queries) => queries.flatMap((query) => failed.get(query) ?? []));
}

/** By query, in the order in which they first failed. */
function failedQueries(log: LogView): Map<number, FailedQuery> {
  const failed = new Map<number, FailedQuery>();
  const timesOf = (query: number): FailedQuery => {
    const known = failed.get(query) ?? { query, exchanges: [], uses: [] };
    failed.set(query, known);
    return known;
  };
  const { exchanges, uses } = log.facts;
  const isTold = toldQueries(log);
  const asked = exchanges.column('query');
  for (const row of log.exchanges)
    if (isTold[asked.at(row)] === 0 && isFailed(log, row))
      timesOf(asked.at(row)).exchanges.push(row);
  const isFound = uses.column('isFound');
  for (const row of log.uses)
    if (!log.isJoined(row) && isFound.at(row) === 0) timesOf(uses.at(row, 'query')).uses.push(row);
  return failed;
}

function timesFailed({ exchanges, uses }: FailedQuery): number {
  return exchanges.length + uses.length;
}

function isFailed(log: LogView, exchange: number): boolean {
  const outcome = log.outcomeOf(exchange);
  if (outcome !== 'none') return outcome === 'rejected';
  return isMiss(log, exchange);
}

function isMiss(log: LogView, exchange: number): boolean {
  return log.hitOf(exchange) === NONE && !log.isFound(exchange);
}

function observationsOf(log: LogView, failed: FailedQuery): Observation[] {
  const { exchanges, uses } = log.facts;
  const asked = failed.exchanges.map((row) => ({
    session: log.sessionOf(exchanges, row),
    time: exchanges.at(row, 'time'),
    lines: () => log.linesOf(exchanges, row, ['question', 'answer', 'signal']),
  }));
  const searched = failed.uses.map((row) => ({
    session: log.hourOf(row),
    time: uses.at(row, 'time'),
    lines: () => log.linesOf(uses, row, ['use']),
  }));
  return [...asked, ...searched];
}

function askedOf(log: LogView, { query, exchanges: [exchange], uses: [use] }: FailedQuery): Asked {
  if (exchange !== undefined) return log.questionOf(exchange);
  return { query, text: log.textOf(log.facts.uses, use ?? NONE, 'use', 'search') };
}

function sessionsOf(log: LogView, cluster: readonly FailedQuery[]): number {
  const sessions = new Set<number>();
  for (const { exchanges, uses } of cluster) {
    for (const row of exchanges) sessions.add(log.sessionOf(log.facts.exchanges, row));
    for (const row of uses) sessions.add(log.hourOf(row));
  }
  return sessions.size;
}

function dropReason(
  log: LogView,
  cluster: readonly FailedQuery[],
  policy: Policy,
  isKnown: IsKnown,
): Drop | undefined {
  if (cluster.length < policy.minimumQueries) return 'too-few-queries';
  if (sessionsOf(log, cluster) < policy.minimumSessions) return 'too-few-sessions';
  return isKnown(cluster.map(({ query }) => query)) ? 'known-from-memory' : undefined;
}

function verdictOf(log: LogView, cluster: readonly FailedQuery[], policy: Policy) {
  const detail =
    `found no good answer, like ${cluster.length - 1} similar queries (${policy.minimumQueries} in all asked for) ` +
    `from ${sessionsOf(log, cluster)} conversations (${policy.minimumSessions} asked for)`;
  const lines = cluster
    .flatMap((failed) => observationsOf(log, failed))
    .flatMap((observation) => observation.lines());
  return { detail, lines: lines.map(({ position }) => position) };
}

function minedFrom(log: LogView, cluster: readonly FailedQuery[], space: QuerySpace): Mined {
  return {
    rule: 'knowledgeGap',
    source: 'user_memory',
    feedback: 'none',
    ...space.canonical(cluster.map((failed) => askedOf(log, failed))),
    answer: undefined,
    support: Support.of(cluster.flatMap((failed) => observationsOf(log, failed))),
    kbId: undefined,
  };
}
