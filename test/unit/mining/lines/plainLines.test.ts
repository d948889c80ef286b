import assert from 'node:assert/strict';
import fc from 'fast-check';
import { bestHitId, kbUseOf, looksLikeKbUse } from '../../../../src/core/mining/kbUse.js';
import { PlainEntries } from '../../../../src/core/mining/lines/plainEntries.js';
import { PlainUses } from '../../../../src/core/mining/lines/plainUse.js';
import { hitIn } from '../../../../src/core/mining/lines/unreadEntry.js';
import { itemsOf } from '../../../../src/core/records/jsonLinesReader.js';
import { rawLineOf, type WholeLine } from '../../../../src/core/records/lineSplitter.js';
import { looksLikeMemoryEntry, memoryEntryOf } from '../../../../src/core/records/memoryEntry.js';
import type { LooksLikeRecord, ReadItem } from '../../../../src/core/records/readItem.js';

const FILE = 'log.jsonl';

/** Some way into a buffer, as lines lie in what was read of a file, and with something behind it. */
function lineIn(bytes: Uint8Array, before: number): WholeLine {
  const buffer = Buffer.concat([
    Buffer.alloc(before, '"'),
    bytes,
    Buffer.from('\n{"role":"user"}'),
  ]);
  return { buffer, from: before, end: before + bytes.length, line: 7, byteOffset: 100 };
}

/** What parsing gives. */
function parsed({ buffer, from, end, ...start }: WholeLine, looksLike: LooksLikeRecord) {
  const raw = rawLineOf(start, Buffer.from(buffer.subarray(from, end)), true);
  return itemsOf(FILE, raw, { looksLikeRecord: looksLike });
}

/** The one record of a line with nothing wrong; fails where it is anything else. */
function onlyRecord(items: readonly ReadItem[]) {
  const [item, ...others] = items;
  assert.deepEqual(others, []);
  assert.ok(item?.kind === 'record');
  return item;
}

function holdEntry(line: WholeLine, isKept: boolean): boolean {
  const read = new PlainEntries(FILE).read(line);
  if (read === undefined) return false;
  const expected = memoryEntryOf(onlyRecord(parsed(line, looksLikeMemoryEntry)));
  if (isKept) {
    read.keep();
    line.buffer.fill(0);
  }
  const { role, time, position, text, meta } = read;
  assert.deepEqual({ role, text, meta, time, position }, expected);
  assert.equal(hitIn(read), bestHitId(meta['hits']));
  return true;
}

function holdUse(line: WholeLine): boolean {
  const read = new PlainUses(FILE).read(line);
  if (read === undefined) return false;
  const record = onlyRecord(parsed(line, looksLikeKbUse));
  assert.deepEqual(read.use, kbUseOf(record.value));
  assert.deepEqual(read.position, record.position);
  return true;
}

const TEXTS = fc.oneof(
  fc.string(),
  fc.string({ unit: 'binary' }),
  fc
    .array(
      fc.constantFrom(
        'a',
        ' ',
        '"',
        '\\',
        '\\u',
        '\n',
        '\t',
        'é',
        'â€™',
        'Ã¼',
        '\ud83d',
        '\u2028',
        '?',
        '\u0001',
      ),
      {
        maxLength: 40,
      },
    )
    .map((parts) => parts.join('')),
);
const TIMES = fc.oneof(
  fc.integer({ min: 0, max: 2e12 }),
  fc.double(),
  fc.constant(1e300),
  fc.constant('soon'),
);
const HITS = fc.array(fc.record({ id: TEXTS, title: TEXTS }, { requiredKeys: ['id'] }), {
  maxLength: 3,
});
const ROLES = fc.constantFrom(
  'user',
  'assistant',
  'lumi',
  'kb_used',
  'signal',
  'lumi-analysis',
  'other',
);
const ENTRIES = fc
  .tuple(
    fc.record({ role: ROLES, text: TEXTS }),
    fc.record(
      {
        meta: fc.oneof(
          fc.record({ hits: HITS }),
          fc.record({ type: TEXTS, question: TEXTS }),
          TEXTS,
        ),
        t: TIMES,
        ts: TIMES,
        text: TEXTS,
      },
      { requiredKeys: [] },
    ),
  )
  .map(([begin, rest]) => {
    // A name may stand twice in a log, as it cannot in an object.
    const [first, second] = [begin, rest].map((part) => JSON.stringify(part).slice(1, -1));
    return `{${[first, second].filter((part) => part !== '').join(',')}}`;
  });
const USES = fc
  .record(
    { ts: TIMES, query: TEXTS, source: TEXTS, hits: HITS, variant: TEXTS },
    { requiredKeys: ['ts', 'query', 'source', 'hits'] },
  )
  .map((use) => JSON.stringify(use));

/** Lines as they are written, and such with a byte changed, left out or put in. */
function damaged(lines: fc.Arbitrary<string>): fc.Arbitrary<Uint8Array> {
  const change = fc.record({
    at: fc.nat({ max: 300 }),
    kind: fc.constantFrom('none', 'none', 'set', 'out', 'in'),
    byte: fc.oneof(fc.nat({ max: 255 }), fc.constantFrom(0x22, 0x5c, 0x0d, 0x7d, 0x2c, 0xc3, 0x1f)),
  });
  return fc.tuple(lines, change).map(([line, { at, kind, byte }]) => {
    const bytes = [...Buffer.from(line)];
    const place = at % bytes.length;
    if (kind === 'set') bytes[place] = byte;
    if (kind === 'out') bytes.splice(place, 1);
    if (kind === 'in') bytes.splice(place, 0, byte);
    return Uint8Array.from(bytes.filter((each) => each !== 0x0a));
  });
}

describe('lines that are read without parsing them', () => {
  it('say of an entry what parsing says, or nothing', () => {
    const property = (bytes: Uint8Array, before: number, isKept: boolean) => {
      holdEntry(lineIn(bytes, before), isKept);
    };
    fc.assert(fc.property(damaged(ENTRIES), fc.nat({ max: 9 }), fc.boolean(), property), {
      numRuns: 3_000,
    });
  });

  it('say of a search what parsing says, or nothing', () => {
    const property = (bytes: Uint8Array, before: number) => {
      holdUse(lineIn(bytes, before));
    };
    fc.assert(fc.property(damaged(USES), fc.nat({ max: 9 }), property), { numRuns: 2_000 });
  });

  it('are those that the assistant writes', () => {
    const hits = [{ id: 'kb-1', title: 'Über "Git"' }, { id: 'kb-2' }];
    const long = `${'Check the branch. '.repeat(300)}\n"quoted" \\ and – such`;
    const entries = [
      { role: 'assistant', text: long, t: 1_735_721_120_000 },
      { role: 'lumi', text: 'x', ts: 1_735_721_120_000 },
      { role: 'user', text: '' },
      { role: 'kb_used', text: long, meta: { hits }, t: 1_735_721_120_000 },
      {
        role: 'signal',
        text: 'feedback:up',
        meta: { type: 'up', assistant: 'a\n"b"' },
        t: 5,
        source: 'x',
      },
    ];
    for (const entry of entries)
      assert.ok(holdEntry(lineIn(Buffer.from(JSON.stringify(entry)), 3), true), entry.role);
    const use = { ts: 1_735_721_120_000, query: 'how?', source: 'kbContext', hits };
    assert.ok(holdUse(lineIn(Buffer.from(JSON.stringify(use)), 2)));
    assert.ok(holdUse(lineIn(Buffer.from(JSON.stringify({ ...use, hits: [] })), 2)));
  });

  it('are none with anything wrong', () => {
    const written = [
      '{"role":"assistant","text":"a\u0001b"}',
      '{"role":"assistant","text":"\\ud83d"}',
      '{"role":"assistant","text":"donâ€™t"}',
      '{"role":"assistant","text":"a\\x"}',
      '{"role":"assistant","text":"a","text":"b"}',
      '{"role":"assistant","text":"a","t":01}',
      '{"role":"assistant","text":"a",}',
      '{"role":"assistant","text":"a", }',
      '{"role":"assistant","text":"a","t":1}{"role":"user","text":"b","t":1}',
      '{"role":"assistant","text":"a',
    ];
    for (const line of written)
      assert.equal(holdEntry(lineIn(Buffer.from(line), 0), false), false, line);
    const invalid = Buffer.from('{"role":"assistant","text":"a\xff"}', 'latin1');
    assert.equal(holdEntry(lineIn(invalid, 1), false), false);
  });
});
