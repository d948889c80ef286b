/** A question of which people said what answers it. */
export interface JudgedQuestion {
  readonly query: string;
  /** Questions of one group are about the same entries: never one half to learn from and one to measure with. */
  readonly group: string;
  /** Ids of the entries that answer it, in order. */
  readonly relevant: readonly string[];
  /** Ids of the entries that a reviewer refused as its answer, in order. */
  readonly rejected: readonly string[];
}

/** An answer that a reviewer refused for a question. */
export interface RefusedAnswer {
  readonly query: string;
  readonly answer: string;
}
