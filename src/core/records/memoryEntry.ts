import { isJsonObject, type JsonObject, type ReadItem } from './readItem.js';
import type { RecordPosition } from './recordPosition.js';
import { epochTimeOf } from './recordTime.js';

/** One entry of `userData/lumi_memory.jsonl`, whatever generation of the assistant wrote it. */
export interface MemoryEntry {
  /** As written; an open set. Legacy plain-text lines have the role `text`. */
  readonly role: string;
  readonly text: string;
  readonly meta: JsonObject;
  /** Milliseconds since the epoch, where the entry says so. */
  readonly time: number | undefined;
  readonly position: RecordPosition;
}

const NO_META: JsonObject = {};

export function looksLikeMemoryEntry(value: JsonObject): boolean {
  return typeof value['role'] === 'string' && typeof value['text'] === 'string';
}

/**
 * The entry a reader's item holds: a JSON entry, or a legacy line of plain text.
 * undefined for damage and for objects of another shape.
 */
export function memoryEntryOf(item: ReadItem): MemoryEntry | undefined {
  if (item.kind === 'fault') {
    if (item.fault.kind !== 'plain-text') return undefined;
    const text = Buffer.from(item.bytes).toString('utf8');
    const { position } = item.fault;
    return { role: 'text', text, meta: NO_META, time: undefined, position };
  }
  const { value, position } = item;
  const { role, text, meta } = value;
  if (typeof role !== 'string' || typeof text !== 'string') return undefined;
  return {
    role,
    text,
    meta: isJsonObject(meta) ? meta : NO_META,
    time: epochTimeOf(value),
    position,
  };
}

/** `lumi` is the older name of `assistant`. */
export function isAnswer(entry: MemoryEntry): boolean {
  return entry.role === 'assistant' || entry.role === 'lumi';
}
