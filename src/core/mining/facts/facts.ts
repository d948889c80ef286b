import type { RecordPosition } from '../../records/recordPosition.js';
import { QueryTable } from './queryTable.js';
import { Strings } from './strings.js';
import { type StoredTable, Table } from './table.js';

/** Stands for a row, text or file that is not there. */
export const NONE = -1;

type LineColumns<Name extends string> = {
  readonly [Key in `${Name}Line` | `${Name}Length`]: 'i32';
} & { readonly [Key in `${Name}Offset`]: 'f64' };

type LineNumbers<Name extends string> = {
  readonly [Key in `${Name}Line` | `${Name}Length` | `${Name}Offset`]: number;
};

/** A line of the row's file. A length of 0 means that there is none. */
function lineColumns<Name extends string>(name: Name): LineColumns<Name> {
  return {
    [`${name}Line`]: 'i32',
    [`${name}Offset`]: 'f64',
    [`${name}Length`]: 'i32',
  } as LineColumns<Name>;
}

/** A line as the numbers of its columns. */
export function lineNumbers<Name extends string>(
  name: Name,
  position: RecordPosition | undefined,
): LineNumbers<Name> {
  return {
    [`${name}Line`]: position?.line ?? 0,
    [`${name}Offset`]: position?.byteOffset ?? 0,
    [`${name}Length`]: position?.byteLength ?? 0,
  } as LineNumbers<Name>;
}

/** SHA-256 of the normalised answer, its first 104 bits in two exact numbers; see `answerKey`. */
const ANSWER = { answerHigh: 'f64', answerLow: 'f64' } as const;

/** A question with the answer it got, and what came of it. Times are milliseconds since the epoch, or NaN. */
const EXCHANGE = {
  file: 'i32',
  /** The line that its conversation begins with. */
  session: 'i32',
  query: 'i32',
  time: 'f64',
  /** When the user wrote next in this conversation. */
  until: 'f64',
  /** An index into `OUTCOMES`. */
  outcome: 'u8',
  /** The best hit that a `kb_used` entry names. */
  hit: 'i32',
  ...ANSWER,
  ...lineColumns('question'),
  ...lineColumns('answer'),
  ...lineColumns('signal'),
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
  isPositive: 'u8',
  isStrong: 'u8',
  /** An index into `RATING_DROPS`. */
  drop: 'u8',
  /** Which text of the signal quotes the question, or the answer; `NONE`: the entry's own text counts. */
  quotedQuestion: 'i32',
  quotedAnswer: 'i32',
  ...ANSWER,
  ...lineColumns('question'),
  ...lineColumns('answer'),
  ...lineColumns('signal'),
} as const;

/** Something a user told the assistant. Its topic terms stand in `statementTerms`, with repetitions. */
const STATEMENT = {
  file: 'i32',
  session: 'i32',
  query: 'i32',
  time: 'f64',
  terms: 'i32',
  termCount: 'i32',
  ...ANSWER,
  ...lineColumns('answer'),
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
  ...lineColumns('use'),
} as const;

/** Something wrong with a line; `kind` is an index into the kinds of faults. */
const FAULT = { file: 'i32', kind: 'i32', ...lineColumns('fault') } as const;

/** How many records a stretch of a file held. */
const COUNT = { file: 'i32', records: 'i32' } as const;

/**
 * What the logs say, as rows of numbers: everything the rules need, and where it stands. Texts stay
 * in the logs; what becomes a candidate is read back from there. Rows are only ever added, in the
 * order of their file, so that the facts of a log that grew are those of the log before and more.
 */
export class Facts {
  readonly files = new Strings();
  /** Ids of entries of the knowledge base. */
  readonly kbIds = new Strings();
  readonly queries = new QueryTable();
  readonly exchanges = new Table(EXCHANGE);
  readonly ratings = new Table(RATING);
  readonly statements = new Table(STATEMENT);
  readonly statementTerms = new Table({ term: 'i32' });
  readonly uses = new Table(USE);
  readonly faults = new Table(FAULT);
  readonly counts = new Table(COUNT);

  /** Every table, for keeping them in a file. */
  get tables(): Readonly<Record<string, StoredTable>> {
    const { exchanges, ratings, statements, statementTerms, uses, faults, counts } = this;
    const { rows: queries, terms: queryTerms } = this.queries;
    const about = { exchanges, ratings, statements, statementTerms, uses, faults, counts };
    return { ...about, queries, queryTerms };
  }

  /** Every list of texts, likewise. */
  get strings(): Readonly<Record<string, Strings>> {
    return { files: this.files, kbIds: this.kbIds, vocabulary: this.queries.vocabulary };
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
