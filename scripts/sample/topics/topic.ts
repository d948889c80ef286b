/** One thing developers ask about. Hand-written, so that a reviewer reads sentences and not noise. */
export interface Topic {
  readonly key: string;
  readonly title: string;
  /** The question as the knowledge base would word it. */
  readonly ask: string;
  /** The same question as people really type it. The last one is kept for the holdout set. */
  readonly also: readonly string[];
  readonly answer: string;
  /** A plausible answer that contradicts the good one. */
  readonly wrong?: string;
}
