import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { cp, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { advanceRollout } from '../../../src/core/rollout/advanceRollout.js';
import { rollBack } from '../../../src/core/rollout/rollBack.js';
import { rolloutStatus } from '../../../src/core/rollout/rolloutStatus.js';
import { startRollout } from '../../../src/core/rollout/startRollout.js';
import { buildSnapshot } from '../../../src/core/snapshots/build.js';
import { FLAGS_FILE } from '../../../src/core/workspace/paths.js';
import { nodeContext } from '../../../src/node/nodeContext.js';
import { sampleWorkspace } from '../support/sampleWorkspace.js';
import { ADA } from '../support/severalReviewers.js';
import { temporaryWorkspace } from '../support/temporaryWorkspace.js';
import { lead } from './leadRollout.js';

const PROCESS = join(import.meta.dirname, '../support/rollbackProcess.js');
const SLOW_MS = 300_000;

function rollBackKilledBefore(root: string, change: number): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(process.execPath, [PROCESS, root, String(change)], (error, stdout, stderr) => {
      if (error === null || error.signal === 'SIGKILL') resolve(stdout.trim());
      else reject(new Error(stderr, { cause: error }));
    });
  });
}

describe('a rollback that is killed', () => {
  it('before any change of a file leaves the canary as it was or gone, and ends when somebody comes back', async () => {
    const canary = await sampleWorkspace();
    const contextIn = (root: string) => nodeContext(root, new AbortController().signal);
    await buildSnapshot({}, contextIn(canary));
    await startRollout({ by: ADA }, contextIn(canary));
    await lead(contextIn(canary), ['VALIDATED', 'SHADOW', 'CANARY']);
    const seen = new Set<string>();
    for (let change = 1; ; change += 1) {
      const root = await temporaryWorkspace();
      await cp(canary, root, { recursive: true });
      const said = await rollBackKilledBefore(root, change);
      const context = contextIn(root);
      const { underWay, rollouts } = await rolloutStatus(context);
      const stage = rollouts[0]?.stage ?? '';
      seen.add(stage);
      assert.ok(['CANARY', 'ROLLING_BACK', 'ROLLED_BACK'].includes(stage), stage);
      // A process that is gone keeps nobody out, and what it began is ended by whoever comes next.
      if (stage === 'CANARY') await rollBack({ by: ADA, reason: 'once more' }, context);
      else if (underWay !== undefined) await advanceRollout({ by: ADA }, context);
      const after = await rolloutStatus(context);
      assert.equal(after.rollouts[0]?.stage, 'ROLLED_BACK');
      assert.deepEqual(after.problems, []);
      if (said !== 'done') await assertServed(root);
      else break;
    }
    assert.deepEqual([...seen], ['CANARY', 'ROLLING_BACK', 'ROLLED_BACK']);
  }).timeout(SLOW_MS);
});

/** Nobody gets the candidate any more. */
async function assertServed(root: string): Promise<void> {
  const context = nodeContext(root, new AbortController().signal);
  // The next look at the registry writes what the process that was killed had not yet.
  await assert.rejects(rollBack({ by: ADA, reason: 'again' }, context), /nothing to roll back/u);
  const flags = JSON.parse(await readFile(join(root, FLAGS_FILE), 'utf8'));
  assert.deepEqual(Object.keys(flags.flags['codelumi.deployment'].variants), ['stable']);
}
