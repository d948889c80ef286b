import { type KbEntry, kbEntryOf, looksLikeKbEntry } from './kbEntry.js';
import type { JsonObject, ReadRecord } from './readItem.js';
import type { RecordPosition } from './recordPosition.js';
import { timestampOf } from './recordTime.js';
import { finiteIn, textsIn } from './typedValues.js';

/** A line of `userData/staging.jsonl`: what the assistant itself put forward to be learned. */
export interface StagingEntry extends Pick<KbEntry, 'question' | 'answer'> {
  /** `quarantined`, `approved` or `rejected`, so far. */
  readonly status: string;
  readonly threats: readonly string[];
  /** 0 to 1; higher is worse. */
  readonly score: number | undefined;
  /** Milliseconds since the epoch. */
  readonly time: number | undefined;
  readonly position: RecordPosition;
}

export function looksLikeStagingEntry(value: JsonObject): boolean {
  return typeof value['status'] === 'string' && looksLikeKbEntry(value);
}

/** undefined for records of another shape. */
export function stagingEntryOf(record: ReadRecord): StagingEntry | undefined {
  const { status, threats, threat_score } = record.value;
  const pair = kbEntryOf(record);
  if (typeof status !== 'string' || pair === undefined) return undefined;
  const { question, answer } = pair;
  return {
    question,
    answer,
    status,
    threats: textsIn(threats),
    score: finiteIn(threat_score),
    time: timestampOf(record.value),
    position: record.position,
  };
}
