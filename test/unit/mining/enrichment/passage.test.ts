import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { readPassage } from '../../../../src/core/mining/enrichment/passage.js';
import type { Provenance } from '../../../../src/core/records/candidate.js';
import {
  looksLikeMemoryEntry,
  type MemoryEntry,
  memoryEntryOf,
} from '../../../../src/core/records/memoryEntry.js';
import { readRecords } from '../../../../src/core/records/readRecords.js';
import { sha256 } from '../../../../src/core/records/sha256.js';
import { put, temporaryWorkspace } from '../../support/temporaryWorkspace.js';
import { testContext } from '../../support/testContext.js';

const LOG = 'log.jsonl';
const HOUR_MS = 3_600_000;

/** What the whole log holds, as mining reads it. */
async function entriesOf(root: string): Promise<MemoryEntry[]> {
  const { files, signal } = testContext(root);
  const entries: MemoryEntry[] = [];
  const options = { looksLikeRecord: looksLikeMemoryEntry, signal };
  for await (const item of readRecords(files, LOG, options)) {
    const entry = memoryEntryOf(item);
    if (entry !== undefined) entries.push(entry);
  }
  return entries;
}

async function proofOf(root: string, { position }: MemoryEntry): Promise<Provenance> {
  const { file, line, byteOffset, byteLength } = position;
  const bytes = await readFile(join(root, LOG));
  return {
    file,
    line,
    byte_offset: byteOffset,
    byte_length: byteLength,
    sha256: sha256(bytes.subarray(byteOffset, byteOffset + byteLength)),
    part: 'answer',
  };
}

function places(entries: readonly MemoryEntry[]): string[] {
  return entries.map(({ position: { line, byteOffset } }) => `${line}@${byteOffset}`);
}

describe('reading back a passage', () => {
  let root: string;
  beforeEach(async () => {
    root = await temporaryWorkspace();
  });

  it('finds what reading the whole log finds, whatever is broken in it', async () => {
    const entry = fc.record({
      role: fc.constantFrom('user', 'assistant', 'lumi', 'signal'),
      text: fc.string({ unit: 'grapheme-composite', maxLength: 20 }),
    });
    const line = fc.oneof(
      { weight: 5, arbitrary: entry.map((each) => JSON.stringify(each)) },
      entry.map((each) => `${JSON.stringify(each)}${JSON.stringify(each)}`),
      entry.map((each) => JSON.stringify(each).slice(0, -7)),
      fc.constantFrom(
        '',
        '   ',
        'a line of plain text',
        '[1]',
        '{"other":1}',
        'torn {"role":"user"',
      ),
    );
    const end = fc.constantFrom('\n', '\r\n');
    const start = fc.constantFrom('', '\ufeff');
    await fc.assert(
      fc.asyncProperty(
        start,
        fc.array(fc.tuple(line, end), { minLength: 1, maxLength: 14 }),
        fc.boolean(),
        fc.nat(),
        async (mark, lines, isTerminated, pick) => {
          const log = mark + lines.flat().join('');
          await put(root, LOG, isTerminated ? log : log.trimEnd());
          const all = await entriesOf(root);
          fc.pre(all.length > 0);
          const index = pick % all.length;
          const own = all[index];
          assert.ok(own);
          const { files } = testContext(root);
          const passage = await readPassage(files, await proofOf(root, own), HOUR_MS);
          assert.deepEqual(
            [places(passage?.before ?? []), passage?.own.text, places(passage?.after ?? [])],
            [places(all.slice(0, index)), own.text, places(all.slice(index + 1))],
          );
        },
      ),
      { seed: 13, numRuns: 250 },
    );
  });

  it('ends where the conversation ends', async () => {
    const at = (hours: number, text: string) =>
      JSON.stringify({ role: 'user', text, t: hours * HOUR_MS });
    const lines = [
      at(0, 'long before'),
      at(5, 'before'),
      at(5.5, 'own'),
      at(5.2, 'after'),
      at(9, 'later'),
    ];
    await put(root, LOG, lines.join('\n'));
    const own = (await entriesOf(root))[2];
    assert.ok(own);
    const passage = await readPassage(testContext(root).files, await proofOf(root, own), HOUR_MS);
    assert.deepEqual(
      passage?.before.map(({ text }) => text),
      ['before'],
    );
    assert.deepEqual(
      passage?.after.map(({ text }) => text),
      ['after'],
    );
  });

  it('reads a bounded piece, and only whole lines of it', async () => {
    const said = (text: string) => JSON.stringify({ role: 'user', text });
    const long = said('x'.repeat(70_000));
    await put(
      root,
      LOG,
      [said('far'), long, said('near'), said('own'), long, said('far')].join('\n'),
    );
    const own = (await entriesOf(root)).find(({ text }) => text === 'own');
    assert.ok(own);
    const read: number[] = [];
    const { files } = testContext(root);
    const counting = new Proxy(files, {
      get: (target, name: keyof typeof files) => {
        if (name === 'readChunks')
          return (path: string, range: { start: number; end: number }) => {
            read.push(range.end - range.start);
            return target.readChunks(path, range);
          };
        return name === 'root' ? target.root : target[name].bind(target);
      },
    });
    const passage = await readPassage(counting, await proofOf(root, own), HOUR_MS);
    assert.deepEqual(
      passage?.before.map(({ text }) => text),
      ['near'],
    );
    assert.deepEqual(passage?.after, []);
    assert.ok(read.length === 1 && (read[0] ?? 0) < 140_000);
  });

  it('gives nothing when the log no longer holds the line', async () => {
    await put(root, LOG, `${JSON.stringify({ role: 'user', text: 'own' })}\n`);
    const [own] = await entriesOf(root);
    assert.ok(own);
    const { files } = testContext(root);
    const proof = await proofOf(root, own);
    await put(root, LOG, `${JSON.stringify({ role: 'user', text: 'new' })}\n`);
    assert.equal(await readPassage(files, proof, HOUR_MS), undefined);
    await put(root, LOG, 'short');
    assert.equal(await readPassage(files, proof, HOUR_MS), undefined);
    await files.remove(LOG);
    assert.equal(await readPassage(files, proof, HOUR_MS), undefined);
  });
});
