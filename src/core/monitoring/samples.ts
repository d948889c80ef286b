/** A stretch of time; ISO 8601, `to` is not part of it. */
export interface Span {
  readonly from: string;
  readonly to: string;
}

/** What one deployment did in a stretch of time, session by session; hours added up. */
export interface Sample {
  readonly span: Span;
  readonly sessions: number;
  readonly searches: number;
  readonly zeroHits: number;
  readonly negative: number;
  readonly positive: number;
  readonly errors: number;
  readonly top: readonly number[];
  readonly margin: readonly number[];
  readonly hits: ReadonlyMap<string, number>;
  /** Milliseconds. */
  readonly latency: readonly number[];
}

/** What is normal for a deployment: frozen once, after its release, and kept in a file. */
export interface Reference {
  readonly file: string;
  /** Of the file's bytes. */
  readonly sha256: string;
  readonly deployment: string;
  readonly reranker: string | null;
  readonly sample: Sample;
}

/** A deployment that answers users now, with what is normal for it and what it did of late. */
export interface Watched {
  readonly deployment: string;
  readonly reranker: string | null;
  /** undefined: there are not enough sessions yet; `gathered` says how many there are. */
  readonly reference: Reference | undefined;
  readonly gathered: number;
  /** Newest first: the present window, and the one before it. */
  readonly windows: readonly Sample[];
  /** Time of the newest search; undefined: there is none. */
  readonly latest: string | undefined;
}

/** One value a day, oldest first, days without anything included. */
export interface DailyValue {
  readonly day: string;
  readonly value: number;
}
