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
import { QueryClusters } from './queryClusters.js';

type Policy = Config['mining']['knowledgeGap'];

/** Of very many distinct queries that failed the latest show where the gaps are now. */
const MOST_QUERIES = 50_000;

/** A query that found nothing, or whose answers were rejected, with every time that it did. */
interface FailedQuery {
  readonly asked: Asked;
  readonly observations: Observation[];
}

/**
 * R4: many similar queries that found nothing, or whose answers were rejected. The candidate is a
 * question without an answer, for a person to write.
 *
 * @param isKnown whether another rule has found an answer to these queries
 */
export function mineKnowledgeGaps(
  log: LogView,
  space: QuerySpace,
  policy: Policy,
  isKnown: (queries: readonly number[]) => boolean,
  tell: TellVerdict,
): RuleOutcome {
  const mined: Mined[] = [];
  const dropped: Drops = {};
  const failed = failedQueries(log);
  const clusters = new QueryClusters(space, policy.similarity);
  for (const query of [...failed.keys()].slice(-MOST_QUERIES)) clusters.add(query);
  for (const queries of clusters.clusters) {
    const cluster = queries.flatMap((query) => failed.get(query) ?? []);
    const drop = dropReason(cluster, policy, isKnown);
    if (drop === undefined) mined.push(minedFrom(cluster, space));
    else countDrop(dropped, drop);
    tell('knowledgeGap', drop, () => verdictOf(cluster, policy));
  }
  return { mined, considered: clusters.clusters.length, kept: mined.length, dropped };
}

/** By query, in the order in which they first failed. */
function failedQueries(log: LogView): Map<number, FailedQuery> {
  const failed = new Map<number, FailedQuery>();
  const add = (asked: Asked, observation: Observation) => {
    const known = failed.get(asked.query) ?? { asked, observations: [] };
    failed.set(asked.query, known);
    known.observations.push(observation);
  };
  const { exchanges, uses } = log.facts;
  for (const row of log.exchanges) {
    if (!isFailed(log, row)) continue;
    add(log.questionOf(row), {
      session: log.sessionOf(exchanges, row),
      time: exchanges.at(row, 'time'),
      lines: log.linesOf(exchanges, row, ['question', 'answer', 'signal']),
    });
  }
  for (const row of log.uses) {
    if (log.isJoined(row) || uses.at(row, 'isFound') === 1) continue;
    const asked = { query: uses.at(row, 'query'), text: log.textOf(uses, row, 'use', 'search') };
    const lines = log.linesOf(uses, row, ['use']);
    add(asked, { session: log.hourOf(row), time: uses.at(row, 'time'), lines });
  }
  return failed;
}

function isFailed(log: LogView, exchange: number): boolean {
  const outcome = log.outcomeOf(exchange);
  if (outcome !== 'none') return outcome === 'rejected';
  return log.hitOf(exchange) === NONE && !log.isFound(exchange);
}

function sessionsOf(cluster: readonly FailedQuery[]): number {
  const sessions = cluster.flatMap(({ observations }) =>
    observations.map(({ session }) => session),
  );
  return new Set(sessions).size;
}

function dropReason(
  cluster: readonly FailedQuery[],
  policy: Policy,
  isKnown: (queries: readonly number[]) => boolean,
): Drop | undefined {
  if (cluster.length < policy.minimumQueries) return 'too-few-queries';
  if (sessionsOf(cluster) < policy.minimumSessions) return 'too-few-sessions';
  return isKnown(cluster.map(({ asked }) => asked.query)) ? 'known-from-memory' : undefined;
}

function verdictOf(cluster: readonly FailedQuery[], policy: Policy) {
  const detail =
    `found no good answer, like ${cluster.length - 1} similar queries (${policy.minimumQueries} in all asked for) ` +
    `from ${sessionsOf(cluster)} conversations (${policy.minimumSessions} asked for)`;
  const lines = cluster.flatMap(({ observations }) => observations.flatMap((each) => each.lines));
  return { detail, lines: lines.map(({ position }) => position) };
}

function minedFrom(cluster: readonly FailedQuery[], space: QuerySpace): Mined {
  return {
    rule: 'knowledgeGap',
    source: 'user_memory',
    feedback: 'none',
    ...space.canonical(cluster.map(({ asked }) => asked)),
    answer: undefined,
    support: Support.of(cluster.flatMap(({ observations }) => observations)),
    kbId: undefined,
  };
}
