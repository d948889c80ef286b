import assert from 'node:assert/strict';
import fc from 'fast-check';
import { appendToJournal, readJournal } from '../../../src/core/workspace/journal.js';
import { JournalMemory } from '../../../src/core/workspace/journalMemory.js';
import { WorkspaceFiles } from '../../../src/node/workspaceFiles.js';
import { CountingFiles } from '../support/countingFiles.js';
import { put, temporaryWorkspace, text } from '../support/temporaryWorkspace.js';

const PATH = 'journal/one.jsonl';

describe('the memory of journals', () => {
  it('gives what reading the whole journal gives, whatever happened to it', async () => {
    const change = fc.oneof(
      { weight: 4, arbitrary: fc.constant({ kind: 'append' as const, at: 0 }) },
      fc.record({
        kind: fc.constantFrom('change a byte', 'cut', 'tear', 'delete'),
        at: fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
      }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(change, { maxLength: 10 }), async (changes) => {
        const root = await temporaryWorkspace();
        const files = new WorkspaceFiles(root);
        const memory = new JournalMemory(files);
        for (const { kind, at } of changes) {
          await apply(kind, at, root, files);
          assert.deepEqual(await memory.read(PATH), await readJournal(files, PATH));
        }
      }),
      { numRuns: 60 },
    );
  });

  it('notices a change that leaves the length as it was', async () => {
    const root = await temporaryWorkspace();
    const files = new WorkspaceFiles(root);
    const memory = new JournalMemory(files);
    for (const note of ['one', 'two', 'three']) await appendToJournal(files, PATH, { note });
    assert.equal((await memory.read(PATH)).lines.length, 3);
    await put(root, PATH, (await text(root, PATH)).replace('two', 'TWO'));
    assert.deepEqual((await memory.read(PATH)).break, { line: 2, kind: 'hash-mismatch' });
  });

  it('lets an append be built on what it remembers', async () => {
    const root = await temporaryWorkspace();
    const counting = new CountingFiles(new WorkspaceFiles(root));
    const memory = new JournalMemory(counting.files);
    const read = (path: string) => memory.read(path);
    for (let i = 1; i <= 5; i += 1) {
      assert.equal((await appendToJournal(counting.files, PATH, { note: i }, read)).seq, i);
    }
    assert.equal((await readJournal(counting.files, PATH)).break, undefined);
  });
});

async function apply(kind: string, at: number, root: string, files: WorkspaceFiles): Promise<void> {
  const before = await text(root, PATH).catch(() => undefined);
  if (kind === 'append') {
    await appendToJournal(files, PATH, { note: 'entry' }).catch(() => undefined); // On a broken one.
  } else if (before === undefined) {
    return;
  } else if (kind === 'delete') {
    await files.remove(PATH);
  } else if (kind === 'tear') {
    await put(root, PATH, `${before}{"v":1,"seq"`);
  } else {
    const index = Math.floor(at * before.length);
    const rest = kind === 'cut' ? '' : `x${before.slice(index + 1)}`;
    await put(root, PATH, before.slice(0, index) + rest);
  }
}
