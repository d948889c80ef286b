import assert from 'node:assert/strict';
import { CodelumiError } from '../../../src/core/errors.js';
import type { JobContext } from '../../../src/core/job.js';
import type { Files } from '../../../src/core/ports/files.js';
import { readReleases } from '../../../src/core/registry/readReleases.js';
import { advanceRollout } from '../../../src/core/rollout/advanceRollout.js';
import { rollBack } from '../../../src/core/rollout/rollBack.js';
import { rolloutStatus } from '../../../src/core/rollout/rolloutStatus.js';
import { startRollout } from '../../../src/core/rollout/startRollout.js';
import { buildSnapshot } from '../../../src/core/snapshots/build.js';
import { VALIDATION_FOLDER } from '../../../src/core/workspace/paths.js';
import { ADA } from '../support/severalReviewers.js';
import { workspace } from '../support/smallReview.js';
import { tickingContext } from '../support/testContext.js';
import { lead } from './leadRollout.js';

/** Where something happens each time the gates of a rollout that is not validated yet are looked at. */
function whenJudged(context: JobContext, happens: (time: number) => Promise<unknown>): JobContext {
  let times = 0;
  const files = new Proxy(context.files, {
    get: (target, name: keyof Files) => {
      if (name === 'list')
        return async (folder: string) => {
          if (folder === VALIDATION_FOLDER) {
            times += 1;
            await happens(times);
          }
          return target.list(folder);
        };
      const value = target[name];
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
  return { ...context, files };
}

async function eventTypes(context: JobContext): Promise<string[]> {
  const { events } = await readReleases(context);
  return events.map(({ event }) => (event.type === 'transition' ? event.to : event.type));
}

describe('advancing a rollout while others act on it', () => {
  let context: JobContext;

  beforeEach(async () => {
    context = tickingContext(await workspace(2, []));
    await context.files.replace('.codelumi/config.json', '{"policy":{"unsigned":"prod"}}');
    await buildSnapshot({}, context);
    await startRollout({ by: ADA }, context);
  });

  it('keeps nobody out while it looks at the gates, and judges anew what somebody rolled back', async () => {
    const meanwhile = whenJudged(context, () =>
      rollBack({ by: ADA, reason: 'users complain' }, context),
    );
    await assert.rejects(
      advanceRollout({ by: ADA }, meanwhile),
      (error) => error instanceof CodelumiError && error.reason === 'not-found',
    );
    assert.deepEqual(await eventTypes(context), ['start', 'WITHDRAWN']);
    const { rollouts, problems } = await rolloutStatus(context);
    assert.deepEqual([rollouts[0]?.stage, problems], ['WITHDRAWN', []]);
  });

  it('does nothing, and says so, where somebody acts each time', async () => {
    const seen: number[] = [];
    const meanwhile = whenJudged(context, async (time) => {
      seen.push(time);
      await startedAnew(context);
    });
    await assert.rejects(
      advanceRollout({ by: ADA }, meanwhile),
      (error) => error instanceof CodelumiError && error.reason === 'changed-meanwhile',
    );
    assert.deepEqual(seen, [1, 2]);
    const events = ['start', 'WITHDRAWN', 'start', 'WITHDRAWN', 'start'];
    assert.deepEqual(await eventTypes(context), events);
  });

  it('judges once more what changed once, and acts on what is there then', async () => {
    await lead(context, ['VALIDATED', 'SHADOW', 'CANARY']);
    await rollBack({ by: ADA, reason: 'users complain' }, context);
    await startRollout({ by: ADA }, context);
    const seen: number[] = [];
    const meanwhile = whenJudged(context, async (time) => {
      seen.push(time);
      if (time === 1) await startedAnew(context);
    });
    const { rollout, entered } = await advanceRollout({ by: ADA }, meanwhile);
    assert.deepEqual([seen, entered], [[1, 2], []]);
    const { rollouts, underWay } = await rolloutStatus(context);
    assert.deepEqual(rollouts.map(({ stage }) => stage).sort(), [
      'DRAFT',
      'ROLLED_BACK',
      'WITHDRAWN',
    ]);
    assert.equal(rollout.id, underWay?.id);
  });
});

/** Takes back what is on its way, and starts the same again. */
async function startedAnew(context: JobContext): Promise<void> {
  await rollBack({ by: ADA, reason: 'not this one' }, context);
  await startRollout({ by: ADA }, context);
}
