import type { Provenance } from '../../records/candidate.js';
import { fingerprintOf } from '../../records/fingerprint.js';
import type { Exchange } from '../exchange.js';
import type { KbUse } from '../kbUse.js';
import {
  countDrop,
  type Drop,
  type Drops,
  type Mined,
  type RuleOutcome,
  type Verdict,
} from '../mined.js';
import type { QuerySpace } from '../querySpace.js';
import { queryKey } from '../queryText.js';

export interface RepeatedHitPolicy {
  /** Distinct queries that used the hit. */
  readonly minimumQueries: number;
  /** Uses whose outcome is known. */
  readonly minimumOutcomes: number;
  /** Share of those that were accepted, 0 to 1. */
  readonly minimumAcceptance: number;
}

interface Hit {
  readonly id: string;
  /** By key, as first written. */
  readonly queries: Map<string, string>;
  readonly accepted: Exchange[];
  rejected: number;
  /** Of every use, whatever came of it. */
  readonly lines: Provenance[];
}

/**
 * R2: a knowledge base entry that several distinct queries used and users accepted. The candidate is
 * the most typical of those queries with the answer in use, as an improvement of that entry.
 * A use counts for the best hit alone: it is the one the answer is made from.
 */
export class RepeatedHits {
  readonly #hits = new Map<string, Hit>();

  addUse({ ids: [id], query, line }: KbUse): void {
    if (id === undefined) return;
    const hit = this.#hit(id);
    hit.queries.set(queryKey(query), query);
    hit.lines.push(line);
  }

  addExchange(exchange: Exchange): void {
    const [id] = exchange.hits;
    if (id === undefined) return;
    const hit = this.#hit(id);
    hit.lines.push(...exchange.lines);
    const key = queryKey(exchange.query);
    if (!hit.queries.has(key)) hit.queries.set(key, exchange.query);
    if (exchange.outcome === 'accepted') hit.accepted.push(exchange);
    if (exchange.outcome === 'rejected') hit.rejected += 1;
  }

  outcome(policy: RepeatedHitPolicy, space: QuerySpace): RuleOutcome {
    const mined: Mined[] = [];
    const dropped: Drops = {};
    const verdicts: Verdict[] = [];
    for (const hit of this.#hits.values()) {
      const drop = dropReason(hit, policy);
      if (drop === undefined) mined.push(minedFrom(hit, space));
      else countDrop(dropped, drop);
      verdicts.push({ rule: 'repeatedHit', drop, detail: describe(hit, policy), lines: hit.lines });
    }
    return { mined, considered: this.#hits.size, dropped, verdicts };
  }

  #hit(id: string): Hit {
    const known = this.#hits.get(id);
    if (known !== undefined) return known;
    const hit: Hit = { id, queries: new Map(), accepted: [], rejected: 0, lines: [] };
    this.#hits.set(id, hit);
    return hit;
  }
}

function dropReason(
  { queries, accepted, rejected }: Hit,
  policy: RepeatedHitPolicy,
): Drop | undefined {
  const outcomes = accepted.length + rejected;
  if (queries.size < policy.minimumQueries) return 'too-few-queries';
  if (accepted.length === 0 || outcomes < policy.minimumOutcomes) return 'too-few-outcomes';
  return accepted.length / outcomes < policy.minimumAcceptance ? 'not-accepted' : undefined;
}

function describe({ id, queries, accepted, rejected }: Hit, policy: RepeatedHitPolicy): string {
  const outcomes = accepted.length + rejected;
  return (
    `${id} was the best hit of ${queries.size} distinct queries (${policy.minimumQueries} asked for); ` +
    `${outcomes} uses have an outcome (${policy.minimumOutcomes} asked for), ` +
    `${accepted.length} of them accepted (a share of ${policy.minimumAcceptance} asked for)`
  );
}

function minedFrom({ id, accepted }: Hit, space: QuerySpace): Mined {
  const answer = commonestAnswer(accepted);
  const queries = [...new Map(accepted.map(({ query }) => [queryKey(query), query])).values()];
  return {
    rule: 'repeatedHit',
    source: 'kb_usage',
    feedback: 'positive_feedback',
    ...space.canonical(queries),
    answer,
    observations: accepted.map(({ session, time, lines }) => ({
      session,
      time,
      timeInferred: false,
      lines,
    })),
    kbId: id,
  };
}

/** The answer most often accepted; of equally frequent ones the latest, as knowledge moves on. */
function commonestAnswer(accepted: readonly Exchange[]): string {
  const counts = new Map<string, { answer: string; count: number }>();
  let best = { answer: '', count: 0 };
  for (const { answer } of accepted) {
    const key = fingerprintOf({ query: '', assistant_output: answer });
    const entry = { answer, count: (counts.get(key)?.count ?? 0) + 1 };
    counts.set(key, entry);
    if (entry.count >= best.count) best = entry;
  }
  return best.answer;
}
