import type { WholeLine } from '../../records/lineSplitter.js';
import type { MemoryEntry } from '../../records/memoryEntry.js';
import { rawString, type StringBytes, unescaped } from '../../records/plainJson.js';
import { isJsonObject, type JsonObject } from '../../records/readItem.js';
import type { RecordPosition } from '../../records/recordPosition.js';
import { bestHitId } from '../kbUse.js';

/** Of an entry that has none. */
export const NO_META: JsonObject = {};

/** What stands behind the text of an entry. */
export interface RestOfEntry {
  /** Milliseconds since the epoch. */
  readonly time: number | undefined;
  /** Of the best hit that it names and that has one. */
  readonly hit: string | undefined;
  /** undefined: it is not read yet. */
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
  readonly #file: string;
  readonly #line: WholeLine;
  readonly #textBytes: StringBytes;
  #isKept = false;
  #rawText: string | undefined;
  #rawRest: string | undefined;
  #text: string | undefined;
  #meta: JsonObject | undefined;

  constructor(
    file: string,
    line: WholeLine,
    role: string,
    text: StringBytes,
    { time, hit, meta }: RestOfEntry,
  ) {
    this.role = role;
    this.time = time;
    this.hit = hit;
    this.#file = file;
    this.#line = line;
    this.#textBytes = text;
    this.#meta = meta;
  }

  get position(): RecordPosition {
    const { line, byteOffset, from, end } = this.#line;
    return { file: this.#file, line, byteOffset, byteLength: end - from };
  }

  get text(): string {
    this.#text ??= this.#textBytes.isPlain ? this.#raw() : unescaped(this.#raw());
    return this.#text;
  }

  get meta(): JsonObject {
    this.#meta ??= this.#readMeta();
    return this.#meta;
  }

  /** Takes what is not read yet out of the bytes of the log, which are about to be used again. */
  keep(): void {
    if (this.#isKept) return;
    if (this.#text === undefined) this.#rawText = this.#raw();
    if (this.#meta === undefined) this.#rawRest = this.#restOf();
    this.#isKept = true;
  }

  #raw(): string {
    return this.#rawText ?? rawString(this.#line.buffer, this.#textBytes);
  }

  /** What is behind the text, without the closing brace. */
  #restOf(): string {
    const { buffer, end } = this.#line;
    const from = this.#textBytes.end + 2;
    return this.#rawRest ?? rawString(buffer, { from, end: end - 1, isAscii: false });
  }

  #readMeta(): JsonObject {
    return metaOf(JSON.parse(`{${this.#restOf()}}`));
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
