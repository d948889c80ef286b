import type { Provenance } from '../records/candidate.js';

/** The rules of mining. A rule's version changes whenever what it finds does. */
export const RULES = {
  positiveFeedback: { rule: 'R1-positive-feedback', version: 2 },
  repeatedHit: { rule: 'R2-repeated-hit', version: 1 },
  frequentMemory: { rule: 'R3-frequent-memory', version: 1 },
  knowledgeGap: { rule: 'R4-knowledge-gap', version: 1 },
} as const;

export type RuleName = keyof typeof RULES;

/** One time that a rule found something, with the log lines that prove it. */
export interface Observation {
  readonly session: string;
  /** Milliseconds since the epoch; undefined when no entry so far carried a time. */
  readonly time: number | undefined;
  readonly timeInferred: boolean;
  readonly lines: readonly Provenance[];
}

/** A question and answer that a rule found, with everything that speaks for it. */
export interface Mined {
  readonly rule: RuleName;
  readonly source: 'user_memory' | 'kb_usage';
  readonly feedback: 'positive_feedback' | 'none';
  readonly query: string;
  /** Empty for a gap: a person has to write it. */
  readonly answer: string;
  readonly observations: readonly Observation[];
  /** Other ways in which people asked the same. */
  readonly variants: readonly string[];
  /** The knowledge base entry it would improve. */
  readonly kbId: string | undefined;
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
  readonly lines: readonly Provenance[];
}

/** What a rule made of everything it looked at. */
export interface RuleOutcome {
  readonly mined: readonly Mined[];
  readonly considered: number;
  readonly dropped: Drops;
  readonly verdicts: readonly Verdict[];
}

export function countDrop(drops: Drops, reason: Drop, count = 1): void {
  drops[reason] = (drops[reason] ?? 0) + count;
}
