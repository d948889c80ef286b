import assert from 'node:assert/strict';
import type { QueueOverview } from '../../../src/core/review/queueOverview.js';
import { OverviewTeller } from '../../../src/worker/overviewTeller.js';

describe('telling of changes to the queue', () => {
  let time: number;
  let told: number[];
  let index: { version: number; overview: () => QueueOverview };
  let teller: OverviewTeller;

  beforeEach(() => {
    time = 0;
    told = [];
    index = { version: 0, overview: () => ({ version: index.version }) as QueueOverview };
    teller = new OverviewTeller(
      index,
      ({ version }) => told.push(version),
      () => time,
    );
  });

  function change(): void {
    index.version += 1;
    teller.changed();
  }

  it('happens soon at first and then ever less often while much is read', () => {
    for (time = 0; time < 10_000; time += 10) change();
    assert.ok(told.length >= 6 && told.length <= 12, told.join());
    const gaps = told.map((version, place) => version - (told[place - 1] ?? 0));
    assert.ok((gaps[0] ?? 0) <= 6, 'the first after some 50 ms');
    assert.ok((gaps.at(-1) ?? 0) >= 200, 'the last after two seconds');
  });

  it('happens at once when a change is over, and only if there was one', () => {
    teller.tell();
    assert.deepEqual(told, []);
    change();
    assert.deepEqual(told, [], 'not yet');
    teller.tell();
    teller.tell();
    assert.deepEqual(told, [1]);
  });
});
