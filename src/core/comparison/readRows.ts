import type { JsonObject } from '../records/readItem.js';
import { isJsonObject } from '../records/readItem.js';
import type { ScreeningPolicy } from '../screening/recogniser.js';
import { SecretMask } from '../screening/secretMask.js';
import type { Row } from './alignRecords.js';
import type { IndexedRecord } from './indexRecords.js';
import { readRecordsAt } from './readRecordsAt.js';
import type { RecordSide } from './recordSide.js';

/** A row with the records themselves, secrets masked; undefined where a side has none, or damage. */
export interface FullRow {
  readonly row: Row;
  readonly before: JsonObject | undefined;
  readonly after: JsonObject | undefined;
}

const AT_ONCE = 256;

/**
 * Reads the records of some rows, a few hundred at a time. Secrets stand as masks: equal ones alike on both
 * sides, different ones with different numbers, so that a change of a secret shows as one.
 */
export async function* readRows(
  { before, after }: { readonly before: RecordSide; readonly after: RecordSide },
  rows: Iterable<Row>,
  policy: ScreeningPolicy,
  signal: AbortSignal,
): AsyncGenerator<FullRow> {
  for (const some of inGroups(rows)) {
    const [old, now] = await Promise.all([
      valuesOf(
        before,
        some.map((row) => row.before),
        signal,
      ),
      valuesOf(
        after,
        some.map((row) => row.after),
        signal,
      ),
    ]);
    for (const [index, row] of some.entries()) {
      const { before: one, after: other } = { before: old[index], after: now[index] };
      const mask = new SecretMask(textsIn(one, other), policy);
      yield { row, before: masked(one, mask), after: masked(other, mask) };
    }
  }
}

function* inGroups(rows: Iterable<Row>): Generator<Row[]> {
  let group: Row[] = [];
  for (const row of rows) {
    group.push(row);
    if (group.length < AT_ONCE) continue;
    yield group;
    group = [];
  }
  if (group.length > 0) yield group;
}

async function valuesOf(
  side: RecordSide,
  records: readonly (IndexedRecord | undefined)[],
  signal: AbortSignal,
): Promise<(JsonObject | undefined)[]> {
  const whole = records.filter((record) => record !== undefined && record.damage === undefined);
  const values = new Map<IndexedRecord, JsonObject | undefined>();
  let next = 0;
  for await (const value of readRecordsAt(side, whole as IndexedRecord[], signal)) {
    const record = whole[next];
    next += 1;
    if (record !== undefined) values.set(record, value);
  }
  return records.map((record) => (record === undefined ? undefined : values.get(record)));
}

/** What others refer to looks like a secret to some rules, and is none. */
const IDENTITY =
  /^(?:[0-9a-f]{64}|candidate-\d{8}-\d{4,9}|\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?Z)$/u;

function textsIn(...values: readonly unknown[]): { query: string; assistant_output: string }[] {
  const texts: { query: string; assistant_output: string }[] = [];
  const collect = (value: unknown): void => {
    if (typeof value === 'string' && !IDENTITY.test(value))
      texts.push({ query: value, assistant_output: '' });
    else if (typeof value === 'object' && value !== null) Object.values(value).forEach(collect);
  };
  values.forEach(collect);
  return texts;
}

function masked(value: JsonObject | undefined, mask: SecretMask): JsonObject | undefined {
  const each = (inner: unknown): unknown => {
    if (typeof inner === 'string') return IDENTITY.test(inner) ? inner : mask.maskLine(inner);
    if (Array.isArray(inner)) return inner.map(each);
    if (!isJsonObject(inner)) return inner;
    return Object.fromEntries(
      Object.entries(inner).map(([key, of]) => [mask.maskLine(key), each(of)]),
    );
  };
  return value === undefined ? undefined : (each(value) as JsonObject);
}
