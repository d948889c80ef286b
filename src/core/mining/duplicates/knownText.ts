/** A question and answer that is there already, which a draft may repeat or resemble. */
export interface KnownText {
  readonly where: 'kb' | 'candidate';
  readonly id: string;
  /** What review made of a candidate; the knowledge base has no such state. */
  readonly state: string | undefined;
  /** Hash of the decision, if somebody rejected it: then it holds back what repeats or resembles it. */
  readonly rejectedBy: string | undefined;
  /** Conversations that spoke for it when it was written down; 0 where nobody counted. */
  readonly sessions: number;
}
