import * as assert from 'node:assert/strict';
import type { Memento } from 'vscode';
import { requireQuery } from '../../src/core/review/query/parseQuery.js';
import { ActiveFilter, type FilterChanger } from '../../src/host/review/activeFilter.js';
import { filterInput } from '../../src/host/review/filterInput.js';
import { GitIdentity } from '../../src/host/review/gitIdentity.js';
import type { ReviewDesk } from '../../src/host/review/reviewDesk.js';
import { anotherDesk, forgetReview, root } from './support/workspace.js';

/** What VS Code keeps for a workspace. */
class FakeMemento implements Memento {
  readonly stored = new Map<string, unknown>();

  keys(): readonly string[] {
    return [...this.stored.keys()];
  }

  get<T>(key: string, usual?: T): T | undefined {
    return (this.stored.get(key) as T | undefined) ?? usual;
  }

  async update(key: string, value: unknown): Promise<void> {
    if (value === undefined) this.stored.delete(key);
    else this.stored.set(key, value);
  }
}

describe('the active filter', () => {
  it('is there again in another window on the same workspace', async () => {
    const memento = new FakeMemento();
    const filter = new ActiveFilter(memento);
    await filter.set(requireQuery('Docker   status:PENDING'), 'panel');
    assert.equal(new ActiveFilter(memento).text, 'Docker status:pending');
    await filter.set(requireQuery(''), 'panel');
    assert.deepEqual(memento.keys(), []);
  });

  it('tells once who changed it, and nothing where it stays what it is', async () => {
    const filter = new ActiveFilter(new FakeMemento());
    const told: FilterChanger[] = [];
    filter.onDidChange((by) => told.push(by));
    await filter.set(requireQuery('a'), 'elsewhere');
    await filter.set(requireQuery(' a '), 'panel');
    assert.deepEqual(told, ['elsewhere']);
    filter.dispose();
  });

  it('goes through the orders and back', async () => {
    const filter = new ActiveFilter(new FakeMemento());
    const seen: string[] = [];
    for (let step = 0; step < 4; step += 1) {
      await filter.nextSort('panel');
      seen.push(filter.text);
    }
    assert.deepEqual(seen, ['sort:impact', 'sort:date', 'sort:score', '']);
  });

  it('filters nothing where what was kept cannot be understood', () => {
    const memento = new FakeMemento();
    memento.stored.set('codelumi.review.filter', 'later:version');
    assert.equal(new ActiveFilter(memento).text, '');
  });

  it('names who asks where it has to', async () => {
    const filter = new ActiveFilter(new FakeMemento());
    const identity = new GitIdentity();
    await filter.set(requireQuery('reviewer:me'), 'panel');
    const { query, me } = await filterInput(filter, identity);
    assert.equal(query, 'reviewer:me');
    assert.ok((me?.name ?? '').length > 0);
    assert.deepEqual(identity.known, me);
    identity.dispose();
  });
});

describe('the filtered desk', () => {
  let desk: ReviewDesk;

  before(async () => {
    await forgetReview();
    const other = await anotherDesk();
    desk = other.desk;
    await other.jobs.run('extract', {}, root());
    await desk.refresh();
  });

  after(async () => {
    desk.dispose();
    await forgetReview();
  });

  it('gives pages of what fits, and what waits next among that', async () => {
    const filter = { query: 'status:pending docker sort:impact' };
    const { items, total, counts } = await desk.page({ filter, offset: 0, limit: 100 });
    assert.ok(total > 2 && total < counts.pending);
    assert.equal(items.length, total);
    const [first, second] = items;
    const candidate = first?.id ?? '';
    const { state } = await desk.read(candidate);
    const { fingerprint, lastHash: on } = state;
    const { next } = await desk.decide({ candidate, action: 'reject', fingerprint, on }, filter);
    assert.equal(next?.id, second?.id);
    const after = await desk.page({ filter, offset: 0, limit: 1, selected: candidate });
    assert.deepEqual([after.total, after.selectedAt], [total - 1, undefined]);
    assert.equal(after.progress.decided, 1);
  });

  it('gives what one act on everything that fits has to name', async () => {
    const filter = { query: 'has:findings' };
    const { count, candidates } = await desk.matching({ filter, limit: 2 });
    assert.ok(count > 2 && candidates.length === 2);
    for (const { candidate, fingerprint, on } of candidates) {
      const { state } = await desk.read(candidate);
      assert.deepEqual([fingerprint, on], [state.fingerprint, state.lastHash]);
    }
  });

  it('refuses what it cannot understand', async () => {
    const page = desk.page({ filter: { query: 'status:done' }, offset: 0, limit: 1 });
    await assert.rejects(page, /column 8/u);
  });
});
