/** What a reranker is asked about: an entry of the knowledge base, or a text that may become one. */
export interface Passage {
  readonly id?: string;
  /** Every way in which it is asked; none where only an answer is known. */
  readonly questions: readonly string[];
  readonly answer: string;
}

/** Tells how well passages answer a query. Made once from an artefact, then used for many queries. */
export interface Reranker {
  /** The artefact's file name without its version: `reranker.joblib`. */
  readonly name: string;
  /** Of the artefact, as its file name gives it (`1.1.0`); `unversioned` where it gives none. */
  readonly version: string;
  /** Of the artefact's bytes, 64 hexadecimal digits. */
  readonly sha256: string;
  /** One score a passage, in their order; higher is better, comparable within one query. */
  score(query: string, passages: readonly Passage[]): Promise<readonly number[]>;
}

/** A passage of which only the answer is known, as the assistant's own scorer is asked. */
export function answerAlone(answer: string): Passage {
  return { questions: [], answer };
}
