import { addToGroup } from '../../records/addToGroup.js';
import type { Provenance } from '../../records/candidate.js';
import type { MemoryEntry } from '../../records/memoryEntry.js';
import { Bm25Index } from '../../retrieval/bm25Index.js';
import type { Exchange } from '../exchange.js';
import {
  countDrop,
  type Drop,
  type Drops,
  type Mined,
  type RuleOutcome,
  type Verdict,
} from '../mined.js';
import { provenanceLine } from '../provenanceLine.js';
import type { QuerySpace } from '../querySpace.js';
import { queryKey } from '../queryText.js';

export interface FrequentMemoryPolicy {
  /** Distinct queries for which the entry is among the best. */
  readonly minimumQueries: number;
  /** Conversations they come from. */
  readonly minimumSessions: number;
  /** How many of the best entries of a query count. */
  readonly top: number;
  /** Share of the query's weighted topic terms that the entry must hold, 0 to 1. */
  readonly minimumCoverage: number;
}

interface Statement {
  readonly text: string;
  readonly session: string;
  readonly time: number | undefined;
  readonly line: Provenance;
}

/** Shorter ones are greetings, thanks and commands; longer ones are pasted logs. */
const SHORTEST_STATEMENT = 50;
const LONGEST_STATEMENT = 2_000;
/** A pasted error asks for help, whatever its punctuation. */
const TELLS_OF_TROUBLE =
  /(?<![\p{L}\p{N}])(?:error|err!|fail(?:s|ed|ing|ure)?|cannot|can['’]?t|(?:does|did|is|was)(?:n['’]?t| not)|not found|denied|fatal|exception|undefined|broken|crash(?:es|ed)?|why)(?![\p{L}\p{N}])/iu;

/**
 * R3: something a user told the assistant (a statement, not a question) that is among the best
 * matches for many distinct queries of other conversations: worth an entry of its own.
 */
export class FrequentMemory {
  readonly #statements = new Map<string, Statement>();
  readonly #queries = new Map<string, Exchange>();

  /** @param wasSearched whether the assistant looked it up in the knowledge base: then it was a question */
  addEntry(entry: MemoryEntry, session: string, wasSearched: boolean): void {
    const text = entry.text.trim();
    const isSaid = entry.role === 'user' || entry.role === 'text';
    const fits = text.length >= SHORTEST_STATEMENT && text.length <= LONGEST_STATEMENT;
    if (
      !isSaid ||
      !fits ||
      wasSearched ||
      text.includes('?') ||
      TELLS_OF_TROUBLE.test(text) ||
      this.#statements.has(text)
    )
      return;
    this.#statements.set(text, {
      text,
      session,
      time: entry.time,
      line: provenanceLine(entry, 'answer'),
    });
  }

  /** A query that the knowledge base answered to the user's liking needs no other answer. */
  addExchange(exchange: Exchange): void {
    if (exchange.outcome === 'accepted' && exchange.hits.length > 0) return;
    const key = queryKey(exchange.query);
    if (!this.#queries.has(key)) this.#queries.set(key, exchange);
  }

  outcome(policy: FrequentMemoryPolicy, space: QuerySpace): RuleOutcome {
    const mined: Mined[] = [];
    const dropped: Drops = {};
    const verdicts: Verdict[] = [];
    for (const [text, exchanges] of this.#relevant(policy, space)) {
      const statement = this.#statements.get(text);
      if (statement === undefined) continue;
      const drop = dropReason(exchanges, policy);
      if (drop === undefined) mined.push(minedFrom(statement, exchanges, space));
      else countDrop(dropped, drop);
      verdicts.push(verdictOf(statement, exchanges, drop, policy));
    }
    return { mined, considered: this.#statements.size, dropped, verdicts };
  }

  /** Each statement that some query ranks high, with those queries' exchanges. */
  #relevant(policy: FrequentMemoryPolicy, space: QuerySpace): Map<string, Exchange[]> {
    const index = new Bm25Index();
    for (const text of this.#statements.keys()) index.add(text, text);
    const relevant = new Map<string, Exchange[]>();
    for (const exchange of this.#queries.values()) {
      for (const { id: text } of index.search(exchange.query, policy.top)) {
        const isOwn = this.#statements.get(text)?.session === exchange.session;
        if (isOwn || space.coverage(exchange.query, text) < policy.minimumCoverage) continue;
        addToGroup(relevant, text, exchange);
      }
    }
    return relevant;
  }
}

function dropReason(
  exchanges: readonly Exchange[],
  policy: FrequentMemoryPolicy,
): Drop | undefined {
  if (exchanges.length < policy.minimumQueries) return 'too-few-queries';
  const sessions = new Set(exchanges.map(({ session }) => session));
  return sessions.size < policy.minimumSessions ? 'too-few-sessions' : undefined;
}

function verdictOf(
  { line }: Statement,
  exchanges: readonly Exchange[],
  drop: Drop | undefined,
  policy: FrequentMemoryPolicy,
): Verdict {
  const sessions = new Set(exchanges.map(({ session }) => session)).size;
  const detail =
    `bears on ${exchanges.length} distinct queries of other conversations (${policy.minimumQueries} asked for) ` +
    `from ${sessions} conversations (${policy.minimumSessions} asked for)`;
  const asked = exchanges.flatMap(({ lines }) => lines.filter(({ part }) => part === 'question'));
  return { rule: 'frequentMemory', drop, detail, lines: [line, ...asked] };
}

function minedFrom(statement: Statement, exchanges: readonly Exchange[], space: QuerySpace): Mined {
  const queries = exchanges.map(({ query }) => query);
  const asked = exchanges.map(({ session, time, lines }) => ({
    session,
    time,
    timeInferred: false,
    lines: lines.filter(({ part }) => part === 'question'),
  }));
  const said = { ...statement, timeInferred: false, lines: [statement.line] };
  return {
    rule: 'frequentMemory',
    source: 'user_memory',
    feedback: 'none',
    ...space.canonical(queries),
    answer: statement.text,
    observations: [said, ...asked],
    kbId: undefined,
  };
}
