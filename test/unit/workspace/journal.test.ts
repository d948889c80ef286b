import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { CodelumiError } from '../../../src/core/errors.js';
import { appendToJournal, readJournal } from '../../../src/core/workspace/journal.js';
import { WorkspaceFiles } from '../../../src/node/workspaceFiles.js';
import { put, temporaryWorkspace, text } from '../support/temporaryWorkspace.js';

const PATH = 'journal/one.jsonl';

async function journalOf(count: number): Promise<{ root: string; files: WorkspaceFiles }> {
  const root = await temporaryWorkspace();
  const files = new WorkspaceFiles(root);
  for (let i = 0; i < count; i += 1)
    await appendToJournal(files, PATH, { note: `entry ${i} ,"hash":"x"` });
  return { root, files };
}

describe('journal', () => {
  it('chains its lines and numbers them', async () => {
    const { files } = await journalOf(3);
    const { lines, break: broken } = await readJournal(files, PATH);
    assert.equal(broken, undefined);
    assert.deepEqual(
      lines.map(({ value }) => value['seq']),
      [1, 2, 3],
    );
    assert.equal(lines[2]?.value['prev'], lines[1]?.hash);
  });

  it('moves a torn last line aside before it goes on, and loses none', async () => {
    const { root, files } = await journalOf(2);
    const whole = await text(root, PATH);
    await put(root, PATH, `${whole}{"v":1,"seq":3,"note":"tor`);
    assert.deepEqual((await readJournal(files, PATH)).break, { line: 3, kind: 'torn' });
    await appendToJournal(files, PATH, { note: 'after' });
    const { lines, break: broken } = await readJournal(files, PATH);
    assert.equal(broken, undefined);
    assert.equal(lines.length, 3);
    assert.equal(await text(root, `${PATH}.torn`), '{"v":1,"seq":3,"note":"tor\n');
    assert.ok((await text(root, PATH)).startsWith(whole));
  });

  it('notices any change of any byte, and builds nothing on it', async () => {
    const { root, files } = await journalOf(3);
    const original = await readFile(join(root, PATH));
    await fc.assert(
      fc.asyncProperty(
        fc.nat(original.length - 1),
        fc.integer({ min: 1, max: 255 }),
        async (at, flip) => {
          const changed = Buffer.from(original);
          changed[at] = (changed[at] ?? 0) ^ flip;
          await put(root, PATH, changed);
          const { lines, break: broken } = await readJournal(files, PATH);
          assert.ok(broken !== undefined);
          assert.ok(lines.length < 3);
          if (broken.kind === 'torn') return; // The last line feed: set aside, tested above.
          await assert.rejects(appendToJournal(files, PATH, { note: 'x' }), CodelumiError);
          assert.deepEqual(await readFile(join(root, PATH)), changed);
        },
      ),
      { numRuns: 150 },
    );
  });

  it('notices a line cut out, repeated, exchanged or moved to another journal', async () => {
    const { root, files } = await journalOf(3);
    const [a, b, c] = (await text(root, PATH)).split('\n');
    for (const lines of [
      [a, c],
      [b, c],
      [a, b, b],
      [a, c, b],
    ]) {
      await put(root, PATH, `${lines.join('\n')}\n`);
      assert.ok((await readJournal(files, PATH)).break !== undefined, lines.join());
    }
    await put(root, 'journal/two.jsonl', `${[a, b, c].join('\n')}\n`);
    assert.equal((await readJournal(files, 'journal/two.jsonl')).break?.kind, 'chain-broken');
  });
});
