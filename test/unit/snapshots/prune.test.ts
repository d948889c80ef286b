import assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { readAuditLog } from '../../../src/core/audit/journal/auditLog.js';
import type { JobContext } from '../../../src/core/job.js';
import { recordedJobs } from '../../../src/core/runs/recordedJobs.js';
import { listSnapshots } from '../../../src/core/snapshots/list.js';
import { planPruning } from '../../../src/core/snapshots/pruning/planPruning.js';
import { pruneSnapshots } from '../../../src/core/snapshots/pruning/prune.js';
import { PRUNED } from '../../../src/core/snapshots/pruning/prunedSnapshots.js';
import { restoreKnowledge } from '../../../src/core/snapshots/publishing/restore.js';
import { verify } from '../../../src/core/verification/verify.js';
import { commitAll, repository } from '../support/gitRepositories.js';
import { put } from '../support/temporaryWorkspace.js';
import { tickingContext } from '../support/testContext.js';

async function withSnapshots(count: number): Promise<{ root: string; context: JobContext }> {
  const root = await repository({});
  const actor = async () => ({ name: 'Ada', email: 'ada@acme.dev' });
  const context = { ...tickingContext(root), actor };
  for (let number = 0; number < count; number += 1) {
    await put(root, 'training/kb.jsonl', `{"id":"kb-1","q":"Q?","a":"Answer ${number}."}\n`);
    await recordedJobs.buildSnapshot({}, context);
  }
  return { root, context };
}

async function namesOf(context: JobContext): Promise<string[]> {
  return (await listSnapshots({}, context)).map(({ name }) => name);
}

async function faultsOf(context: JobContext): Promise<string[]> {
  return (await verify({}, context)).faults.map(({ message }) => message);
}

describe('pruning snapshots', () => {
  it('leaves the newest, and what is published or named in the registry, signed or not', async () => {
    const { root, context } = await withSnapshots(6);
    const [sixth, fifth, fourth, third, second, first] = await listSnapshots({}, context);
    const named = JSON.stringify({ id: 'dep-1', kb: { id: third?.name } });
    await put(root, '.codelumi/registry/deployments/dep-1.json', named);
    const payload = Buffer.from(JSON.stringify({ kb: { sha256: first?.sha256 } })).toString(
      'base64',
    );
    await put(root, '.codelumi/registry/rollouts/x/y.jsonl', `{"payload":"${payload}"}\n`);
    await restoreKnowledge({ name: second?.name ?? '' }, context);
    const before = await namesOf(context);
    const planned = await recordedJobs.pruneSnapshots({ keep: 1, dryRun: true }, context);
    assert.equal(planned.isDone, false);
    assert.deepEqual(await namesOf(context), before);
    const { kept, removed } = await recordedJobs.pruneSnapshots({ keep: 1 }, context);
    assert.deepEqual(removed, [fourth?.name, fifth?.name]);
    assert.deepEqual(
      kept.map(({ why }) => why),
      ['newest', 'deployed', 'published', 'deployed'],
    );
    assert.deepEqual(
      await namesOf(context),
      [sixth, third, second, first].map((each) => each?.name),
    );
  });

  it('is no fault to verify, though the snapshots were committed; deleting one is', async () => {
    const { root, context } = await withSnapshots(4);
    await commitAll(root, 'Build');
    await put(root, '.codelumi/config.json', '{"snapshots":{"keep":2}}');
    await recordedJobs.pruneSnapshots({}, context);
    assert.equal((await namesOf(context)).length, 2);
    assert.deepEqual(await faultsOf(context), []);
    const [, older = ''] = await namesOf(context);
    for (const end of ['.jsonl', '.manifest.json'])
      await rm(join(root, `training/snapshots/${older}${end}`));
    const faults = await faultsOf(context);
    assert.equal(
      faults.filter((each) => each.startsWith('was committed, and is missing')).length,
      2,
    );
    assert.equal(
      faults.filter((each) => each.startsWith('not the bytes that were written')).length,
      2,
    );
  });

  it('that was killed before it was recorded is recorded by whoever comes next', async () => {
    const { root, context } = await withSnapshots(3);
    await commitAll(root, 'Build');
    // Without the entry that the recorded job makes afterwards.
    await pruneSnapshots({ keep: 2 }, context);
    assert.notDeepEqual(await faultsOf(context), []);
    await recordedJobs.verify({ mend: true }, context);
    assert.deepEqual(await faultsOf(context), []);
    await pruneSnapshots({ keep: 1 }, context);
    await recordedJobs.pruneSnapshots({ keep: 1 }, context);
    assert.deepEqual(await faultsOf(context), []);
    const entries = await readAuditLog(context, { action: PRUNED });
    const broken = entries.filter(({ entry }) => entry.outcome === 'cancelled');
    assert.deepEqual(
      broken.map(({ entry }) => entry.changes?.length),
      [2, 2],
    );
  });

  it('says so when nothing is to go', async () => {
    const { context } = await withSnapshots(1);
    const { removed, isDone } = await recordedJobs.pruneSnapshots({ dryRun: true }, context);
    assert.deepEqual([removed, isDone], [[], true]);
  });

  it('never takes what something that stays was made from, whatever there is', () => {
    const chain = fc.array(fc.record({ base: fc.option(fc.nat(30)), used: fc.boolean() }), {
      maxLength: 30,
    });
    fc.assert(
      fc.property(chain, fc.integer({ min: 1, max: 5 }), (links, keep) => {
        // Oldest first here; a hotfix is made from one that was there before.
        const oldestFirst = links.map(({ base }, at) => {
          const from = base === null || at === 0 ? undefined : `s${base % at}`;
          const hotfix = from && { base: { name: from, sha256: '' }, reason: '', approvers: [] };
          return { name: `s${at}`, ...(hotfix && { hotfix }) };
        });
        const snapshots = oldestFirst.toReversed();
        const deployed = new Set(links.flatMap(({ used }, at) => (used ? [`s${at}`] : [])));
        const plan = planPruning(snapshots, keep, { published: 's0', deployed });
        const kept = new Set(plan.kept.map(({ name }) => name));
        assert.equal(kept.size + plan.removed.length, snapshots.length);
        for (const { name } of snapshots.slice(0, keep)) assert.ok(kept.has(name));
        for (const name of deployed) assert.ok(kept.has(name));
        for (const { name, hotfix } of snapshots)
          if (kept.has(name) && hotfix?.base) assert.ok(kept.has(hotfix.base.name));
      }),
    );
  });
});
