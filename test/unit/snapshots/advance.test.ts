import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { JobContext } from '../../../src/core/job.js';
import { advanceSnapshots } from '../../../src/core/runs/advanceSnapshots.js';
import { listSnapshots } from '../../../src/core/snapshots/list.js';
import { publishedSnapshot } from '../../../src/core/snapshots/publishing/published.js';
import { isSnapshotDue } from '../../../src/core/snapshots/snapshotDue.js';
import { kbLine } from '../support/smallReview.js';
import { put, temporaryWorkspace } from '../support/temporaryWorkspace.js';
import { testContext } from '../support/testContext.js';

const DAY_MS = 24 * 3_600_000;
const SETTINGS = '.codelumi/config.json';

/** Where no set is there to measure with, only gates of records can be asked for. */
async function start(snapshots: object, required: readonly string[]): Promise<string> {
  return temporaryWorkspace({
    'training/kb.jsonl': kbLine(0) + kbLine(1),
    [SETTINGS]: JSON.stringify({ snapshots, validation: { required } }),
  });
}

const on = (root: string, day: number): JobContext =>
  testContext(root, `2026-11-${String(day).padStart(2, '0')}T10:00:00.000Z`);

describe('the cadence of snapshots', () => {
  it('is nobody’s business unless the settings name one', async () => {
    const root = await start({}, []);
    assert.equal((await advanceSnapshots({}, on(root, 1))).due, false);
  });

  it('says that one is due, and leaves building to people', async () => {
    const root = await start({ cadence: 7 }, []);
    const found = await advanceSnapshots({}, on(root, 1));
    assert.deepEqual([found.due, found.built, found.newest], [true, undefined, undefined]);
    assert.deepEqual(await listSnapshots({}, on(root, 1)), []);
  });

  it('builds and publishes what is due once every gate is green, and not the same again', async () => {
    const root = await start({ cadence: 7, automatic: true }, ['records', 'privacy']);
    const first = await advanceSnapshots({}, on(root, 1));
    assert.equal(first.verdict, 'pass', first.why);
    assert.deepEqual([first.published, first.why], [true, undefined]);
    assert.equal(await publishedSnapshot(on(root, 1)), first.built);
    assert.equal((await advanceSnapshots({}, on(root, 7))).due, false, 'it is not time');
    assert.equal((await advanceSnapshots({}, on(root, 20))).due, false, 'there is nothing new');
    await put(root, 'training/new.jsonl', kbLine(2));
    const second = await advanceSnapshots({}, on(root, 21));
    assert.deepEqual([second.published, second.newest?.name], [true, first.built]);
  });

  it('publishes nothing where a gate has nothing to tell', async () => {
    const root = await start({ cadence: 7, automatic: true }, ['ndcg@10']);
    const found = await advanceSnapshots({}, on(root, 1));
    assert.deepEqual([found.published, found.why], [false, 'not every gate is green']);
    assert.equal((await listSnapshots({}, on(root, 1))).length, 1);
    assert.equal(await publishedSnapshot(on(root, 1)), undefined);
  });

  it('is due exactly from that many days on, or when the clock was set back', () => {
    const newest = '2026-11-20T10:00:00.000Z';
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 60 }),
        fc.integer({ min: -90, max: 90 }),
        (cadence, days) => {
          const now = Date.parse(newest) + days * DAY_MS;
          assert.equal(isSnapshotDue(cadence, newest, now), days < 0 || days >= cadence);
        },
      ),
    );
    assert.equal(isSnapshotDue(3, newest, Date.parse(newest) + 3 * DAY_MS - 1), false);
    assert.equal(isSnapshotDue(3, undefined, 0), true);
    assert.equal(isSnapshotDue(undefined, undefined, 0), false);
  });
});
