/** Tells how well candidates answer a query. Made once from an artefact, then used for many queries. */
export interface Reranker {
  /** The artefact's file name without its version: `reranker.joblib`. */
  readonly name: string;
  /** Of the artefact, as its file name gives it (`1.1.0`); `unversioned` where it gives none. */
  readonly version: string;
  /** Of the artefact's bytes, 64 hexadecimal digits. */
  readonly sha256: string;
  /** One score a candidate, in their order, from 0 (not an answer) to 1 (an answer). */
  score(query: string, candidates: readonly string[]): Promise<readonly number[]>;
}
