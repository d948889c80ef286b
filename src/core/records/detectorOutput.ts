import { looksLikeMemoryEntry, type MemoryEntry, memoryEntryOf } from './memoryEntry.js';
import type { JsonObject, ReadRecord } from './readItem.js';
import { epochTimeOf } from './recordTime.js';

/**
 * Says whether a line of a file of detector outputs is one: all signals of one output, a signal alone,
 * or an entry as the conversation log has them. A signal alone must carry a time: those inside an
 * output carry none, and must not be taken for lines where a line is torn.
 */
export function looksLikeDetectorOutput(value: JsonObject): boolean {
  return Array.isArray(value['signals']) || isSignalAlone(value) || isSignalEntry(value);
}

function isSignalAlone(value: JsonObject): boolean {
  return typeof value['type'] === 'string' && epochTimeOf(value) !== undefined;
}

function isSignalEntry(value: JsonObject): boolean {
  return looksLikeMemoryEntry(value) && value['role'] === 'signal';
}

/**
 * A detector's output in the shape of the conversation log's `signal` entries, so that both are weighed
 * alike. undefined for records of another shape.
 */
export function detectorOutputOf(record: ReadRecord): MemoryEntry | undefined {
  const { value, position } = record;
  if (isSignalEntry(value)) return memoryEntryOf(record);
  if (!looksLikeDetectorOutput(value)) return undefined;
  const { signals, source, text } = value;
  return {
    role: 'signal',
    text: typeof text === 'string' ? text : '',
    meta: { signals: Array.isArray(signals) ? signals : [value], source },
    time: epochTimeOf(value),
    position,
  };
}
