import type { JsonObject, ReadRecord } from './readItem.js';
import type { RecordPosition } from './recordPosition.js';
import { timestampOf } from './recordTime.js';

/** A line of `training/selflearn_audit.jsonl`: something happened to the assistant's knowledge. */
export interface LearningEvent {
  /** `knowledge-added`, `kb-prune`, `kb-reload`, …: an open set. */
  readonly type: string;
  /** The file of the knowledge base it is about. */
  readonly file: string | undefined;
  readonly question: string | undefined;
  /** Milliseconds since the epoch. */
  readonly time: number | undefined;
  readonly position: RecordPosition;
}

export function looksLikeLearningEvent({ type, timestamp }: JsonObject): boolean {
  return typeof type === 'string' && timestamp !== undefined;
}

/** undefined for records of another shape. */
export function learningEventOf(record: ReadRecord): LearningEvent | undefined {
  const { type, file, question } = record.value;
  if (typeof type !== 'string' || !looksLikeLearningEvent(record.value)) return undefined;
  return {
    type,
    file: typeof file === 'string' ? file : undefined,
    question: typeof question === 'string' ? question : undefined,
    time: timestampOf(record.value),
    position: record.position,
  };
}
