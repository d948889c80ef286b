import type { JsonObject, ReadRecord } from './readItem.js';
import type { RecordPosition } from './recordPosition.js';
import { timestampOf } from './recordTime.js';
import { finiteIn, textsIn } from './typedValues.js';

/** A line of `userData/security/validation.jsonl`: whether the assistant held a question safe to learn. */
export interface ThreatVerdict {
  readonly question: string;
  /** `auto_merge` or `quarantine`, so far. */
  readonly decision: string;
  /** 0 to 1; higher is worse. */
  readonly score: number | undefined;
  readonly reasons: readonly string[];
  /** Milliseconds since the epoch. */
  readonly time: number | undefined;
  readonly position: RecordPosition;
}

export function looksLikeThreatVerdict({ question, decision }: JsonObject): boolean {
  return typeof question === 'string' && typeof decision === 'string';
}

/** undefined for records of another shape. */
export function threatVerdictOf(record: ReadRecord): ThreatVerdict | undefined {
  const { question, decision, threat_score, threat_reasons } = record.value;
  if (typeof question !== 'string' || typeof decision !== 'string') return undefined;
  return {
    question,
    decision,
    score: finiteIn(threat_score),
    reasons: textsIn(threat_reasons),
    time: timestampOf(record.value),
    position: record.position,
  };
}
