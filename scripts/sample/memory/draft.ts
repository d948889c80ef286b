import type { Plant } from '../lib/planted.js';

export interface Hit {
  readonly id?: string;
  readonly title: string;
}

/** One line of the memory log before it has its time and id. */
export interface Draft {
  readonly role: string;
  readonly text: string;
  /** Seconds since the entry before. */
  readonly after: number;
  readonly meta?: object;
  readonly source?: string;
  readonly plants?: readonly Plant[];
  /** What the KB usage log gets at the same moment. */
  readonly usage?: {
    readonly query: string;
    readonly source: string;
    readonly hits: readonly Hit[];
  };
}

/** Bytes that are no proper record, put before a conversation. */
export interface RawLine {
  readonly bytes: Buffer;
  /** Empty when the next record stands on the same line. */
  readonly end: string;
  readonly plant: Plant;
  /** Given when a reader still gets a record out of it. */
  readonly role?: string;
}

export interface Conversation {
  readonly theme: string;
  readonly drafts: readonly Draft[];
  readonly before?: readonly RawLine[];
  /** A fixed start; the others are spread over the working days. */
  readonly start?: number;
  readonly style?: 'crlf' | 'joined' | 'mojibake';
}
