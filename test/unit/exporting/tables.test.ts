import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parquetMetadata, parquetReadObjects } from 'hyparquet';
import { rowDigest, wellFormed } from '../../../src/core/exporting/exportRow.js';
import { csv } from '../../../src/core/exporting/formats/csv.js';
import type { FormatWorld } from '../../../src/core/exporting/formats/format.js';
import { parquetBytes } from '../../../src/core/exporting/formats/parquetBytes.js';
import { visibleText } from '../../../src/core/records/visibleText.js';
import { bytesOf, exportRow, streamed } from './rows.js';

/** Any text that Unicode can hold, and what tables trip over. */
const text = fc
  .oneof(
    fc.string({ unit: 'binary' }),
    fc.string({
      unit: fc.constantFrom(',', '"', '\r', '\n', '=', '\t', "'", 'é', '💡', '\0', ' '),
    }),
  )
  .map(wellFormed);

const rows = fc.array(
  fc
    .tuple(text, text, text, fc.array(text, { maxLength: 3 }))
    .map(([id, question, answer, variants]) => exportRow(id, question, answer, variants)),
  { maxLength: 8 },
);

/** A quoted field or a plain one, and what ends it; knows nothing of how it was written. */
const FIELD = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/uy;

/** Reads RFC 4180. */
function parsedCsv(content: string): string[][] {
  const records: string[][] = [];
  let record: string[] = [];
  FIELD.lastIndex = 0;
  while (FIELD.lastIndex < content.length) {
    const at = FIELD.lastIndex;
    const found = FIELD.exec(content);
    assert.ok(found, `no field at ${at}: ${JSON.stringify(content.slice(at, at + 40))}`);
    const [, quoted, plain = '', end] = found;
    record.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end === ',') continue;
    records.push(record);
    record = [];
  }
  return records;
}

describe('tables of an export', () => {
  it('as CSV are what RFC 4180 reads, and no formula', async () => {
    const [file] = (await csv.open({} as FormatWorld))('train', 1);
    await fc.assert(
      fc.asyncProperty(rows, async (wanted) => {
        const tally = { rows: 0 };
        const bytes = await bytesOf(file?.write(streamed(wanted), tally) ?? streamed([]));
        const [header = [], ...records] = parsedCsv(bytes.toString('utf8'));
        assert.equal(tally.rows, wanted.length);
        assert.deepEqual(header.slice(0, 4), ['id', 'question', 'answer', 'variants']);
        assert.equal(records.length, wanted.length);
        for (const [at, record] of records.entries()) {
          const { question, variants } = wanted[at] ?? exportRow('', '', '');
          const shown = visibleText(question.replaceAll('\r\n', '\n'));
          const cell = record[1] ?? '';
          assert.ok(cell === shown || cell === `'${shown}`);
          assert.ok(!/^[=+\-@\t\r]/u.test(cell), JSON.stringify(cell));
          assert.equal(record[3], visibleText(JSON.stringify(variants)));
          assert.equal(record.length, header.length);
        }
      }),
    );
  });

  it('as Parquet are read by another library exactly as they were, in the same bytes each time', async () => {
    await fc.assert(
      fc.asyncProperty(rows, async (wanted) => {
        const write = () => bytesOf(parquetBytes(streamed(wanted), { rows: 0 }, 'test'));
        const bytes = await write();
        assert.ok(bytes.equals(await write()));
        const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length);
        const read = await parquetReadObjects({ file: file as ArrayBuffer });
        assert.deepEqual(
          read.map(({ id, question, answer, variants, sha256, group }) => ({
            id,
            question,
            answer,
            variants,
            sha256,
            group: group ?? null,
          })),
          wanted.map((row) => ({
            id: row.id,
            question: row.question,
            answer: row.answer,
            variants: row.variants,
            sha256: rowDigest(row),
            group: null,
          })),
        );
      }),
      { numRuns: 60 },
    );
  });

  it('as Parquet are written group by group, so that little is held', async () => {
    let asked = 0;
    async function* many() {
      for (; asked < 25_000; asked += 1)
        yield exportRow(`e-${asked}`, `Question ${asked}?`, `Answer ${asked}.`);
    }
    const tally = { rows: 0 };
    const all: Uint8Array[] = [];
    const askedAt: number[] = [];
    for await (const piece of parquetBytes(many(), tally, 'test')) {
      all.push(piece);
      askedAt.push(asked);
    }
    assert.ok((askedAt[0] ?? 0) <= 10_000, `${askedAt}`);
    const bytes = Buffer.concat(all);
    const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length);
    const { row_groups: groups, num_rows: count } = parquetMetadata(file as ArrayBuffer);
    assert.deepEqual([tally.rows, Number(count), groups.length], [25_000, 25_000, 3]);
    const [last] = await parquetReadObjects({ file: file as ArrayBuffer, rowStart: 24_999 });
    assert.equal(last?.['question'], 'Question 24999?');
  });
});
