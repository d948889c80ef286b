import type { JobContext } from '../job.js';
import { FAULTS } from '../records/readFault.js';
import type { JsonObject } from '../records/readItem.js';
import { readConfig } from '../workspace/config.js';
import type { Alignment, Row, RowKind } from './alignRecords.js';
import { type FieldChange, fieldChanges, fieldsOf } from './fieldChanges.js';
import { readRows } from './readRows.js';

/** One thing that differs: a record that was changed, moved along or not, that came, or that went. */
export interface RecordChange {
  readonly kind: Exclude<RowKind, 'same'>;
  readonly moved: boolean;
  /** undefined where it has none. */
  readonly id: string | undefined;
  /** Lines, from 1; left out where it is not there. */
  readonly before?: number;
  readonly after?: number;
  /** Field by field; of a record that came or went, all of them. */
  readonly fields: readonly FieldChange[];
  /** What is wrong with a line that is no record. */
  readonly damage?: string;
}

/** Everything that differs, in the order of the side after, secrets masked; read as it is asked for. */
export async function* recordChanges(
  { files, signal }: Pick<JobContext, 'files' | 'signal'>,
  alignment: Alignment,
): AsyncGenerator<RecordChange> {
  const { screening } = await readConfig(files);
  const changed = alignment.rows.filter(({ kind }) => kind !== 'same');
  for await (const { row, before, after } of readRows(alignment, changed, screening, signal))
    yield changeOf(row, before, after);
}

function changeOf(
  row: Row,
  before: JsonObject | undefined,
  after: JsonObject | undefined,
): RecordChange {
  const damage = (row.after ?? row.before)?.damage;
  return {
    kind: row.kind === 'same' ? 'changed' : row.kind,
    moved: row.moved,
    id: row.after?.id ?? row.before?.id,
    ...(row.before === undefined ? {} : { before: row.before.line }),
    ...(row.after === undefined ? {} : { after: row.after.line }),
    fields: fieldsChanged(before, after),
    ...(damage === undefined ? {} : { damage: FAULTS[damage].message }),
  };
}

function fieldsChanged(
  before: JsonObject | undefined,
  after: JsonObject | undefined,
): readonly FieldChange[] {
  if (before !== undefined && after !== undefined) return fieldChanges(before, after);
  if (after !== undefined)
    return [...fieldsOf(after)].map(([path, value]) => ({ path, after: value }));
  if (before === undefined) return [];
  return [...fieldsOf(before)].map(([path, value]) => ({ path, before: value }));
}
