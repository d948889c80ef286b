import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readJsonDocument } from '../../../src/core/records/jsonDocumentReader.js';
import { kbEntryOf, looksLikeKbEntry } from '../../../src/core/records/kbEntry.js';
import type { ReadItem } from '../../../src/core/records/readItem.js';
import { filesHolding } from '../support/memoryChunks.js';

async function read(
  content: string,
  cuts: number[] = [],
  maxRecordBytes = 10_000,
): Promise<ReadItem[]> {
  const items: ReadItem[] = [];
  const options = {
    looksLikeRecord: looksLikeKbEntry,
    signal: new AbortController().signal,
    maxRecordBytes,
  };
  for await (const item of readJsonDocument(
    filesHolding(Buffer.from(content), cuts),
    'kb.json',
    options,
  )) {
    items.push(item);
  }
  return items;
}

function summary(items: readonly ReadItem[]): (string | undefined)[] {
  return items.map((item) =>
    item.kind === 'record'
      ? `${kbEntryOf(item)?.question}@${item.position.line}`
      : `${item.fault.kind}@${item.fault.position.line}`,
  );
}

const ENTRIES = [
  { q: 'one "quoted" [x] {y}', a: 'first' },
  { q: 'two', a: 'second', embedding: { token: 0.5 } },
];

describe('readJsonDocument', () => {
  it('reads a top-level array with exact positions', async () => {
    const content = JSON.stringify(ENTRIES, null, 2);
    const items = await read(content);
    assert.deepEqual(summary(items), ['one "quoted" [x] {y}@2', 'two@6']);
    for (const item of items) {
      const { byteOffset, byteLength } = item.kind === 'record' ? item.position : assert.fail();
      const bytes = Buffer.from(content).subarray(byteOffset, byteOffset + byteLength);
      assert.deepEqual(JSON.parse(bytes.toString()), item.kind === 'record' && item.value);
    }
  });

  it('reads an object that wraps a list, whatever the key, and ignores lists of other things', async () => {
    const content = JSON.stringify({
      version: 2,
      tags: ['a', 'b'],
      entries: ENTRIES,
      meta: { n: [1] },
    });
    assert.deepEqual(summary(await read(content)), ['one "quoted" [x] {y}@1', 'two@1']);
  });

  it('reads a single entry, and nothing from an empty wrapper', async () => {
    assert.deepEqual(summary(await read('{"question":"one","answer":"1"}')), ['one@1']);
    assert.deepEqual(summary(await read('{"qa":[]}')), []);
    assert.deepEqual(summary(await read('  \n')), []);
    assert.deepEqual(summary(await read('')), []);
  });

  it('reads the neighbours of a damaged element', async () => {
    const content = '[{"q":"one","a":"1"},{"q":"bad","a":oops},{"q":"three","a":"3"}]';
    assert.deepEqual(summary(await read(content)), ['one@1', 'malformed-json@1', 'three@1']);
  });

  it('reads the elements behind one that lacks its closing brace', async () => {
    const content =
      '[{"q":"one","a":"1"},\n{"q":"bad","a":"2",\n{"q":"three","a":"3"},\n{"q":"four","a":"4"}]';
    const items = summary(await read(content));
    assert.ok(
      items.includes('one@1') && items.includes('three@3') && items.includes('four@4'),
      String(items),
    );
    assert.ok(
      items.some((item) => item?.startsWith('torn-record@2')),
      String(items),
    );
  });

  it('reports a document that breaks off', async () => {
    assert.deepEqual(summary(await read('[{"q":"one","a":"1"},{"q":"tw')), [
      'one@1',
      'torn-record@1',
    ]);
    assert.deepEqual(summary(await read('{"qa":[{"q":"one","a":"1"}')), ['one@1', 'torn-record@1']);
    assert.deepEqual(summary(await read('no json here')), ['malformed-json@1']);
  });

  it('passes over an element longer than the limit', async () => {
    const content = JSON.stringify([{ q: 'x'.repeat(300), a: '' }, ENTRIES[1]]);
    assert.deepEqual(summary(await read(content, [100], 200)), ['record-too-long@1', 'two@1']);
  });

  it('finds what JSON.parse finds, wherever the stream is cut', async () => {
    const record = fc.record({
      q: fc.string(),
      a: fc.string(),
      more: fc.jsonValue({ maxDepth: 2 }),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(record),
        fc.array(fc.nat(500)),
        fc.boolean(),
        async (records, cuts, wrap) => {
          const content = JSON.stringify(wrap ? { qa: records } : records, null, 1);
          const values = (await read(content, cuts)).map((item) =>
            item.kind === 'record' ? item.value : item.fault.kind,
          );
          const expected = JSON.parse(JSON.stringify(records));
          assert.deepEqual(
            values.filter((value) => typeof value !== 'string'),
            expected,
          );
        },
      ),
    );
  });
});
