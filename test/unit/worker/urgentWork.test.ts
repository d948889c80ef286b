import assert from 'node:assert/strict';
import { UrgentWork } from '../../../src/worker/urgentWork.js';

describe('urgent work', () => {
  it('is over when the last of it is, also when it fails', async () => {
    const urgent = new UrgentWork();
    const isRunning = () => urgent.done !== undefined;
    assert.equal(isRunning(), false);
    const ends: (() => void)[] = [];
    const work = () => new Promise<void>((resolve) => ends.push(resolve));
    const first = urgent.during(work);
    const second = urgent.during(async () => {
      await work();
      throw new Error('refused');
    });
    let isOver = false;
    void urgent.done?.then(() => {
      isOver = true;
    });
    ends[0]?.();
    await first;
    assert.ok(isRunning() && !isOver);
    ends[1]?.();
    await assert.rejects(second, /refused/u);
    assert.equal(isRunning(), false);
    await Promise.resolve();
    assert.ok(isOver);
  });
});
