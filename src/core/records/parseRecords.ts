import { OPEN_BRACE } from './jsonBytes.js';
import { endOfValue } from './jsonObjectScanner.js';
import type { FaultKind } from './readFault.js';
import { isJsonObject, type JsonObject, type LooksLikeRecord, type ReadItem } from './readItem.js';
import type { RecordPosition } from './recordPosition.js';
import { textFaults } from './textFaults.js';

/** Bytes of a file and where they begin in it. */
export interface Stretch {
  readonly file: string;
  readonly line: number;
  readonly byteOffset: number;
  readonly bytes: Buffer;
}

/** How many times its own length a damaged stretch may be scanned while looking for good records. */
const RECOVERY_BUDGET = 8;

/**
 * The records of one line, or of one element of a JSON document: normally exactly one. Where the
 * stretch is damaged, every whole record in it is found, whatever stands before, between or after
 * it, and each damaged piece is reported with its own position.
 */
export function parseRecords(stretch: Stretch, looksLikeRecord: LooksLikeRecord): ReadItem[] {
  const items: ReadItem[] = [];
  addRecords(items, stretch, looksLikeRecord);
  return items;
}

/** The same, added to what was found before: for logs of millions of lines. */
export function addRecords(
  items: ReadItem[],
  stretch: Stretch,
  looksLikeRecord: LooksLikeRecord,
): void {
  const whole = { start: 0, end: stretch.bytes.length };
  const parsed = parseJson(stretch.bytes);
  if (parsed === undefined) recoverRecords(stretch, looksLikeRecord, items);
  else if (isJsonObject(parsed.value)) pushRecord(items, stretch, whole, parsed.value, parsed.text);
  else pushFault(items, stretch, whole, 'not-an-object');
}

interface Span {
  readonly start: number;
  readonly end: number;
}

function parseJson(bytes: Buffer): { value: unknown; text: string } | undefined {
  const text = bytes.toString('utf8');
  try {
    return { value: JSON.parse(text), text };
  } catch {
    return undefined; // Not JSON as a whole: the caller looks for records inside.
  }
}

function recoverRecords(
  stretch: Stretch,
  looksLikeRecord: LooksLikeRecord,
  items: ReadItem[],
): void {
  const { bytes } = stretch;
  const firstItem = items.length;
  let at = 0;
  let budget = bytes.length * RECOVERY_BUDGET;
  let records = 0;
  while (at < bytes.length) {
    const found = nextRecord(bytes, at, looksLikeRecord, budget);
    budget = found.budget;
    const damagedEnd = found.record?.start ?? bytes.length;
    pushDamage(items, stretch, { start: at, end: damagedEnd });
    if (found.record === undefined) break;
    pushRecord(items, stretch, found.record, found.record.value, found.record.text);
    records += 1;
    at = found.record.end;
  }
  if (records > 1) {
    const whole = faultItem(stretch, { start: 0, end: bytes.length }, 'concatenated-records');
    items.splice(firstItem, 0, whole);
  }
}

interface FoundRecord extends Span {
  readonly value: JsonObject;
  readonly text: string;
}

/** The first whole record at or after `from`. Linear: what it scans in vain comes out of the budget. */
function nextRecord(
  bytes: Buffer,
  from: number,
  looksLikeRecord: LooksLikeRecord,
  budget: number,
): { record?: FoundRecord; budget: number } {
  let left = budget;
  let at = bytes.indexOf(OPEN_BRACE, from);
  while (at >= 0 && left > 0) {
    const end = endOfValue(bytes, at);
    left -= (end < 0 ? bytes.length : end) - at;
    const parsed = end < 0 ? undefined : parseJson(bytes.subarray(at, end));
    const value = parsed?.value;
    if (parsed !== undefined && isJsonObject(value)) {
      if (looksLikeRecord(value))
        return { record: { start: at, end, value, text: parsed.text }, budget: left };
      at = bytes.indexOf(OPEN_BRACE, end);
    } else {
      at = bytes.indexOf(OPEN_BRACE, at + 1);
    }
  }
  return { budget: left };
}

function pushDamage(items: ReadItem[], stretch: Stretch, span: Span): void {
  const trimmed = trimSeparators(stretch.bytes, span);
  if (trimmed.start >= trimmed.end) return;
  pushFault(items, stretch, trimmed, damageKind(stretch.bytes, trimmed));
}

function damageKind(bytes: Buffer, span: Span): FaultKind {
  const damaged = bytes.subarray(span.start, span.end);
  if (damaged[0] !== OPEN_BRACE) return damaged.includes(0) ? 'malformed-json' : 'plain-text';
  if (endOfValue(damaged, 0) < 0) return 'torn-record';
  return parseJson(damaged) === undefined ? 'malformed-json' : 'unknown-shape';
}

/** White space and stray commas between records are nobody's loss. */
function trimSeparators(bytes: Buffer, span: Span): Span {
  let { start, end } = span;
  while (start < end && isSeparator(bytes[start])) start += 1;
  while (end > start && isSeparator(bytes[end - 1])) end -= 1;
  return { start, end };
}

function isSeparator(byte: number | undefined): boolean {
  return byte === 0x20 || byte === 0x09 || byte === 0x0d || byte === 0x0a || byte === 0x2c;
}

function pushRecord(
  items: ReadItem[],
  stretch: Stretch,
  span: Span,
  value: JsonObject,
  text: string,
): void {
  items.push({ kind: 'record', value, position: positionOf(stretch, span) });
  // Cutting a view out of a buffer costs as much as the rest of this.
  const isWhole = span.start === 0 && span.end === stretch.bytes.length;
  const bytes = isWhole ? stretch.bytes : stretch.bytes.subarray(span.start, span.end);
  for (const kind of textFaults(bytes, text, value)) pushFault(items, stretch, span, kind);
}

function pushFault(items: ReadItem[], stretch: Stretch, span: Span, kind: FaultKind): void {
  items.push(faultItem(stretch, span, kind));
}

function faultItem(stretch: Stretch, span: Span, kind: FaultKind): ReadItem {
  const bytes = stretch.bytes.subarray(span.start, span.end);
  return { kind: 'fault', fault: { kind, position: positionOf(stretch, span) }, bytes };
}

function positionOf(stretch: Stretch, span: Span): RecordPosition {
  return {
    file: stretch.file,
    line:
      span.start === 0
        ? stretch.line
        : stretch.line + lineFeeds(stretch.bytes.subarray(0, span.start)),
    byteOffset: stretch.byteOffset + span.start,
    byteLength: span.end - span.start,
  };
}

function lineFeeds(bytes: Buffer): number {
  let count = 0;
  for (let at = bytes.indexOf(0x0a); at >= 0; at = bytes.indexOf(0x0a, at + 1)) count += 1;
  return count;
}
