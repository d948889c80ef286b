import * as assert from 'node:assert/strict';
import type { QueueGroup, QueueOverview } from '../../src/core/review/reviewIndex.js';
import { TreeGroups } from '../../src/host/tree/treeGroups.js';

const PAGE = 10;

function overview(...groups: readonly QueueGroup[]): QueueOverview {
  const counts = { pending: 0, flagged: 0, accepted: 0, rejected: 0 };
  return { version: 1, isComplete: true, counts, groups, problems: [], problemCount: 0 };
}

function group(status: QueueGroup['status'], day: string, count: number, version = 1): QueueGroup {
  return { status, day, count, version };
}

describe('the groups of the tree', () => {
  it('go by status, with what waits first', () => {
    const groups = new TreeGroups(PAGE);
    const taken = overview(group('rejected', '2026-11-20', 2), group('pending', '2026-11-20', 3));
    assert.equal(groups.take(taken), 'everything');
    assert.deepEqual(
      groups.roots.map(({ status, count }) => [status, count]),
      [
        ['pending', 3],
        ['rejected', 2],
      ],
    );
  });

  it('go by day below that where one page does not hold them', () => {
    const groups = new TreeGroups(PAGE);
    groups.take(overview(group('pending', '2026-11-20', 6), group('pending', '2026-11-19', 4)));
    const [few] = groups.roots;
    assert.ok(few !== undefined);
    assert.deepEqual(groups.daysIn(few), []);
    groups.take(overview(group('pending', '2026-11-20', 6), group('pending', '2026-11-19', 5)));
    const days = groups.daysIn(few);
    assert.deepEqual(
      days.map(({ day, count }) => [day, count]),
      [
        ['2026-11-20', 6],
        ['2026-11-19', 5],
      ],
    );
    assert.deepEqual(
      days.flatMap((day) => groups.daysIn(day)),
      [],
    );
    groups.take(overview(group('pending', '2026-11-20', 60)));
    assert.deepEqual(groups.daysIn(few), [], 'one day needs no level of its own');
  });

  it('stay the same objects, and only those that changed are drawn anew', () => {
    const groups = new TreeGroups(PAGE);
    const [pending, flagged] = [
      group('pending', '2026-11-20', 3),
      group('flagged', '2026-11-20', 1),
    ];
    groups.take(overview(pending, flagged));
    const [first] = groups.roots;
    assert.deepEqual(groups.take(overview(pending, flagged)), []);
    const redraw = groups.take(overview({ ...pending, count: 2, version: 2 }, flagged));
    assert.deepEqual(redraw, [first]);
    assert.equal(redraw[0], first);
    assert.equal(first?.count, 2);
    assert.equal(groups.find('pending'), first);
  });

  it('are all drawn anew when one comes or goes', () => {
    const groups = new TreeGroups(PAGE);
    const pending = group('pending', '2026-11-20', 3);
    groups.take(overview(pending));
    assert.equal(groups.take(overview(pending, group('accepted', '2026-11-20', 1))), 'everything');
    assert.equal(groups.take(overview(pending)), 'everything');
    // A day of its own within a status is for that status alone.
    const redraw = groups.take(overview(group('pending', '2026-11-21', 1), pending));
    assert.deepEqual(redraw, groups.roots);
  });
});
