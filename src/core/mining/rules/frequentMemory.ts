import { addToGroup } from '../../records/addToGroup.js';
import type { Config } from '../../workspace/configSchema.js';
import { NONE } from '../facts/facts.js';
import type { LogView } from '../logView.js';
import {
  countDrop,
  type Drop,
  type Drops,
  type Mined,
  type RuleOutcome,
  type TellVerdict,
} from '../mined.js';
import type { QuerySpace } from '../querySpace.js';
import { Support } from '../support.js';
import { mostFrequent } from './mostFrequent.js';
import { StatementIndex } from './statementIndex.js';
import { toldQueries } from './toldQueries.js';

type Policy = Config['mining']['frequentMemory'];

/** Of very many distinct queries those asked most often show what people want to know. */
const MOST_QUERIES = 200_000;

/**
 * R3: something a user told the assistant (a statement, not a question) that is among the best
 * matches for many distinct queries of other conversations: worth an entry of its own.
 */
export function mineFrequentMemory(
  log: LogView,
  space: QuerySpace,
  policy: Policy,
  tell: TellVerdict,
): RuleOutcome {
  const mined: Mined[] = [];
  const dropped: Drops = {};
  const isTold = toldQueries(log);
  const statements = distinctStatements(log, isTold);
  for (const [statement, asking] of relevant(log, space, policy, { statements, isTold })) {
    const drop = dropReason(log, asking, policy);
    if (drop === undefined) mined.push(minedFrom(log, space, statement, asking));
    else countDrop(dropped, drop);
    tell('frequentMemory', drop, () => verdictOf(log, statement, asking, policy));
  }
  return { mined, considered: statements.length, kept: mined.length, dropped };
}

/** Each text once. */
function distinctStatements(log: LogView, isTold: Uint8Array): number[] {
  const { statements, answers } = log.facts;
  const isSeen = new Uint8Array(answers.rows.length);
  return log.statements.filter((row) => {
    const said = statements.at(row, 'answerText');
    if (isTold[statements.at(row, 'query')] === 0 || isSeen[said] === 1) return false;
    isSeen[said] = 1;
    return true;
  });
}

/** One exchange of each distinct query that still needs an answer. What somebody told asks for none. */
function openQueries(log: LogView, isTold: Uint8Array): readonly number[] {
  const query = log.facts.exchanges.column('query');
  const times = new Uint32Array(log.facts.queries.rows.length);
  const open = log.exchanges.filter((row) => {
    if (isTold[query.at(row)] === 1) return false;
    // A query that the knowledge base answered to the user's liking needs no other answer.
    if (log.outcomeOf(row) === 'accepted' && log.hitOf(row) !== NONE) return false;
    const asked = query.at(row);
    times[asked] = (times[asked] ?? 0) + 1;
    return times[asked] === 1;
  });
  return mostFrequent(open, MOST_QUERIES, (row) => times[query.at(row)] ?? 0);
}

/** Statements that some query ranks high, with those queries' exchanges. */
function relevant(
  log: LogView,
  space: QuerySpace,
  policy: Policy,
  { statements, isTold }: { readonly statements: readonly number[]; readonly isTold: Uint8Array },
): Map<number, number[]> {
  const { facts } = log;
  const index = new StatementIndex(log, statements);
  const found = new Map<number, number[]>();
  if (statements.length === 0) return found;
  for (const exchange of openQueries(log, isTold)) {
    const query = facts.exchanges.at(exchange, 'query');
    const session = log.sessionOf(facts.exchanges, exchange);
    for (const document of index.search(facts.queries.termsOf(query), policy.top)) {
      const statement = index.rows[document] ?? NONE;
      if (log.sessionOf(facts.statements, statement) === session) continue;
      if (space.coverage(query, index.termsOf(document)) < policy.minimumCoverage) continue;
      addToGroup(found, statement, exchange);
    }
  }
  return found;
}

function sessionsOf(log: LogView, asking: readonly number[]): number {
  return new Set(asking.map((row) => log.sessionOf(log.facts.exchanges, row))).size;
}

function dropReason(log: LogView, asking: readonly number[], policy: Policy): Drop | undefined {
  if (asking.length < policy.minimumQueries) return 'too-few-queries';
  return sessionsOf(log, asking) < policy.minimumSessions ? 'too-few-sessions' : undefined;
}

function verdictOf(log: LogView, statement: number, asking: readonly number[], policy: Policy) {
  const detail =
    `bears on ${asking.length} distinct queries of other conversations (${policy.minimumQueries} asked for) ` +
    `from ${sessionsOf(log, asking)} conversations (${policy.minimumSessions} asked for)`;
  const { exchanges, statements } = log.facts;
  const lines = [
    ...log.linesOf(statements, statement, ['answer']),
    ...asking.flatMap((row) => log.linesOf(exchanges, row, ['question'])),
  ];
  return { detail, lines: lines.map(({ position }) => position) };
}

function minedFrom(
  log: LogView,
  space: QuerySpace,
  statement: number,
  asking: readonly number[],
): Mined {
  const { exchanges, statements, answers } = log.facts;
  const said = {
    session: log.sessionOf(statements, statement),
    time: statements.at(statement, 'time'),
    lines: () => log.linesOf(statements, statement, ['answer']),
  };
  const asked = asking.map((row) => ({
    session: log.sessionOf(exchanges, row),
    time: exchanges.at(row, 'time'),
    lines: () => log.linesOf(exchanges, row, ['question']),
  }));
  return {
    rule: 'frequentMemory',
    source: 'user_memory',
    feedback: 'none',
    ...space.canonical(asking.map((row) => log.questionOf(row))),
    answer: {
      text: log.textOf(statements, statement, 'answer', 'entry'),
      key: answers.keyOf(statements.at(statement, 'answerText')),
    },
    support: Support.of([said, ...asked]),
    kbId: undefined,
  };
}
