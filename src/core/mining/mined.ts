import type { Provenance } from '../records/candidate.js';
import type { RecordPosition } from '../records/recordPosition.js';
import type { Support } from './support.js';
import type { TextRef } from './textRef.js';

/** The rules of mining. A rule's version changes whenever what it finds does. */
export const RULES = {
  positiveFeedback: { rule: 'R1-positive-feedback', version: 2 },
  repeatedHit: { rule: 'R2-repeated-hit', version: 1 },
  frequentMemory: { rule: 'R3-frequent-memory', version: 3 },
  knowledgeGap: { rule: 'R4-knowledge-gap', version: 2 },
} as const;

export type RuleName = keyof typeof RULES;

/** A log line as proof, and what it is to the candidate. */
export interface ProofLine {
  readonly position: RecordPosition;
  readonly part: Provenance['part'];
}

/** A question as somebody asked it. */
export interface Asked {
  /** The same for the same words; see QueryTable. */
  readonly query: number;
  readonly text: TextRef;
}

/** A question and answer that a rule found, with everything that speaks for it. */
export interface Mined {
  readonly rule: RuleName;
  readonly source: 'user_memory' | 'kb_usage';
  readonly feedback: 'positive_feedback' | 'none';
  readonly asked: Asked;
  /** undefined for a gap: a person has to write it. */
  readonly answer: MinedAnswer | undefined;
  readonly support: Support;
  /** Other ways in which people asked the same. */
  readonly variants: readonly Asked[];
  /** The knowledge base entry it would improve. */
  readonly kbId: string | undefined;
}

export interface MinedAnswer {
  readonly text: TextRef;
  /** Equal for answers that are the same but for spacing; see `answerKey`. */
  readonly key: string;
}

/** Why something that a rule looked at became no candidate, by reason. */
export type Drops = Partial<Record<Drop, number>>;

export type Drop =
  | 'weak-signal'
  | 'no-question'
  | 'no-answer'
  | 'cancelled'
  | 'too-few-queries'
  | 'too-few-sessions'
  | 'too-few-outcomes'
  | 'not-accepted'
  | 'known-from-memory';

/** What a rule made of one thing it looked at, for whoever asks why. */
export interface Verdict {
  readonly rule: RuleName;
  /** undefined: it became a candidate. */
  readonly drop: Drop | undefined;
  /** One sentence with the figures and the thresholds they were held against. */
  readonly detail: string;
  /** The log lines it is about. */
  readonly lines: readonly RecordPosition[];
}

/** What a rule made of everything it looked at. */
export interface RuleOutcome {
  readonly mined: readonly Mined[];
  readonly considered: number;
  /** Of those considered, in the same unit. */
  readonly kept: number;
  readonly dropped: Drops;
}

/** Takes verdicts, and what they are about only where somebody asks. */
export type TellVerdict = (
  rule: RuleName,
  drop: Drop | undefined,
  about: () => Pick<Verdict, 'detail' | 'lines'>,
) => void;

export function countDrop(drops: Drops, reason: Drop, count = 1): void {
  if (count > 0) drops[reason] = (drops[reason] ?? 0) + count;
}
