import type { RecordPosition } from '../../records/recordPosition.js';
import { AnswerTable } from './answerTable.js';
import { QueryTable } from './queryTable.js';
import { Strings } from './strings.js';
import { type StoredTable, Table } from './table.js';

/** Stands for a row, text or file that is not there. */
export const NONE = -1;

/** A place in a log. Columns named after a part of a candidate hold rows of these, or NONE. */
const LINE = { file: 'i32', line: 'i32', byteOffset: 'f64', byteLength: 'i32' } as const;

/** A question with the answer it got, and what came of it. Times are milliseconds since the epoch, or NaN. */
const EXCHANGE = {
  file: 'i32',
  /** The line that its conversation begins with. */
  session: 'i32',
  query: 'i32',
  time: 'f64',
  /** When the next question or answer came in this conversation. */
  until: 'f64',
  /** When the signal came that gave the outcome. */
  ratedAt: 'f64',
  /** An index into `OUTCOMES`. */
  outcome: 'u8',
  /** The best hit that a `kb_used` entry names. */
  hit: 'i32',
  /** What the answer says: a row of `answers`, where the outcome is `accepted`. */
  answerText: 'i32',
  question: 'i32',
  answer: 'i32',
  signal: 'i32',
} as const;

/** Something that speaks for or against an answer. */
const RATING = {
  file: 'i32',
  session: 'i32',
  /** The exchange it is about. */
  exchange: 'i32',
  query: 'i32',
  time: 'f64',
  isTimeInferred: 'u8',
  /** When the signal itself came. */
  ratedAt: 'f64',
  isPositive: 'u8',
  isStrong: 'u8',
  /** An index into `RATING_DROPS`. */
  drop: 'u8',
  /** Which text of the signal quotes the question, or the answer; `NONE`: the entry's own text counts. */
  quotedQuestion: 'i32',
  quotedAnswer: 'i32',
  /** What the answer says: a row of `answers`, where the rating is kept. */
  answerText: 'i32',
  question: 'i32',
  answer: 'i32',
  signal: 'i32',
} as const;

/** Something a user told the assistant. Its topic terms stand in `statementTerms`, with repetitions. */
const STATEMENT = {
  file: 'i32',
  session: 'i32',
  query: 'i32',
  time: 'f64',
  terms: 'i32',
  termCount: 'i32',
  /** What it says: a row of `answers`. */
  answerText: 'i32',
  answer: 'i32',
} as const;

/** A search of the knowledge base. */
const USE = {
  file: 'i32',
  query: 'i32',
  time: 'f64',
  /** Whether there was any hit, with or without an id. */
  isFound: 'u8',
  /** The best hit that has an id. */
  hit: 'i32',
  use: 'i32',
} as const;

/** Something that the executor did; see `ExecutorStep`. Texts are numbers of `stepNames`, or NONE. */
const STEP = {
  file: 'i32',
  time: 'f64',
  /** An index into `STEP_MEANINGS`. */
  meaning: 'u8',
  log: 'i32',
  step: 'i32',
  undoes: 'i32',
  command: 'i32',
  line: 'i32',
} as const;

/** Something wrong with a line; `kind` is an index into the kinds of faults. */
const FAULT = { kind: 'i32', line: 'i32' } as const;

/** How many records a stretch of a file held. */
const COUNT = { file: 'i32', records: 'i32' } as const;

/**
 * What the logs say, as rows of numbers: everything the rules need, and where it stands. Texts stay
 * in the logs; what becomes a candidate is read back from there. Rows are only ever added, in the
 * order of their file, so that the facts of a log that grew are those of the log before and more.
 */
export class Facts {
  readonly files = new Strings();
  /** The logs in the order of the settings: what rows go by, whatever the order in which they were read. */
  order: readonly string[] = [];
  /** Ids of entries of the knowledge base. */
  readonly kbIds = new Strings();
  /** Numbers of the executor's steps, names of its logs, hashes of commands. */
  readonly stepNames = new Strings();
  readonly queries = new QueryTable();
  readonly answers = new AnswerTable();
  readonly lines = new Table(LINE);
  readonly exchanges = new Table(EXCHANGE);
  readonly ratings = new Table(RATING);
  readonly statements = new Table(STATEMENT);
  readonly statementTerms = new Table({ term: 'i32' });
  readonly uses = new Table(USE);
  readonly steps = new Table(STEP);
  readonly faults = new Table(FAULT);
  readonly counts = new Table(COUNT);
  #lastFile = NONE;

  /** @returns its row in `lines` */
  addLine({ file, line, byteOffset, byteLength }: RecordPosition): number {
    // Nearly always that of the line before.
    if (file !== this.files.at(this.#lastFile)) this.#lastFile = this.files.numberOf(file);
    return this.lines.add({ file: this.#lastFile, line, byteOffset, byteLength });
  }

  /** undefined for NONE. */
  positionOf(line: number): RecordPosition | undefined {
    const { lines } = this;
    if (line === NONE) return undefined;
    return {
      file: this.files.at(lines.at(line, 'file')),
      line: lines.at(line, 'line'),
      byteOffset: lines.at(line, 'byteOffset'),
      byteLength: lines.at(line, 'byteLength'),
    };
  }

  /** Every table, for keeping them in a file. */
  get tables(): Readonly<Record<string, StoredTable>> {
    const { lines, exchanges, ratings, statements, statementTerms, uses, steps } = this;
    const { faults, counts } = this;
    const { rows: queries, terms: queryTerms } = this.queries;
    const { rows: answers } = this.answers;
    const about = { lines, exchanges, ratings, statements, statementTerms, uses, steps };
    return { ...about, faults, counts, queries, queryTerms, answers };
  }

  /** Every list of texts, likewise. */
  get strings(): Readonly<Record<string, Strings>> {
    const { files, kbIds, stepNames } = this;
    return { files, kbIds, stepNames, vocabulary: this.queries.vocabulary };
  }

  /** How much there is of each now. */
  get lengths(): Readonly<Record<string, number>> {
    const all = [...Object.entries(this.tables), ...Object.entries(this.strings)];
    return Object.fromEntries(all.map(([name, { length }]) => [name, length]));
  }
}

export const OUTCOMES = ['none', 'accepted', 'rejected'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** Why a rating cannot make a candidate, as far as its own conversation tells. */
export const RATING_DROPS = [
  'kept',
  'weak-signal',
  'no-question',
  'no-answer',
  'cancelled',
] as const;
