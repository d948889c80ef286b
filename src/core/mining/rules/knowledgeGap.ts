import type { Exchange } from '../exchange.js';
import type { KbUse } from '../kbUse.js';
import {
  countDrop,
  type Drop,
  type Drops,
  type Mined,
  type Observation,
  type RuleOutcome,
  type Verdict,
} from '../mined.js';
import type { QuerySpace } from '../querySpace.js';
import { queryKey, topicTerms } from '../queryText.js';

export interface GapPolicy {
  /** Distinct queries of a cluster. */
  readonly minimumQueries: number;
  /** Conversations they come from. */
  readonly minimumSessions: number;
  /** Mean cosine to the members of a cluster from which a query belongs to it, 0 to 1. */
  readonly similarity: number;
}

interface FailedQuery {
  readonly query: string;
  readonly observations: Observation[];
}

const HOUR_MS = 3_600_000;
/** The first members of a cluster stand for it, so that large ones do not cost the square of their size. */
const MOST_COMPARED = 30;

/**
 * R4: many similar queries that found nothing, or whose answers were rejected. The candidate is a
 * question without an answer, for a person to write.
 */
export class KnowledgeGaps {
  readonly #failed = new Map<string, FailedQuery>();

  /** @param found whether the knowledge base had a hit for it */
  addExchange({ query, session, time, lines, outcome, hits }: Exchange, found: boolean): void {
    const failed = outcome === 'rejected' || (outcome === 'none' && hits.length === 0 && !found);
    if (failed) this.#add(query, { session, time, timeInferred: false, lines });
  }

  /** A search outside any conversation we know of. */
  addUse({ query, time, found, line }: KbUse): void {
    if (found) return;
    const session = `${line.file}@${Math.floor(time / HOUR_MS)}`;
    this.#add(query, { session, time, timeInferred: false, lines: [line] });
  }

  outcome(
    policy: GapPolicy,
    space: QuerySpace,
    isKnown: (queries: readonly string[]) => boolean,
  ): RuleOutcome {
    const mined: Mined[] = [];
    const dropped: Drops = {};
    const verdicts: Verdict[] = [];
    const clusters = this.#clusters(policy.similarity, space);
    for (const cluster of clusters) {
      const drop = dropReason(cluster, policy, isKnown);
      if (drop === undefined) mined.push(minedFrom(cluster, space));
      else countDrop(dropped, drop);
      verdicts.push(verdictOf(cluster, drop, policy));
    }
    return { mined, considered: clusters.length, dropped, verdicts };
  }

  #add(query: string, observation: Observation): void {
    const key = queryKey(query);
    const known = this.#failed.get(key);
    if (known === undefined) this.#failed.set(key, { query, observations: [observation] });
    else known.observations.push(observation);
  }

  /** Each query joins the cluster that it resembles most, on average over its members. */
  #clusters(similarity: number, space: QuerySpace): FailedQuery[][] {
    const clusters: FailedQuery[][] = [];
    const byTerm = new Map<string, Set<number>>();
    for (const failed of this.#failed.values()) {
      const near = [
        ...new Set(topicTerms(failed.query).flatMap((term) => [...(byTerm.get(term) ?? [])])),
      ];
      const scored = near.map((at) => ({ at, score: linkage(clusters[at] ?? [], failed, space) }));
      const best = scored.sort((a, b) => b.score - a.score || a.at - b.at)[0];
      const at = best !== undefined && best.score >= similarity ? best.at : clusters.push([]) - 1;
      clusters[at]?.push(failed);
      for (const term of topicTerms(failed.query)) {
        byTerm.set(term, (byTerm.get(term) ?? new Set()).add(at));
      }
    }
    return clusters;
  }
}

/** Average linkage: chains of queries that only resemble their neighbours do not form. */
function linkage(
  cluster: readonly FailedQuery[],
  { query }: FailedQuery,
  space: QuerySpace,
): number {
  const members = cluster.slice(0, MOST_COMPARED);
  const sum = members.reduce((total, member) => total + space.similarity(member.query, query), 0);
  return members.length === 0 ? 0 : sum / members.length;
}

function sessionsOf(cluster: readonly FailedQuery[]): number {
  return new Set(cluster.flatMap(({ observations }) => observations.map(({ session }) => session)))
    .size;
}

function verdictOf(
  cluster: readonly FailedQuery[],
  drop: Drop | undefined,
  policy: GapPolicy,
): Verdict {
  const detail =
    `found no good answer, like ${cluster.length - 1} similar queries (${policy.minimumQueries} in all asked for) ` +
    `from ${sessionsOf(cluster)} conversations (${policy.minimumSessions} asked for)`;
  const lines = cluster.flatMap(({ observations }) => observations.flatMap((each) => each.lines));
  return { rule: 'knowledgeGap', drop, detail, lines };
}

function dropReason(
  cluster: readonly FailedQuery[],
  policy: GapPolicy,
  isKnown: (queries: readonly string[]) => boolean,
): Drop | undefined {
  if (cluster.length < policy.minimumQueries) return 'too-few-queries';
  if (sessionsOf(cluster) < policy.minimumSessions) return 'too-few-sessions';
  return isKnown(cluster.map(({ query }) => query)) ? 'known-from-memory' : undefined;
}

function minedFrom(cluster: readonly FailedQuery[], space: QuerySpace): Mined {
  const queries = cluster.map(({ query }) => query);
  return {
    rule: 'knowledgeGap',
    source: 'user_memory',
    feedback: 'none',
    ...space.canonical(queries),
    answer: '',
    observations: cluster.flatMap(({ observations }) => observations),
    kbId: undefined,
  };
}
