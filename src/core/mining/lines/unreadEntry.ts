import type { MemoryEntry } from '../../records/memoryEntry.js';
import { rawString, type StringBytes, unescaped } from '../../records/plainJson.js';
import { isJsonObject, type JsonObject } from '../../records/readItem.js';
import type { RecordPosition } from '../../records/recordPosition.js';
import { bestHitId } from '../kbUse.js';

const NO_BYTES: Buffer = Buffer.alloc(0);
/** Of an entry that has none. */
export const NO_META: JsonObject = {};

/** What of an entry was told without parsing it. */
interface PlainEntry {
  readonly role: string;
  /** Milliseconds since the epoch. */
  readonly time: number | undefined;
  /** Of the best hit that it names and that has one. */
  readonly hit: string | undefined;
  readonly position: RecordPosition;
  /** The bytes of the log; where in them its text is, and what is behind that, without the closing brace. */
  readonly buffer: Buffer;
  readonly text: StringBytes;
  readonly rest: StringBytes;
  /** undefined: it stands in the rest, and is not read yet. */
  readonly meta: JsonObject | undefined;
}

/**
 * An entry whose text is read when somebody asks for it: of nearly all answers nobody does, and they are
 * nine tenths of a log. Its bytes may be used again once the reader is asked for more; before that, `keep`
 * has to be called.
 */
export class UnreadEntry implements MemoryEntry {
  readonly kind = 'entry';
  readonly role: string;
  readonly time: number | undefined;
  readonly hit: string | undefined;
  readonly position: RecordPosition;
  #buffer: Buffer;
  readonly #textBytes: StringBytes;
  readonly #restBytes: StringBytes;
  #rawText: string | undefined;
  #rawRest: string | undefined;
  #text: string | undefined;
  #meta: JsonObject | undefined;

  constructor({ role, time, hit, position, buffer, text, rest, meta }: PlainEntry) {
    this.role = role;
    this.time = time;
    this.hit = hit;
    this.position = position;
    this.#buffer = buffer;
    this.#textBytes = text;
    this.#restBytes = rest;
    this.#meta = meta;
  }

  get text(): string {
    this.#text ??= unescaped(this.#rawText ?? rawString(this.#buffer, this.#textBytes));
    return this.#text;
  }

  get meta(): JsonObject {
    this.#meta ??= this.#readMeta();
    return this.#meta;
  }

  /** Takes what is not read yet out of the bytes of the log, which are about to be used again. */
  keep(): void {
    if (this.#text === undefined) this.#rawText ??= rawString(this.#buffer, this.#textBytes);
    if (this.#meta === undefined) this.#rawRest ??= rawString(this.#buffer, this.#restBytes);
    this.#buffer = NO_BYTES;
  }

  #readMeta(): JsonObject {
    return metaOf(JSON.parse(`{${this.#rawRest ?? rawString(this.#buffer, this.#restBytes)}}`));
  }
}

/** As `memoryEntryOf` has it. */
export function metaOf({ meta }: JsonObject): JsonObject {
  return isJsonObject(meta) ? meta : NO_META;
}

/** The best hit of an entry that names any. */
export function hitIn(entry: MemoryEntry): string | undefined {
  const told = entry instanceof UnreadEntry ? entry.hit : undefined;
  return told ?? bestHitId(entry.meta['hits']);
}
