import assert from 'node:assert/strict';
import {
  isAllReviewed,
  missingPages,
  NO_QUEUE,
  neighbour,
  withDetail,
  withPage,
  withSelected,
} from '../../../webview/review/queueState.js';
import { rowForKey, rowsInView, scrollTopShowing } from '../../../webview/review/virtualRows.js';
import { detail, finding, summary } from './sample.js';

const COUNTS = { pending: 2, flagged: 1, accepted: 0, rejected: 1 };

describe('the queue', () => {
  it('ends at its ends', () => {
    const queue = { ...withPage(NO_QUEUE, page(['c0', 'c1']), 'anew'), selectedAt: 1, total: 2 };
    assert.equal(neighbour(queue, 1), 1);
    assert.equal(neighbour({ ...queue, selectedAt: 0 }, -1), 0);
    assert.equal(neighbour(withSelected(queue, 'gone'), 1), 0);
    assert.equal(neighbour(NO_QUEUE, 1), 0);
  });

  it('knows which pages of a stretch are missing', () => {
    const queue = { ...withPage(NO_QUEUE, page(['c0', 'c1']), 'anew'), total: 1_000 };
    assert.deepEqual(missingPages(queue, 0, 2), []);
    assert.deepEqual(missingPages(queue, -5, 3), [0]);
    assert.deepEqual(missingPages(queue, 190, 410), [0, 1, 2]);
    assert.deepEqual(missingPages(queue, 900, 2_000), [4]);
  });

  it('adds pages to what is known, or begins anew', () => {
    const first = withPage(NO_QUEUE, page(['c0', 'c1']), 'anew');
    const second = withPage(first, { ...page(['c2', 'c3']), offset: 2 }, 'more');
    assert.deepEqual([...second.rows.keys()], [0, 1, 2, 3]);
    const anew = withPage(second, { ...page(['c3']), offset: 2 }, 'anew');
    assert.deepEqual([...anew.rows], [[2, summary('c3')]]);
  });

  it('counts a decision at once, in its place', () => {
    const queue = withPage(NO_QUEUE, page(['c0', 'c1']), 'anew');
    const after = withDetail(queue, detail('c1', { status: 'accepted', findings: [finding()] }));
    assert.deepEqual(after.counts, { pending: 1, flagged: 1, accepted: 1, rejected: 1 });
    assert.deepEqual(
      [...after.rows.values()].map(({ status, rules }) => [status, rules]),
      [
        ['pending', []],
        ['accepted', ['email-address']],
      ],
    );
    assert.equal(withDetail(queue, detail('elsewhere')), queue);
  });

  it('goes on saying of the open candidate that it waits, until it does not', () => {
    const waits = { kind: 'approval', words: 'waits for a second reviewer' } as const;
    const queue = withPage(NO_QUEUE, page(['c0', 'c1']), 'anew');
    const opened = withDetail(queue, detail('c1', { attention: { ...waits, why: 'needs two' } }));
    assert.deepEqual(opened.rows.get(1)?.attention, waits);
    assert.equal(withDetail(opened, detail('c1')).rows.get(1)?.attention, undefined);
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
  const items = ids.map((id) => summary(id));
  const rest = { selectedAt: null, problems: [], problemCount: 0 };
  const progress = { decided: 1, mine: null };
  const unfiltered = { filter: '', sort: 'queue', progress } as const;
  return { ...unfiltered, offset: 0, total: 4, counts: COUNTS, items, ...rest };
}
