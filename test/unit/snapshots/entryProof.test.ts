import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { JobContext } from '../../../src/core/job.js';
import { sha256 } from '../../../src/core/records/sha256.js';
import { buildSnapshot } from '../../../src/core/snapshots/build.js';
import { isProof, parseEntryProof, proveEntry } from '../../../src/core/snapshots/entryProof.js';
import { listSnapshots } from '../../../src/core/snapshots/list.js';
import { verify } from '../../../src/core/verification/verify.js';
import { put, temporaryWorkspace, text } from '../support/temporaryWorkspace.js';
import { testContext } from '../support/testContext.js';

async function builtOf(
  count: number,
): Promise<{ root: string; context: JobContext; lines: string[] }> {
  const entries = Array.from({ length: count }, (_, at) => ({
    id: `kb-${at}`,
    q: `Question ${at}?`,
    a: `Answer ${at}.`,
  }));
  const root = await temporaryWorkspace({ 'training/kb.json': JSON.stringify(entries) });
  const context = testContext(root);
  const { file } = await buildSnapshot({}, context);
  const lines = (await text(root, file)).split('\n').slice(0, -1);
  return { root, context, lines };
}

/** RFC 6962 §2.1 word by word, sharing nothing with the program. */
function rootOf(lines: readonly string[]): string {
  if (lines.length === 1) return sha256(Buffer.concat([Buffer.of(0), Buffer.from(lines[0] ?? '')]));
  let split = 1;
  while (split * 2 < lines.length) split *= 2;
  const both = [rootOf(lines.slice(0, split)), rootOf(lines.slice(split))];
  return sha256(Buffer.concat([Buffer.of(1), ...both.map((each) => Buffer.from(each, 'hex'))]));
}

describe('the Merkle root of a snapshot', () => {
  for (const count of [1, 2, 7, 12]) {
    it(`proves each of ${count} entries, and no other line`, async () => {
      const { context, lines } = await builtOf(count);
      const [manifest] = await listSnapshots({}, context);
      assert.equal(manifest?.merkle_root, rootOf(lines));
      for (const [index, line] of lines.entries()) {
        const { id } = JSON.parse(line);
        const proof = await proveEntry({ snapshot: manifest.name, id }, context);
        assert.equal(Buffer.from(proof.bytes, 'base64').toString(), line);
        assert.equal(proof.index, index);
        assert.ok(isProof(parseEntryProof(JSON.stringify(proof))));
      }
    });
  }

  it('proves nothing once any byte of the proof is another', async () => {
    const { context } = await builtOf(9);
    const proof = await proveEntry({ snapshot: 'latest', id: 'kb-4' }, context);
    const bytes = Buffer.from(proof.bytes, 'base64');
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, bits) => {
        const other = Buffer.from(bytes);
        other[at] = (other[at] ?? 0) ^ bits;
        return !isProof({ ...proof, bytes: other.toString('base64') });
      }),
    );
    assert.ok(!isProof({ ...proof, index: 5 }));
    assert.ok(!isProof({ ...proof, size: 8 }));
    assert.ok(!isProof({ ...proof, path: proof.path.slice(1) }));
  });

  it('says what is missing: the snapshot, the entry, or its bytes', async () => {
    const { root, context, lines } = await builtOf(3);
    await assert.rejects(proveEntry({ snapshot: 'x', id: 'kb-1' }, context), /no snapshot "x"/u);
    await assert.rejects(
      proveEntry({ snapshot: 'latest', id: 'kb-9' }, context),
      /no entry "kb-9"/u,
    );
    const file = 'training/snapshots/kb_snapshot_20261120_1000.jsonl';
    await put(root, file, `${lines.join('\n').replace('Answer 2', 'Answer 3')}\n`);
    await assert.rejects(proveEntry({ snapshot: 'latest', id: 'kb-1' }, context), /not what was/u);
    assert.throws(() => parseEntryProof('{"v":1}'), /no proof of an entry/u);
  });
});

describe('snapshots that follow each other', () => {
  it('name the one before, also in one minute, and are told when it was another', async () => {
    const { root, context } = await builtOf(2);
    const first = await listSnapshots({}, context);
    for (let number = 2; number <= 11; number += 1) await buildSnapshot({}, context);
    const all = await listSnapshots({}, context);
    assert.deepEqual(
      all.map(({ name }) => Number(name.split('_')[4] ?? 1)),
      [11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1],
    );
    for (const [at, { parent }] of all.entries()) assert.equal(parent?.name, all[at + 1]?.name);
    assert.deepEqual((await verify({}, context)).faults, []);
    const [{ name = '' } = {}] = first;
    const path = `training/snapshots/${name}.manifest.json`;
    const forged = (await text(root, path)).replace(
      /"sha256": "[0-9a-f]{8}/u,
      '"sha256": "00000000',
    );
    await put(root, path, forged);
    const messages = (await verify({}, context)).faults.map(({ message }) => message);
    assert.ok(messages.includes(`follows ${name}, which was another then; restore it from Git`));
  });

  it('have the Merkle root of their lines, or verify says so', async () => {
    const { root, context } = await builtOf(2);
    const path = 'training/snapshots/kb_snapshot_20261120_1000.manifest.json';
    const forged = (await text(root, path)).replace(
      /"merkle_root": "[0-9a-f]{8}/u,
      '"merkle_root": "00000000',
    );
    await put(root, path, forged);
    const messages = (await verify({}, context)).faults.map(({ message }) => message);
    assert.deepEqual(messages, ['the Merkle root is not that of the lines; restore it from Git']);
  });

  it('are none under a name that is not theirs', async () => {
    const { root, context } = await builtOf(2);
    const path = 'training/snapshots/kb_snapshot_20261120_1000.manifest.json';
    await put(root, path.replace('1000', '1001'), await text(root, path));
    assert.equal((await listSnapshots({}, context)).length, 1);
  });
});
