import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CodelumiError } from '../../../src/core/errors.js';
import type { JobContext } from '../../../src/core/job.js';
import { deploymentFile } from '../../../src/core/registry/deployment.js';
import {
  approveRollout,
  pauseRollout,
  resumeRollout,
} from '../../../src/core/rollout/holdRollout.js';
import { rehearseRollback, rollBack } from '../../../src/core/rollout/rollBack.js';
import { inProductionAt, rolloutStatus } from '../../../src/core/rollout/rolloutStatus.js';
import { startRollout } from '../../../src/core/rollout/startRollout.js';
import { awaitedValidation } from '../../../src/core/rollout/validationCommand.js';
import { buildSnapshot } from '../../../src/core/snapshots/build.js';
import { snapshotFile } from '../../../src/core/snapshots/snapshotName.js';
import { FLAGS_FILE, RELEASE_STATE_FILE } from '../../../src/core/workspace/paths.js';
import { sampleWorkspace } from '../support/sampleWorkspace.js';
import { ADA } from '../support/severalReviewers.js';
import { tickingContext } from '../support/testContext.js';
import { lead } from './leadRollout.js';

describe('a registry of releases', () => {
  let root: string;
  let context: JobContext;

  beforeEach(async () => {
    root = await sampleWorkspace();
    context = tickingContext(root);
  });

  const json = async (path: string) => JSON.parse(await readFile(join(root, path), 'utf8'));
  const variants = async () => (await json(FLAGS_FILE)).flags['codelumi.deployment'].variants;

  it('starts with the newest snapshot, which answers nobody yet', async () => {
    await buildSnapshot({}, context);
    const { manifest } = await buildSnapshot({}, context);
    assert.equal(awaitedValidation(await rolloutStatus(context)), undefined);
    const { rollout, deployment, validate } = await startRollout({ by: ADA }, context);
    assert.equal(rollout.stage, 'DRAFT');
    assert.deepEqual(awaitedValidation(await rolloutStatus(context)), validate);
    assert.deepEqual(deployment.kb.sha256, manifest.sha256);
    assert.equal(deployment.kb.name, manifest.name);
    assert.deepEqual(Object.keys(await variants()), ['stable']);
    assert.equal((await variants()).stable.deploymentId, 'own');
    assert.equal((await json(RELEASE_STATE_FILE)).aliases.candidate, deployment.id);
    await assert.rejects(startRollout({ by: ADA }, context), /while ro-\d+-\w+ is on its way/u);
  });

  it('starts nothing that does not work', async () => {
    await assert.rejects(startRollout({ by: ADA }, context), /no snapshot to roll out/u);
    const { manifest } = await buildSnapshot({}, context);
    await writeFile(join(root, snapshotFile(manifest.name)), '{"id":"x"}\n');
    await assert.rejects(startRollout({ by: ADA }, context), (error) => {
      assert.ok(error instanceof CodelumiError && error.reason === 'checks-missing');
      return /is not what was deployed/u.test(error.message);
    });
    assert.deepEqual((await rolloutStatus(context)).rollouts, []);
  });

  it('serves a canary to some, and goes back with one command', async () => {
    await buildSnapshot({}, context);
    const { rollout, deployment } = await startRollout({ by: ADA }, context);
    await lead(context, ['VALIDATED', 'SHADOW', 'CANARY']);
    assert.equal((await variants()).candidate.deploymentId, deployment.id);
    const rehearsed = await rehearseRollback(context);
    assert.deepEqual([rehearsed.outcome, rehearsed.to], ['rolled-back', null]);
    assert.equal((await rolloutStatus(context)).underWay?.stage, 'CANARY');
    const back = await rollBack({ by: ADA, reason: 'users complained' }, context);
    assert.deepEqual([back.outcome, back.from, back.to], ['rolled-back', deployment.id, null]);
    assert.deepEqual(Object.keys(await variants()), ['stable']);
    const { rollouts, underWay } = await rolloutStatus(context);
    assert.equal(underWay, undefined);
    assert.deepEqual(
      rollouts[0]?.steps.map(({ stage }) => stage),
      ['DRAFT', 'VALIDATED', 'SHADOW', 'CANARY', 'ROLLING_BACK', 'ROLLED_BACK'],
    );
    assert.equal(rollouts[0]?.steps.at(-2)?.why, 'users complained');
    assert.equal(rollouts[0]?.id, rollout.id);
    await assert.rejects(rollBack({ by: ADA, reason: 'again' }, context), /nothing to roll back/u);
  });

  it('takes back what answers nobody yet, without more', async () => {
    await buildSnapshot({}, context);
    await startRollout({ by: ADA }, context);
    assert.equal((await rehearseRollback(context)).outcome, 'withdrawn');
    assert.equal((await rollBack({ by: ADA, reason: 'no' }, context)).outcome, 'withdrawn');
    assert.equal((await rolloutStatus(context)).rollouts[0]?.stage, 'WITHDRAWN');
  });

  it('says what was in production at a time, and leads back to what worked last', async () => {
    await context.files.replace('.codelumi/config.json', '{"policy":{"unsigned":"prod"}}');
    const first = await inProd();
    const between = context.clock.now().toISOString();
    const second = await inProd();
    const third = await inProd();
    assert.equal((await inProductionAt(context, between)).deployment, first);
    assert.equal((await inProductionAt(context, '2026-01-01T00:00:00Z')).deployment, null);
    assert.deepEqual((await json(RELEASE_STATE_FILE)).aliases, {
      prod: third,
      candidate: null,
      lastKnownGood: second,
    });
    // The second one's snapshot is damaged: the rollback passes it over.
    const { kb } = await json(deploymentFile(second));
    await writeFile(join(root, kb.path), '');
    const back = await rollBack({ by: ADA, reason: 'worse' }, context);
    assert.deepEqual([back.outcome, back.to], ['rolled-back', first]);
    assert.deepEqual(
      back.tried.map(({ deployment, problems }) => [deployment, problems.length > 0]),
      [
        [second, true],
        [first, false],
      ],
    );
    assert.equal((await variants()).stable.deploymentId, first);
    assert.equal((await rolloutStatus(context)).prod, first);
  });

  it('keeps what happened when a deployment was changed, and serves nothing of it', async () => {
    await buildSnapshot({}, context);
    const { deployment } = await startRollout({ by: ADA }, context);
    await lead(context, ['VALIDATED', 'SHADOW', 'CANARY']);
    const file = join(root, deploymentFile(deployment.id));
    await writeFile(file, (await readFile(file, 'utf8')).replace('"scheduled"', '"hotfix"'));
    const { problems, underWay } = await rolloutStatus(context);
    assert.equal(underWay?.stage, 'CANARY');
    assert.match(problems[0]?.message ?? '', /is not what was started/u);
    await pauseRollout({ by: ADA }, context);
    assert.deepEqual(Object.keys(await variants()), ['stable']);
    await resumeRollout({ by: ADA }, context);
    await rollBack({ by: ADA, reason: 'changed' }, context);
    assert.equal((await rolloutStatus(context)).rollouts[0]?.stage, 'ROLLED_BACK');
  });

  it('asks for a key where only signed approvals count', async () => {
    await buildSnapshot({}, context);
    await startRollout({ by: ADA }, context);
    await assert.rejects(approveRollout({ by: ADA }, context), /asks for no approval/u);
    await lead(context, ['VALIDATED', 'SHADOW', 'CANARY']);
    await assert.rejects(approveRollout({ by: ADA }, context), (error) => {
      return error instanceof CodelumiError && error.reason === 'cannot-sign';
    });
    assert.deepEqual((await rolloutStatus(context)).underWay?.approvals, []);
  });

  /** Rolls a new snapshot out, all the way. */
  async function inProd(): Promise<string> {
    await buildSnapshot({}, context);
    const { deployment } = await startRollout({ by: ADA }, context);
    await lead(context, ['VALIDATED', 'SHADOW', 'CANARY']);
    await approveRollout({ by: ADA }, context);
    await lead(context, ['BETA']);
    await approveRollout({ by: ADA }, context);
    await lead(context, ['PROD']);
    return deployment.id;
  }
});
