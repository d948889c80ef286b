import type { SchemaElement } from 'hyparquet-writer';
import type { PlannedRow } from '../plan.js';
import { COLUMNS, type Column } from './columns.js';
import type { FileTally } from './format.js';

/** A row group is as much as is held: so many rows, or so many characters of text. */
const MOST_ROWS = 10_000;
const MOST_TEXT = 8 * 1024 * 1024;

/**
 * A Parquet file of the columns of every table, piece by piece: a row group is written once it is full, and forgotten. The
 * same rows give the same bytes. Texts are UTF-8, lists are in the three levels of the standard.
 */
export async function* parquetBytes(
  rows: AsyncIterable<PlannedRow>,
  tally: FileTally,
  createdBy: string,
): AsyncGenerator<Uint8Array> {
  const { ByteWriter, ParquetWriter } = await import('hyparquet-writer');
  const bytes = new ByteWriter();
  const writer = new ParquetWriter({ writer: bytes, schema: SCHEMA, createdBy });
  /** What was written since; its place in the file is kept. */
  const taken = (): Uint8Array => {
    const piece = bytes.getBytes().slice();
    bytes.index = 0;
    return piece;
  };
  let group: PlannedRow[] = [];
  let text = 0;
  const writeGroup = (): void => {
    void writer.write({ columnData: columnsOf(group), rowGroupSize: group.length });
    tally.rows += group.length;
    group = [];
    text = 0;
  };
  for await (const row of rows) {
    group.push(row);
    text += row.question.length + row.answer.length;
    if (group.length < MOST_ROWS && text < MOST_TEXT) continue;
    writeGroup();
    yield taken();
  }
  if (group.length > 0) writeGroup();
  void writer.finish();
  yield taken();
}

const SCHEMA: SchemaElement[] = [
  { name: 'schema', num_children: COLUMNS.length },
  ...COLUMNS.flatMap(elementsOf),
];

function elementsOf({ name, type }: Column): SchemaElement[] {
  const text = { type: 'BYTE_ARRAY', converted_type: 'UTF8' } as const;
  if (type === 'text') return [{ name, ...text, repetition_type: 'OPTIONAL' }];
  if (type === 'number') return [{ name, type: 'INT32', repetition_type: 'OPTIONAL' }];
  return [
    { name, repetition_type: 'REQUIRED', num_children: 1, converted_type: 'LIST' },
    { name: 'list', repetition_type: 'REPEATED', num_children: 1 },
    { name: 'element', ...text, repetition_type: 'REQUIRED' },
  ];
}

function columnsOf(rows: readonly PlannedRow[]) {
  // Indexes of pages would be kept until the end.
  return COLUMNS.map(({ name, of }) => ({ name, data: rows.map(of), offsetIndex: false }));
}
