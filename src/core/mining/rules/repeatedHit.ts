import type { Config } from '../../workspace/configSchema.js';
import { NONE } from '../facts/facts.js';
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
import { Support } from '../support.js';

type Policy = Config['mining']['repeatedHit'];

interface Hit {
  readonly queries: Set<number>;
  /** Rows of searches and exchanges; of the latter, those that users accepted. */
  readonly uses: number[];
  readonly exchanges: number[];
  readonly accepted: number[];
  rejected: number;
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
  for (const [id, hit] of hits) {
    const drop = dropReason(hit, policy);
    if (drop === undefined) mined.push(minedFrom(log, space, id, hit));
    else countDrop(dropped, drop);
    tell('repeatedHit', drop, () => verdictOf(log, id, hit, policy));
  }
  return { mined, considered: hits.size, kept: mined.length, dropped };
}

function hitsOf(log: LogView): Map<number, Hit> {
  const { exchanges, uses } = log.facts;
  const hits = new Map<number, Hit>();
  for (const use of log.uses) {
    const id = uses.at(use, 'hit');
    if (id === NONE) continue;
    const hit = hitOf(hits, id);
    hit.queries.add(uses.at(use, 'query'));
    hit.uses.push(use);
  }
  for (const exchange of log.exchanges) {
    const id = log.hitOf(exchange);
    if (id === NONE) continue;
    const hit = hitOf(hits, id);
    hit.queries.add(exchanges.at(exchange, 'query'));
    hit.exchanges.push(exchange);
    const outcome = log.outcomeOf(exchange);
    if (outcome === 'accepted') hit.accepted.push(exchange);
    if (outcome === 'rejected') hit.rejected += 1;
  }
  return hits;
}

function hitOf(hits: Map<number, Hit>, id: number): Hit {
  const known = hits.get(id);
  if (known !== undefined) return known;
  const hit = { queries: new Set<number>(), uses: [], exchanges: [], accepted: [], rejected: 0 };
  hits.set(id, hit);
  return hit;
}

function dropReason({ queries, accepted, rejected }: Hit, policy: Policy): Drop | undefined {
  const outcomes = accepted.length + rejected;
  if (queries.size < policy.minimumQueries) return 'too-few-queries';
  if (accepted.length === 0 || outcomes < policy.minimumOutcomes) return 'too-few-outcomes';
  return accepted.length / outcomes < policy.minimumAcceptance ? 'not-accepted' : undefined;
}

function verdictOf(log: LogView, id: number, hit: Hit, policy: Policy) {
  const { facts } = log;
  const outcomes = hit.accepted.length + hit.rejected;
  const detail =
    `${facts.kbIds.at(id)} was the best hit of ${hit.queries.size} distinct queries (${policy.minimumQueries} asked for); ` +
    `${outcomes} uses have an outcome (${policy.minimumOutcomes} asked for), ` +
    `${hit.accepted.length} of them accepted (a share of ${policy.minimumAcceptance} asked for)`;
  const lines = [
    ...hit.uses.flatMap((use) => log.linesOf(facts.uses, use, ['use'])),
    ...hit.exchanges.flatMap((row) =>
      log.linesOf(facts.exchanges, row, ['question', 'answer', 'signal']),
    ),
  ];
  return { detail, lines: lines.map(({ position }) => position) };
}

function minedFrom(log: LogView, space: QuerySpace, id: number, { accepted }: Hit): Mined {
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
