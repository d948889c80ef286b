import { createHash } from 'node:crypto';
import type { FaultKind } from '../records/readFault.js';
import { isLoss } from '../records/readFault.js';
import type { JsonObject, ReadItem } from '../records/readItem.js';
import { readRecords } from '../records/readRecords.js';
import { questionOf } from './questionOf.js';
import type { RecordSide } from './recordSide.js';

/** A record, or a damaged stretch, of one side: what it is aligned by, and where it is. */
export interface IndexedRecord {
  readonly line: number;
  readonly start: number;
  readonly length: number;
  /** undefined where the record gives none. */
  readonly id: string | undefined;
  /** Of everything but the id, whatever the order of its keys. */
  readonly digest: string;
  /** Of its question; undefined where it has none. */
  readonly question: string | undefined;
  /** What is wrong with it; undefined for a record. */
  readonly damage: FaultKind | undefined;
}

/** Reads a side once, from end to end, and keeps of each record what fits in a line. */
export async function indexRecords(
  { files, file, compared }: RecordSide,
  signal: AbortSignal,
): Promise<IndexedRecord[]> {
  const records: IndexedRecord[] = [];
  for await (const item of readRecords(files, file, { looksLikeRecord, signal })) {
    const indexed = item.kind === 'record' ? recordOf(item, compared) : damageOf(item);
    if (indexed !== undefined) records.push(indexed);
  }
  return records;
}

/** Tells a record from an object inside one, where a line is damaged. */
export function looksLikeRecord(value: JsonObject): boolean {
  return 'id' in value || 'action' in value || questionOf(value) !== undefined;
}

type Read<Kind extends ReadItem['kind']> = Extract<ReadItem, { kind: Kind }>;

function recordOf(
  { value: read, position }: Read<'record'>,
  compared: RecordSide['compared'],
): IndexedRecord {
  const value = compared(read);
  const { id, ...body } = value;
  const isId = typeof id === 'string' || typeof id === 'number';
  const question = questionOf(value);
  return {
    line: position.line,
    start: position.byteOffset,
    length: position.byteLength,
    id: isId ? String(id) : undefined,
    digest: digestOf(canonicalJson(isId ? body : value)),
    question: question === undefined ? undefined : digestOf(question),
    damage: undefined,
  };
}

/** Of a record that could be read, but has something wrong in it, the record itself says enough. */
function damageOf({ fault, bytes }: Read<'fault'>): IndexedRecord | undefined {
  const { kind, position } = fault;
  if (!isLoss(kind)) return undefined;
  return {
    line: position.line,
    start: position.byteOffset,
    length: position.byteLength,
    id: undefined,
    digest: digestOf(bytes.length === 0 ? `${kind} ${position.byteLength}` : bytes),
    question: undefined,
    damage: kind,
  };
}

/** 128 bits: equal for what is equal, and for nothing else that anybody will see. */
function digestOf(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('base64').slice(0, 22);
}

/** The same text for values that differ only in the order of their keys. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, each: unknown) => {
    if (typeof each !== 'object' || each === null || Array.isArray(each)) return each;
    const entries = Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1));
    return Object.fromEntries(entries);
  });
}
