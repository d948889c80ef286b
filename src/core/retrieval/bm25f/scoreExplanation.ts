/** What one term of a query adds to a score. */
export interface TermShare {
  readonly term: string;
  /** What the term counts for in the query: 1, less for function words and compounds. */
  readonly weight: number;
  readonly idf: number;
  /** Entries that hold the term. */
  readonly entries: number;
  /** How often the term stands in the entry. */
  readonly inQuestion: number;
  readonly inAnswer: number;
  /** Both, normalised by length, weighted and added up. */
  readonly frequency: number;
  readonly share: number;
}

/** Why an entry has its score for a query. */
export interface ScoreExplanation {
  /** The sum of the shares. */
  readonly score: number;
  /** In words. */
  readonly questionLength: number;
  readonly answerLength: number;
  /** Of all entries, in words. */
  readonly meanQuestionLength: number;
  readonly meanAnswerLength: number;
  /** Terms that the entry holds, in the order of the query. */
  readonly terms: readonly TermShare[];
}
