import type { ByteRange } from './files.js';

/** Where the table with everybody's logs is. */
export interface CentralLogsAddress {
  readonly url: string;
  readonly database: string;
  readonly table: string;
  readonly username?: string | undefined;
  /** The environment variable that holds the password. */
  readonly passwordEnv?: string | undefined;
}

/** Where a line of a log begins, and how long it is. */
interface StoredPlace {
  /** Counts from 1. */
  readonly line: number;
  readonly byteOffset: number;
  /** False for a last line that nothing ends yet. */
  readonly isEnded: boolean;
  /** Without the line feed. */
  readonly byteLength: number;
}

export interface StoredLine extends StoredPlace {
  /** What stands before the line feed, a carriage return with it. */
  readonly bytes: Buffer;
}

/**
 * A line of a conversation log that is certain to be one whole, undamaged entry whose text says nothing
 * by itself: an answer, or of a role that no rule reads. Its text stayed in the database.
 */
export interface StoredEntry extends StoredPlace {
  readonly role: string;
  /** Milliseconds since the epoch. */
  readonly time: number | undefined;
  readonly endsInReturn: boolean;
}

/** Lines of a log of searches that are the same but for their time. */
export interface StoredSearches {
  /** Whether each line is `{"ts":<time>,` and then `bytes`; otherwise each is `bytes` as a whole. */
  readonly isTimed: boolean;
  readonly isEnded: boolean;
  readonly bytes: Buffer;
  readonly lines: readonly StoredSearch[];
}

export interface StoredSearch {
  readonly line: number;
  readonly byteOffset: number;
  /** Milliseconds since the epoch, as it is written in the line; 0 in lines that are not timed. */
  readonly time: number;
}

/**
 * Logs of many machines, collected line by line in one table of a database. Ranges begin with the first
 * byte of a line; lines come in the order of their file, of one that was sent twice the complete one
 * first. All methods reject with CodelumiError, or with
 * JobCancelled once the signal given at opening has fired.
 */
export interface CentralLogs {
  /** Every log with its size in bytes. */
  sizes(): Promise<ReadonlyMap<string, number>>;
  lines(file: string, range: ByteRange): AsyncIterable<readonly StoredLine[]>;
  /** The lines that begin at these bytes, in any order; of one that was sent twice, the last counts. */
  linesAt(file: string, byteOffsets: readonly number[]): AsyncIterable<readonly StoredLine[]>;
  /** Where the line begins that holds this byte. */
  lineStart(file: string, byte: number): Promise<number>;
  /** A conversation log, with the lines that have to be looked at and of the others only what they are. */
  entries(file: string, range: ByteRange): AsyncIterable<readonly (StoredEntry | StoredLine)[]>;
  /** A log of searches, grouped stretch by stretch; groups come in no order. */
  searches(file: string, range: ByteRange): AsyncIterable<readonly StoredSearches[]>;
}

export type OpenCentralLogs = (address: CentralLogsAddress, signal: AbortSignal) => CentralLogs;
