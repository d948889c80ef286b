import * as assert from 'node:assert/strict';
import { type Counted, TreeGroups } from '../../src/host/tree/treeGroups.js';
import type { GroupNode } from '../../src/host/tree/treeNodes.js';

const PAGE = 10;

function counted(status: Counted['status'], value: string | undefined, count: number, version = 1) {
  return { status, value, count, version };
}

function shown(nodes: readonly GroupNode[]) {
  return nodes.map(({ status, having, count }) => [status ?? having?.value, count]);
}

describe('the groups of the tree', () => {
  it('go by status, with what waits first', () => {
    const groups = new TreeGroups(PAGE);
    const taken = [counted('rejected', '2026-11-20', 2), counted('pending', '2026-11-20', 3)];
    assert.equal(groups.take('status', taken), 'everything');
    assert.deepEqual(shown(groups.roots), [
      ['pending', 3],
      ['rejected', 2],
    ]);
  });

  it('go by day below that where one page does not hold them', () => {
    const groups = new TreeGroups(PAGE);
    const take = (...days: readonly (readonly [string, number])[]) =>
      groups.take(
        'status',
        days.map(([day, count]) => counted('pending', day, count)),
      );
    take(['2026-11-20', 6], ['2026-11-19', 4]);
    const [few] = groups.roots;
    assert.ok(few !== undefined);
    assert.deepEqual(groups.within(few), []);
    take(['2026-11-20', 6], ['2026-11-19', 5]);
    const days = groups.within(few);
    assert.deepEqual(
      days.map(({ having, count }) => [having?.value, count]),
      [
        ['2026-11-20', 6],
        ['2026-11-19', 5],
      ],
    );
    assert.deepEqual(
      days.flatMap((day) => groups.within(day)),
      [],
    );
    take(['2026-11-20', 60]);
    assert.deepEqual(groups.within(few), [], 'one day needs no level of its own');
  });

  it('go by source with statuses below, and last what has no group of its own', () => {
    const groups = new TreeGroups(PAGE);
    groups.take('source', [
      counted('pending', 'user_memory', 3),
      counted('rejected', 'user_memory', 1),
      counted('pending', undefined, 2),
      counted('rejected', 'kb_usage', 5),
    ]);
    assert.deepEqual(shown(groups.roots), [
      ['kb_usage', 5],
      ['user_memory', 4],
      [undefined, 2],
    ]);
    const [, memory] = groups.roots;
    assert.ok(memory !== undefined);
    const within = groups.within(memory);
    assert.deepEqual(shown(within), [
      ['pending', 3],
      ['rejected', 1],
    ]);
    assert.deepEqual(
      within.flatMap((each) => groups.within(each)),
      [],
    );
  });

  it('go by day with the newest first', () => {
    const groups = new TreeGroups(PAGE);
    groups.take('day', [counted('pending', '2026-11-19', 1), counted('flagged', '2026-11-20', 1)]);
    assert.deepEqual(shown(groups.roots), [
      ['2026-11-20', 1],
      ['2026-11-19', 1],
    ]);
  });

  it('stay the same objects, and only those that changed are drawn anew', () => {
    const groups = new TreeGroups(PAGE);
    const [pending, flagged] = [
      counted('pending', '2026-11-20', 3),
      counted('flagged', '2026-11-20', 1),
    ];
    groups.take('status', [pending, flagged]);
    const [first] = groups.roots;
    assert.deepEqual(groups.take('status', [pending, flagged]), []);
    const redraw = groups.take('status', [{ ...pending, count: 2, version: 2 }, flagged]);
    assert.deepEqual(redraw, [first]);
    assert.equal(redraw[0], first);
    assert.equal(first?.count, 2);
    assert.equal(groups.find('pending'), first);
  });

  it('are drawn anew by source where something of that source changed, and nowhere else', () => {
    const groups = new TreeGroups(PAGE);
    const [memory, usage] = [counted('pending', 'memory', 3), counted('pending', 'usage', 1)];
    groups.take('source', [memory, usage]);
    const [, second] = groups.roots;
    assert.deepEqual(groups.take('source', [memory, { ...usage, version: 2 }]), [second]);
    const decided = [memory, counted('rejected', 'usage', 1)];
    assert.deepEqual(groups.take('source', decided), [second]);
  });

  it('are all drawn anew when one comes or goes, or the grouping is another', () => {
    const groups = new TreeGroups(PAGE);
    const pending = counted('pending', '2026-11-20', 3);
    groups.take('status', [pending]);
    const accepted = counted('accepted', '2026-11-20', 1);
    assert.equal(groups.take('status', [pending, accepted]), 'everything');
    assert.equal(groups.take('status', [pending]), 'everything');
    // A day of its own within a status is for that status alone.
    const redraw = groups.take('status', [counted('pending', '2026-11-21', 1), pending]);
    assert.deepEqual(redraw, groups.roots);
    assert.equal(groups.take('day', [pending]), 'everything');
  });
});
