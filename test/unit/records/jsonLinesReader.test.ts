import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readJsonLines } from '../../../src/core/records/jsonLinesReader.js';
import { looksLikeMemoryEntry, memoryEntryOf } from '../../../src/core/records/memoryEntry.js';
import type { ReadItem } from '../../../src/core/records/readItem.js';
import { filesHolding } from '../support/memoryChunks.js';

async function read(
  content: string | Uint8Array,
  maxRecordBytes = 10_000,
  cuts: number[] = [],
): Promise<ReadItem[]> {
  const items: ReadItem[] = [];
  const options = {
    looksLikeRecord: looksLikeMemoryEntry,
    signal: new AbortController().signal,
    maxRecordBytes,
  };
  for await (const item of readJsonLines(
    filesHolding(Buffer.from(content), cuts),
    'log.jsonl',
    options,
  )) {
    // What stands there may be gone when the reader is asked for more.
    items.push(item.kind === 'fault' ? { ...item, bytes: Buffer.from(item.bytes) } : item);
  }
  return items;
}

function entry(text: string): string {
  return JSON.stringify({ role: 'user', text, meta: { question: 'q', text: 'nested' } });
}

/** Texts of the records, and kinds of the faults with their lines, in order. */
function summary(items: readonly ReadItem[]): (string | undefined)[] {
  return items.map((item) =>
    item.kind === 'record'
      ? String(item.value['text'])
      : `${item.fault.kind}@${item.fault.position.line}`,
  );
}

describe('readJsonLines', () => {
  it('reads records with their exact bytes', async () => {
    const content = `${entry('é one')}\n\n${entry('two')}\n`;
    const items = await read(content);
    assert.deepEqual(summary(items), ['é one', 'two']);
    for (const item of items) {
      assert.equal(item.kind, 'record');
      const { byteOffset, byteLength } = item.kind === 'record' ? item.position : assert.fail();
      const bytes = Buffer.from(content).subarray(byteOffset, byteOffset + byteLength);
      assert.deepEqual(JSON.parse(bytes.toString()), item.value);
    }
  });

  it('reports a byte order mark and reads on behind it', async () => {
    const items = await read(`\ufeff${entry('one')}\n`);
    assert.deepEqual(summary(items), ['byte-order-mark@1', 'one']);
    assert.equal(items[1]?.kind === 'record' && items[1].position.byteOffset, 3);
  });

  it('takes CRLF lines and lines of plain text', async () => {
    const items = await read(`${entry('one')}\r\nUser asked about tabs\r\n${entry('two')}\r\n`);
    assert.deepEqual(summary(items), ['one', 'plain-text@2', 'two']);
    const plain = items[1]?.kind === 'fault' ? items[1].bytes : [];
    assert.equal(Buffer.from(plain).toString(), 'User asked about tabs');
  });

  it('separates records that stand on one line', async () => {
    const items = await read(`${entry('one')}${entry('two')} ${entry('three')}\n`);
    assert.deepEqual(summary(items), ['concatenated-records@1', 'one', 'two', 'three']);
  });

  it('finds the good record behind, before and between torn ones', async () => {
    const torn = entry('torn').slice(0, 25);
    assert.deepEqual(summary(await read(`${torn}${entry('good')}\n`)), ['torn-record@1', 'good']);
    assert.deepEqual(summary(await read(`${entry('good')}${torn}\n`)), ['good', 'torn-record@1']);
    assert.deepEqual(summary(await read(`${torn}${entry('a')}${torn}${entry('b')}\n`)), [
      'concatenated-records@1',
      'torn-record@1',
      'a',
      'torn-record@1',
      'b',
    ]);
  });

  it('does not take an object nested in a torn record for a record', async () => {
    const torn = '{"role":"user","meta":{"signals":[{"type":"undo"}]},"te';
    assert.deepEqual(summary(await read(`${torn}\n`)), ['torn-record@1']);
  });

  it('reports a torn last line, and keeps what came before', async () => {
    assert.deepEqual(summary(await read(`${entry('one')}\n{"role":"us`)), ['one', 'torn-record@2']);
  });

  it('keeps records with invalid UTF-8, mojibake and half surrogates, and says so', async () => {
    const invalid = Buffer.concat([
      Buffer.from('{"role":"user","text":"bad '),
      Buffer.from([0xff, 0xfe]),
      Buffer.from('"}\n'),
    ]);
    assert.deepEqual(summary(await read(invalid)), ['bad \ufffd\ufffd', 'invalid-utf8@1']);
    assert.deepEqual(summary(await read(`${entry('itâ€™s')}\n`)), ['itâ€™s', 'mojibake@1']);
    const half = '{"role":"user","text":"\\ud83d!"}\n';
    assert.deepEqual(summary(await read(half)), ['\ud83d!', 'lone-surrogate@1']);
    const whole = '{"role":"user","text":"\\ud83d\\ude00 \\\\ud83d"}\n';
    assert.deepEqual(summary(await read(whole)), ['\u{1f600} \\ud83d']);
  });

  it('passes over a record longer than the limit, with its length, and reads on', async () => {
    const items = await read(`${entry('x'.repeat(500))}\n${entry('next')}\n`, 200, [50, 300]);
    assert.deepEqual(summary(items), ['record-too-long@1', 'next']);
  });

  it('says that a UTF-16 file is one, once', async () => {
    const items = await read(Buffer.from(`\ufeff${entry('a')}\n${entry('b')}\n`, 'utf16le'));
    assert.deepEqual(summary(items), ['utf16-file@1']);
  });

  it('names other JSON values and zeroed blocks', async () => {
    const items = await read(
      Buffer.concat([Buffer.from('[1]\n'), Buffer.alloc(5), Buffer.from('\n42\n')]),
    );
    assert.deepEqual(summary(items), ['not-an-object@1', 'malformed-json@2', 'not-an-object@3']);
  });

  it('never loses a good record beside a bad one, and never stops', async () => {
    const good = fc
      .string({ minLength: 1, maxLength: 8 })
      .map((text) => ({ text, line: entry(text), good: true }));
    const bad = fc
      .oneof(
        fc.constantFrom(
          'plain words',
          '{"role":"user","te',
          '{"a":',
          ']',
          '}',
          '"',
          '\\',
          '{"n":{"role":1}}',
        ),
        fc
          .uint8Array({ maxLength: 6 })
          .map((bytes) => Buffer.from(bytes).toString('latin1').replaceAll('\n', '')),
      )
      .map((line) => ({ text: '', line, good: false }));
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof(good, bad)),
        fc.array(fc.nat(400)),
        async (lines, cuts) => {
          const content = lines.map(({ line }) => line).join('\n');
          const items = await read(content, 10_000, cuts);
          const texts = items.flatMap((item) =>
            memoryEntryOf(item)?.role === 'user' ? [memoryEntryOf(item)?.text] : [],
          );
          assert.deepEqual(
            texts,
            lines.filter((line) => line.good).map((line) => line.text),
          );
        },
      ),
      { numRuns: 300 },
    );
  });

  it('takes time in proportion to a hostile line', async () => {
    const time = async (length: number) => {
      const started = process.cpuUsage();
      await read(`{"role":"user","te${'{"a'.repeat(length / 3)}\n`, 10_000_000);
      return process.cpuUsage(started).user;
    };
    await time(100_000);
    const [short, long] = [await time(200_000), await time(1_600_000)];
    assert.ok(
      long < short * 8 * 4 + 50_000,
      `8 times the text took ${long} µs against ${short} µs`,
    );
  });
});
