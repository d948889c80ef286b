import type { ReadFault } from './readFault.js';
import type { RecordPosition } from './recordPosition.js';

export type JsonObject = { readonly [key: string]: unknown };

/** A record as it stands in a file. */
export interface ReadRecord {
  readonly kind: 'record';
  readonly value: JsonObject;
  readonly position: RecordPosition;
}

/**
 * A stretch with something wrong. `bytes` is empty where the reader did not keep them; those of a line of a
 * file are good until the reader is asked for more.
 */
export interface ReadFaultItem {
  readonly kind: 'fault';
  readonly fault: ReadFault;
  readonly bytes: Uint8Array;
}

/** What readers yield, in file order. A faulty record yields its fault after itself. */
export type ReadItem = ReadRecord | ReadFaultItem;

/**
 * Says whether an object found in the ruins of a damaged line is a record of the file being read,
 * and not some object nested in one.
 */
export type LooksLikeRecord = (value: JsonObject) => boolean;

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
