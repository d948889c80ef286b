import assert from 'node:assert/strict';
import type { ReviewStatus } from '../../../src/shared/panelProtocol.js';
import {
  isAllReviewed,
  NO_QUEUE,
  neighbour,
  nextUndecided,
  withDetail,
  withPage,
} from '../../../webview/review/queueState.js';
import { rowForKey, rowsInView, scrollTopShowing } from '../../../webview/review/virtualRows.js';
import { detail, finding, summary } from './sample.js';

const COUNTS = { pending: 2, flagged: 1, accepted: 0, rejected: 1 };

function items(...statuses: ReviewStatus[]) {
  return statuses.map((status, index) => summary(`c${index}`, status));
}

describe('the queue', () => {
  it('goes on to the next pending candidate, then from the top, then to flagged ones', () => {
    const queue = items('pending', 'accepted', 'pending', 'flagged', 'pending');
    assert.equal(nextUndecided(queue, 'c2'), 'c4');
    assert.equal(nextUndecided(queue, 'c4'), 'c0');
    assert.equal(nextUndecided(items('accepted', 'flagged', 'accepted'), 'c2'), 'c1');
  });

  it('never goes on to the candidate that was just decided', () => {
    assert.equal(nextUndecided(items('accepted', 'flagged'), 'c1'), undefined);
    assert.equal(nextUndecided(items('pending'), 'c0'), undefined);
  });

  it('begins with the first undecided candidate', () => {
    assert.equal(nextUndecided(items('accepted', 'flagged', 'pending'), undefined), 'c2');
  });

  it('ends at its ends', () => {
    const queue = items('pending', 'pending');
    assert.equal(neighbour(queue, 'c1', 1), 'c1');
    assert.equal(neighbour(queue, 'c0', -1), 'c0');
    assert.equal(neighbour(queue, 'gone', 1), 'c0');
    assert.equal(neighbour([], undefined, 1), undefined);
  });

  it('shows nobody twice when it moved between two pages', () => {
    const first = withPage([], page(['c0', 'c1']));
    const second = withPage(first.items, page(['c1', 'c2']));
    assert.deepEqual(
      second.items.map(({ id }) => id),
      ['c0', 'c1', 'c2'],
    );
  });

  it('counts a decision at once, in its place', () => {
    const queue = withPage([], page(['c0', 'c1']));
    const after = withDetail(queue, detail('c1', { status: 'accepted', findings: [finding()] }));
    assert.deepEqual(after.counts, { pending: 1, flagged: 1, accepted: 1, rejected: 1 });
    assert.deepEqual(
      after.items.map(({ status, rules }) => [status, rules]),
      [
        ['pending', []],
        ['accepted', ['email-address']],
      ],
    );
    assert.equal(withDetail(queue, detail('elsewhere')), queue);
  });

  it('is all reviewed only when there was something to review', () => {
    const nothing = { pending: 0, flagged: 0, accepted: 0, rejected: 0 };
    assert.equal(isAllReviewed({ ...NO_QUEUE, phase: 'ready', counts: nothing }), false);
    const done = {
      ...NO_QUEUE,
      phase: 'ready',
      total: 3,
      counts: { ...nothing, accepted: 3 },
    } as const;
    assert.equal(isAllReviewed(done), true);
    assert.equal(isAllReviewed({ ...done, counts: { ...done.counts, flagged: 1 } }), false);
  });
});

describe('the rows of the list', () => {
  it('are drawn only where they are seen', () => {
    const { start, end } = rowsInView({ scrollTop: 24_000, height: 480 }, 10_000);
    assert.ok(start <= 1_000 && end >= 1_020);
    assert.ok(end - start < 50);
    assert.deepEqual(rowsInView({ scrollTop: 24_000, height: 480 }, 3), { start: 3, end: 3 });
  });

  it('are scrolled as little as possible', () => {
    const viewport = { scrollTop: 240, height: 240 };
    assert.equal(scrollTopShowing(viewport, 12), 240);
    assert.equal(scrollTopShowing(viewport, 3), 72);
    assert.equal(scrollTopShowing(viewport, 20), 264);
  });

  it('are reached by page and to the ends', () => {
    assert.equal(rowForKey('Home', 50, 100, 240), 0);
    assert.equal(rowForKey('End', 50, 100, 240), 99);
    assert.equal(rowForKey('PageDown', 95, 100, 240), 99);
    assert.equal(rowForKey('PageUp', 50, 100, 240), 41);
    assert.equal(rowForKey('j', 50, 100, 240), undefined);
  });
});

function page(ids: string[]) {
  return { total: 4, counts: COUNTS, items: ids.map((id) => summary(id)), problems: [] };
}
