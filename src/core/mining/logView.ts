import { HOUR_MS, MINUTE_MS } from '../durations.js';
import { ExecutorLog } from './executorOutcome.js';
import type { ExecutorStep } from './executorStep.js';
import { stepAt } from './facts/executorLogFacts.js';
import { type Facts, NONE, OUTCOMES, type Outcome } from './facts/facts.js';
import type { Column } from './facts/table.js';
import type { Asked, ProofLine } from './mined.js';
import { SearchesByQuery } from './searchesByQuery.js';
import type { TextRef } from './textRef.js';

/** How far a search may be from the answer it was made for. */
const JOIN_MS = MINUTE_MS;
/** Lines of a file are numbered below this. */
const FILE_STEP = 2 ** 32;

export interface LogViewOptions {
  /** Milliseconds since the epoch; what is older, or of unknown time, is left out. */
  readonly since?: number | undefined;
  /** How soon after an answer an action of the executor must come to be its effect. */
  readonly executorWindowSeconds: number;
}

interface Located {
  at(row: number, column: string): number;
  column(name: string): { at(row: number): number };
}

/**
 * The facts as rules look at them: in the order of the files, whatever the order in which they were
 * read, and with each exchange joined to the search that was made for it.
 */
export class LogView {
  readonly facts: Facts;
  /** Rows, in order. */
  readonly exchanges: readonly number[];
  readonly ratings: readonly number[];
  readonly statements: readonly number[];
  readonly uses: readonly number[];
  readonly #rank: readonly number[];
  readonly #hits: Int32Array;
  readonly #found: Uint8Array;
  readonly #joined: Uint8Array;
  readonly #searches: SearchesByQuery;
  readonly #executor: ExecutorLog;
  /** Of exchanges: asked for once for each of them, time and again. */
  readonly #outcome: Column;
  readonly #query: Column;
  readonly #time: Column;
  readonly #file: Column;
  readonly #session: Column;

  constructor(facts: Facts, { since, executorWindowSeconds }: LogViewOptions) {
    this.facts = facts;
    this.#rank = facts.files.first(facts.files.length).map((name) => facts.order.indexOf(name));
    const rows = (table: Located & { readonly length: number }) => this.#rows(table, since);
    this.exchanges = rows(facts.exchanges);
    this.ratings = rows(facts.ratings);
    this.statements = rows(facts.statements);
    this.uses = rows(facts.uses);
    this.#hits = new Int32Array(facts.exchanges.length).fill(NONE);
    this.#found = new Uint8Array(facts.exchanges.length);
    this.#joined = new Uint8Array(facts.uses.length);
    this.#searches = new SearchesByQuery(facts, this.uses);
    this.#outcome = facts.exchanges.column('outcome');
    this.#query = facts.exchanges.column('query');
    this.#time = facts.exchanges.column('time');
    this.#file = facts.exchanges.column('file');
    this.#session = facts.exchanges.column('session');
    this.#join();
    this.#executor = new ExecutorLog(executorWindowSeconds);
    for (let row = 0; row < facts.steps.length; row += 1) {
      const step = stepAt(facts, row);
      if (step !== undefined) this.#executor.add(step);
    }
  }

  /** The signals say, unless what the executor did later speaks against the answer. */
  outcomeOf(exchange: number): Outcome {
    const { exchanges, steps } = this.facts;
    const rated = OUTCOMES[this.#outcome.at(exchange)] ?? 'none';
    if (steps.length === 0) return rated;
    const against = this.stepsAgainst(exchange, exchanges.at(exchange, 'ratedAt'));
    return against.length > 0 ? 'rejected' : rated;
  }

  /**
   * What the executor did because of an answer that speaks against it: an undo, a test that failed.
   * @param after milliseconds since the epoch, for what came before does not count; NaN: all counts
   */
  stepsAgainst(exchange: number, after: number): readonly ExecutorStep[] {
    const { exchanges, steps } = this.facts;
    const answered = exchanges.at(exchange, 'time');
    if (steps.length === 0 || Number.isNaN(answered)) return [];
    const until = exchanges.at(exchange, 'until');
    const { against } = this.#executor.outcomeOf({
      answered,
      until: Number.isNaN(until) ? undefined : until,
    });
    return against.filter(({ time }) => !(time <= after));
  }

  /** The entry of the knowledge base that the answer was made from, or NONE. */
  hitOf(exchange: number): number {
    return this.#hits[exchange] ?? NONE;
  }

  /** Whether the knowledge base had anything for the question. */
  isFound(exchange: number): boolean {
    return this.#found[exchange] === 1;
  }

  /** Takes the searches that were made for a question: for the same words, and close in time. */
  forEachSearchOf(exchange: number, take: (use: number) => void): void {
    const [query, time] = [this.#query.at(exchange), this.#time.at(exchange)];
    this.#searches.forEachNear(query, time, JOIN_MS, take);
  }

  /** Whether a search was made for an exchange that we know of. */
  isJoined(use: number): boolean {
    return this.#joined[use] === 1;
  }

  /** A number for the conversation of a row, the same for all of its rows. */
  sessionOf(table: Located, row: number): number {
    if (table === this.facts.exchanges) return this.#sessionOfExchange(row);
    return (this.#rank[table.at(row, 'file')] ?? 0) * FILE_STEP + table.at(row, 'session');
  }

  #sessionOfExchange(exchange: number): number {
    return (this.#rank[this.#file.at(exchange)] ?? 0) * FILE_STEP + this.#session.at(exchange);
  }

  /** A number for the hour of a search outside any conversation. */
  hourOf(use: number): number {
    return -1 - Math.floor(this.facts.uses.at(use, 'time') / HOUR_MS);
  }

  /** Those lines of a row that are there, each as what it is called. */
  linesOf(table: Located, row: number, parts: readonly ProofLine['part'][]): ProofLine[] {
    return parts.flatMap((part) => {
      const position = this.facts.positionOf(table.at(row, part));
      return position === undefined ? [] : [{ position, part }];
    });
  }

  /** The question of an exchange, as it was asked. */
  questionOf(exchange: number): Asked {
    const { exchanges } = this.facts;
    return {
      query: exchanges.at(exchange, 'query'),
      text: this.textOf(exchanges, exchange, 'question', 'entry'),
    };
  }

  /** @throws Error for a line that the row does not have */
  textOf(table: Located, row: number, part: ProofLine['part'], place: TextRef['place']): TextRef {
    const position = this.facts.positionOf(table.at(row, part));
    if (position === undefined) throw new Error(`Row ${row} has no ${part}.`);
    return { position, place };
  }

  #rows(table: Located & { readonly length: number }, since: number | undefined): number[] {
    const time = table.column('time');
    const rows: number[] = [];
    for (let row = 0; row < table.length; row += 1)
      if (since === undefined || time.at(row) >= since) rows.push(row);
    const file = table.column('file');
    const rankOf = (row: number) => this.#rank[file.at(row)] ?? 0;
    const isInOrder = rows.every((row, i) => i === 0 || rankOf(rows[i - 1] ?? 0) <= rankOf(row));
    return isInOrder ? rows : rows.sort((a, b) => rankOf(a) - rankOf(b) || a - b);
  }

  /** Each question with the search made for it: same words, and close in time. */
  #join(): void {
    const { exchanges, uses } = this.facts;
    const hit = exchanges.column('hit');
    const isFound = uses.column('isFound');
    for (const row of this.exchanges) {
      let best = NONE;
      this.forEachSearchOf(row, (use) => {
        this.#joined[use] = 1;
        if (best === NONE || isFound.at(best) < isFound.at(use)) best = use;
      });
      const own = hit.at(row);
      this.#hits[row] = own !== NONE || best === NONE ? own : uses.at(best, 'hit');
      this.#found[row] = Number(best !== NONE && isFound.at(best) === 1);
    }
  }
}
