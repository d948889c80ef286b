import assert from 'node:assert/strict';
import { rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sha256 } from '../../../src/core/records/sha256.js';
import { flagsText } from '../../../src/core/registry/split/flagsDocument.js';
import type { Artefact } from '../../../src/core/registry/split/trafficSplit.js';
import { FLAGS_FILE } from '../../../src/core/workspace/paths.js';
import type { Deployments, Resolution } from '../../../src/runtime/api.js';
import { openDeployments } from '../../../src/runtime/runtime.js';
import { temporaryWorkspace } from '../support/temporaryWorkspace.js';

const KB = 'training/snapshots/kb_snapshot_20260201_0900.jsonl';
const RERANKER = 'models/reranker.joblib.v1.3.0';
const ENTRIES = [
  // A separator of lines in JavaScript, and none in JSON Lines.
  { id: 'kb-1', q: 'What is\u2028between?', a: 'Grüße 🙂', variants: ['And now?'] },
  { id: 'kb-2', q: 'Q', a: 'A', origin: { file: 'training/a.json', line: 3 } },
];
const LINES = ENTRIES.map((entry) => `${JSON.stringify(entry)}\n`).join('');

describe('the knowledge base of a deployment', () => {
  it('is given as its lines hold it', async () => {
    const { deployments, resolution } = await deployed({ kb: LINES });
    assert.deepEqual(await deployments.loadKnowledge(resolution), ENTRIES);
  });

  it('is not given if one byte is another', async () => {
    const { workspace, deployments, resolution } = await deployed({ kb: LINES });
    await writeFile(join(workspace, KB), LINES.replace('"A"', '"B"'));
    await assert.rejects(deployments.loadKnowledge(resolution), (error: Error) => {
      assert.match(error.message, /not the one that was deployed/u);
      const { reason, place } = error as unknown as { reason: string; place: { file: string } };
      assert.deepEqual([reason, place], ['invalid-input', { file: KB }]);
      return true;
    });
  });

  it('is not given if it is gone, or elsewhere', async () => {
    const { workspace, deployments, resolution } = await deployed({ kb: LINES });
    await rm(join(workspace, KB));
    await assert.rejects(deployments.loadKnowledge(resolution), { reason: 'not-found' });
    const elsewhere = await temporaryWorkspace({ 'kb.jsonl': LINES });
    await symlink(join(elsewhere, 'kb.jsonl'), join(workspace, KB));
    await assert.rejects(deployments.loadKnowledge(resolution), { reason: 'outside-workspace' });
    const forged = { ...resolution, kb: { path: '../../etc/passwd', sha256: '0'.repeat(64) } };
    await assert.rejects(deployments.loadKnowledge(forged), { reason: 'outside-workspace' });
  });

  it('is none where the assistant answers by what it has of its own', async () => {
    const { deployments, resolution } = await deployed({ kb: LINES });
    assert.equal(await deployments.loadKnowledge({ ...resolution, kb: null }), undefined);
  });

  it('names the line that is no entry', async () => {
    for (const line of ['{"id":"kb-3","q":"Q"}', '[]', 'null', '{"id":', '']) {
      const { deployments, resolution } = await deployed({ kb: `${LINES}${line}\n` });
      await assert.rejects(deployments.loadKnowledge(resolution), {
        reason: 'invalid-input',
        place: { file: KB, line: 3 },
      });
    }
  });
});

describe('the reranker of a deployment', () => {
  it('is given with its bytes, where there is one', async () => {
    const { workspace, deployments, resolution } = await deployed({ kb: LINES, reranker: 'model' });
    const read = await deployments.readReranker(resolution);
    assert.equal(read?.path, join(workspace, RERANKER));
    assert.equal(Buffer.from(read?.content ?? []).toString(), 'model');
    const without = await deployed({ kb: LINES });
    assert.equal(await without.deployments.readReranker(without.resolution), undefined);
  });

  it('is not given if it was exchanged: joblib runs what it loads', async () => {
    const { workspace, deployments, resolution } = await deployed({ kb: LINES, reranker: 'model' });
    await writeFile(join(workspace, RERANKER), 'evil!');
    await assert.rejects(deployments.readReranker(resolution), { reason: 'invalid-input' });
  });
});

interface Deployed {
  readonly workspace: string;
  readonly deployments: Deployments;
  readonly resolution: Resolution;
}

async function deployed({ kb, reranker }: { kb: string; reranker?: string }): Promise<Deployed> {
  const ranker = reranker === undefined ? null : artefact(RERANKER, reranker);
  const stable = { deploymentId: 'dep-0001', kb: artefact(KB, kb), reranker: ranker };
  const workspace = await temporaryWorkspace({
    [KB]: kb,
    [RERANKER]: reranker ?? '',
    [FLAGS_FILE]: flagsText({ stable }, 1),
  });
  const deployments = openDeployments({ workspace });
  const resolution = await deployments.resolve();
  assert.ok(resolution);
  return { workspace, deployments, resolution };
}

function artefact(path: string, content: string): Artefact {
  return { path, sha256: sha256(content) };
}
