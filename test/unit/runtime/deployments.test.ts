import assert from 'node:assert/strict';
import { rename, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CodelumiError } from '../../../src/core/errors.js';
import { evaluateSplit } from '../../../src/core/registry/split/evaluateSplit.js';
import { flagsText } from '../../../src/core/registry/split/flagsDocument.js';
import { targetingKeyOf } from '../../../src/core/registry/split/targetingKey.js';
import type { TrafficSplit } from '../../../src/core/registry/split/trafficSplit.js';
import { FLAGS_FILE } from '../../../src/core/workspace/paths.js';
import { WorkspaceFiles } from '../../../src/node/workspaceFiles.js';
import { openDeployments, targetingKey } from '../../../src/runtime/runtime.js';
import { CANDIDATE, rolledOut, STABLE } from '../support/splitSamples.js';
import { put, temporaryWorkspace } from '../support/temporaryWorkspace.js';

const USERS = Array.from({ length: 200 }, (_, number) => `user-${number}`);

describe('the deployments of a workspace', () => {
  it('are none where nothing was deployed, which is no problem', async () => {
    const deployments = openDeployments({ workspace: await temporaryWorkspace() });
    assert.equal(await deployments.resolve({ user: 'anna' }), undefined);
    assert.equal(deployments.problem, undefined);
  });

  it('are what is stable while nothing is rolled out', async () => {
    const deployments = openDeployments({ workspace: await serving({ stable: STABLE }, 3) });
    const expected = { ...STABLE, variant: 'stable', reason: 'STATIC', revision: '3' };
    assert.deepEqual(await deployments.resolve(), expected);
    const { unit, ...anna } = (await deployments.resolve({ user: 'anna', pin: 'candidate' })) ?? {};
    assert.deepEqual(anna, expected);
    // So that people are counted, and not their searches, once everybody has what was rolled out.
    assert.match(unit ?? '', /^[0-9a-f]{16}$/u);
    assert.equal((await deployments.resolve({ user: 'anna' }))?.unit, unit);
    assert.notEqual((await deployments.resolve({ user: 'bert' }))?.unit, unit);
  });

  it('are split as the file says, the same for a user each time and in each process', async () => {
    const split = rolledOut({ weightBp: 5_000 });
    const workspace = await serving(split);
    const [one, other] = [openDeployments({ workspace }), openDeployments({ workspace })];
    for (const user of USERS) {
      const { variant } = evaluateSplit(split, { targetingKey: targetingKeyOf({ user }) });
      const resolution = await one.resolve({ user });
      assert.equal(resolution?.variant, variant);
      const { deploymentId } = variant === 'candidate' ? CANDIDATE : STABLE;
      assert.equal(resolution?.deploymentId, deploymentId);
      assert.equal(resolution?.rolloutId, 'ro-0013');
      assert.equal(resolution?.stage, 'canary');
      assert.deepEqual(await other.resolve({ user }), resolution);
    }
  });

  it('name a user by another name in each rollout, and by none where no lot was drawn', async () => {
    const first = openDeployments({ workspace: await serving(rolledOut({ id: 'ro-1' })) });
    const second = openDeployments({ workspace: await serving(rolledOut({ id: 'ro-2' })) });
    const units = new Set<string | undefined>();
    for (const deployments of [first, second]) {
      for (const user of USERS) units.add((await deployments.resolve({ user }))?.unit);
    }
    assert.equal(units.size, 2 * USERS.length);
    for (const unit of units) assert.match(unit ?? '', /^[0-9a-f]{16}$/u);
    assert.equal((await first.resolve({ user: 'anna', pin: 'candidate' }))?.unit, undefined);
    assert.equal((await first.resolve({}))?.unit, undefined);
  });

  it('refuse an id that is no text', async () => {
    const deployments = openDeployments({ workspace: await serving(rolledOut({})) });
    const number = 42 as unknown as string;
    await assert.rejects(deployments.resolve({ user: number }), { reason: 'wrong-usage' });
    assert.throws(() => targetingKey({ session: number }), { reason: 'wrong-usage' });
  });
});

describe('a file of flags that changes', () => {
  it('is read anew, also where its size stays the same', async () => {
    const workspace = await serving(rolledOut({ weightBp: 0 }), 100);
    const deployments = openDeployments({ workspace });
    const files = new WorkspaceFiles(workspace);
    for (let revision = 101; revision < 140; revision += 1) {
      const weightBp = revision % 2 === 0 ? 0 : 9;
      await files.replace(FLAGS_FILE, flagsText(rolledOut({ weightBp }), revision));
      assert.equal((await deployments.resolve({ user: 'anna' }))?.revision, String(revision));
    }
  });

  it('leaves the last good one in use while it is torn, and says so', async () => {
    const split = rolledOut({ weightBp: 5_000 });
    const workspace = await serving(split, 1);
    const deployments = openDeployments({ workspace });
    const served = async () =>
      Promise.all(USERS.map(async (user) => (await deployments.resolve({ user }))?.variant));
    const before = await served();
    const next = flagsText(rolledOut({ weightBp: 10_000 }), 2);
    for (const length of [0, 1, next.length >> 1, next.length - 3]) {
      await writeFile(join(workspace, FLAGS_FILE), next.slice(0, length));
      assert.deepEqual(await served(), before);
      assert.equal(deployments.problem?.reason, 'invalid-input');
      assert.equal(deployments.problem?.place?.file, FLAGS_FILE);
    }
    await writeFile(join(workspace, FLAGS_FILE), next);
    assert.deepEqual(new Set(await served()), new Set(['candidate']));
    assert.equal(deployments.problem, undefined);
  });

  it('leaves the last good one in use when it is gone', async () => {
    const workspace = await serving(rolledOut({}), 1);
    const deployments = openDeployments({ workspace });
    const before = await deployments.resolve({ user: 'anna' });
    await rm(join(workspace, FLAGS_FILE));
    assert.deepEqual(await deployments.resolve({ user: 'anna' }), before);
    assert.equal(deployments.problem?.reason, 'not-found');
  });

  it('is never read half, whoever asks while it is replaced', async () => {
    const workspace = await serving(rolledOut({ weightBp: 0 }), 0);
    const deployments = openDeployments({ workspace });
    const files = new WorkspaceFiles(workspace);
    let revision = 0;
    const writing = (async () => {
      for (let next = 1; next <= 60; next += 1) {
        await files.replace(FLAGS_FILE, flagsText(rolledOut({ weightBp: 0 }), next));
        revision = next;
      }
    })();
    while (revision < 60) {
      const atLeast = revision;
      const answers = await Promise.all(
        USERS.slice(0, 5).map((user) => deployments.resolve({ user })),
      );
      for (const answer of answers) assert.ok(Number(answer?.revision) >= atLeast);
      assert.equal(deployments.problem, undefined);
    }
    await writing;
  });

  it('is not read through a link that leaves the workspace, nor if it is too large', async () => {
    const elsewhere = await serving(rolledOut({}));
    const workspace = await temporaryWorkspace({ '.codelumi/config.json': '{}' });
    const deployments = openDeployments({ workspace });
    await symlink(join(elsewhere, '.codelumi/registry'), join(workspace, '.codelumi/registry'));
    assert.equal(await deployments.resolve({ user: 'anna' }), undefined);
    assert.equal(deployments.problem?.reason, 'outside-workspace');
    await rm(join(workspace, '.codelumi/registry'));
    await put(workspace, `${FLAGS_FILE}.large`, ' '.repeat(1024 * 1024 + 1));
    await rename(join(workspace, `${FLAGS_FILE}.large`), join(workspace, FLAGS_FILE));
    assert.equal(await deployments.resolve({ user: 'anna' }), undefined);
    assert.ok((deployments.problem as unknown) instanceof CodelumiError);
    assert.equal(deployments.problem?.reason, 'not-a-file');
  });
});

function serving(split: TrafficSplit, revision = 1): Promise<string> {
  return temporaryWorkspace({ [FLAGS_FILE]: flagsText(split, revision) });
}
