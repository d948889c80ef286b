import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { JobContext } from '../../../../src/core/job.js';
import { extract } from '../../../../src/core/mining/extract.js';
import type { DecisionAction, Reviewer } from '../../../../src/core/records/decision.js';
import { decide, readReview } from '../../../../src/core/review/decide.js';
import { requireQuery } from '../../../../src/core/review/query/parseQuery.js';
import { loadQueue } from '../../../../src/core/review/queue.js';
import { ReviewIndex } from '../../../../src/core/review/reviewIndex.js';
import { reviewRequests } from '../../../../src/worker/reviewRequests.js';
import { MemoryLog } from '../../support/memoryLog.js';
import { put, temporaryWorkspace } from '../../support/temporaryWorkspace.js';
import { tickingContext } from '../../support/testContext.js';

const ADA = { name: 'Ada', email: 'ada@example.org' };
const BOB = { name: 'Bob', email: 'bob@example.org' };
const ALL = { factual: true, cited: true, no_pii: true, clear: true };
const DAYS = ['2026-11-19', '2026-11-20'];

/** Two days; each has three ordinary candidates, one with an address and one with a secret. */
async function workspace(): Promise<{ root: string; context: JobContext; index: ReviewIndex }> {
  const root = await temporaryWorkspace();
  const log = new MemoryLog();
  const mail = ['ada', 'acme.dev'].join('@');
  const url = `https://admin:${'hunter2pass'}@db.acme.dev/x`;
  for (const day of DAYS) {
    for (const topic of ['Docker', 'Über', 'Café', mail, url]) {
      log
        .user(`What about this matter on ${day}, the ${topic.slice(0, 6)} one?`)
        .assistant(
          `A long enough answer for ${day}, and truly about ${topic} of ${day}: it says ${topic}.`,
        )
        .button('up')
        .pause(99);
    }
    await put(root, 'userData/lumi_memory.jsonl', log.toString());
    await extract({}, tickingContext(root, `${day}T10:00:00.000Z`));
  }
  const context = tickingContext(root, '2026-11-21T10:00:00.000Z');
  const index = new ReviewIndex(context);
  await index.refresh();
  return { root, context, index };
}

async function act(
  context: JobContext,
  index: ReviewIndex,
  id: string,
  action: Exclude<DecisionAction, 'undo' | 'comment'>,
  reviewer: Reviewer = ADA,
): Promise<void> {
  const { state } = await readReview(context, id, index);
  const { fingerprint, lastHash: on } = state;
  const after = {
    ...state.text,
    assistant_output: `${state.text.assistant_output} Kubernetes too.`,
  };
  const request = { candidate: id, action, reviewer, fingerprint, on, reason: 'because' };
  await decide(context, { ...request, checklist: ALL, after }, index);
}

const term = fc.constantFrom(
  'docker',
  'uber',
  'CAFÉ',
  'kubernetes',
  '"truly about"',
  'nowhere',
  'status:pending',
  'status:waiting',
  'status:decided',
  'status:accepted,rejected',
  'day:2026-11-19',
  'day:2026-11-20..',
  'rule:R1',
  'rule:R',
  'finding:pii',
  'finding:email',
  'finding:secret,pii.email',
  'has:findings',
  'is:waiting-approval',
  'is:disputed',
  'has:blocking',
  'score:>0.1',
  'bm25:<3',
  'impact:>=0',
  'reviewer:me',
  'reviewer:bob',
  'edited:yes',
  'source:user',
  'id:candidate-20261120-0001,candidate-20261119-0002',
);
const query = fc
  .tuple(
    fc.array(fc.tuple(fc.constantFrom('', '', '-'), term), { maxLength: 3 }),
    fc.constantFrom('queue', 'impact', 'date', 'score'),
  )
  .map(([terms, sort]) => [...terms.map((each) => each.join('')), `sort:${sort}`].join(' '));

const NOW = new Date('2026-11-20T10:00:00Z');

describe('the filtered queue', () => {
  it('is what a look at every candidate gives, in the same order', async () => {
    const { context, index } = await workspace();
    const ids = index.page(0, 100).map(({ id }) => id);
    await act(context, index, ids[0] ?? '', 'accept');
    await act(context, index, ids[1] ?? '', 'reject', BOB);
    await act(context, index, ids[2] ?? '', 'edit', BOB);
    await act(context, index, ids[3] ?? '', 'flag');
    await fc.assert(
      fc.asyncProperty(query, async (text) => {
        const filter = { query: requireQuery(text), me: ADA, now: NOW };
        const found = index.filtered(filter) ?? index;
        const naive = await loadQueue(filter, context);
        assert.deepEqual(found.page(0, 100), naive.candidates);
        assert.equal(found.size, naive.matching);
        for (const [place, { id }] of naive.candidates.entries())
          assert.equal(found.placeOf(id), place);
      }),
      { numRuns: 150 },
    );
  }).timeout(120_000);

  it('finds each thing by what it is asked for', async () => {
    const { context, index } = await workspace();
    const count = (text: string) =>
      index.filtered({ query: requireQuery(text), me: ADA, now: NOW })?.size;
    const ids = index.page(0, 100).map(({ id }) => id);
    assert.equal(ids.length, 10);
    const counts = { docker: 2, uber: 2, '-uber': 8, 'finding:pii.email': 2, 'finding:secret': 2 };
    for (const [text, found] of Object.entries(counts)) assert.equal(count(text), found, text);
    assert.equal(count(`id:${ids[0]},${ids[7]?.toUpperCase()},candidate-20200101-0001`), 2);
    assert.equal(count('day:2026-11-20'), 5);
    assert.equal(count('reviewer:me'), 0);
    await act(context, index, ids[0] ?? '', 'edit');
    assert.deepEqual(['reviewer:me', 'edited:yes', 'kubernetes'].map(count), [1, 1, 1]);
    await act(context, index, ids[0] ?? '', 'accept', BOB);
    assert.deepEqual(['reviewer:me', 'reviewer:BOB', 'status:accepted'].map(count), [0, 1, 1]);
  });

  it('never tells what a secret is', async () => {
    const { index } = await workspace();
    assert.equal(
      index.filtered({ query: requireQuery('hunter2'), me: undefined, now: NOW })?.size,
      0,
    );
  });

  it('goes on behind a candidate that no longer fits, and from the top after the last', async () => {
    const { context, index } = await workspace();
    const requests = reviewRequests(index, context);
    const filter = { query: 'status:waiting sort:date' };
    const { items, total } = await requests.page({ filter, offset: 0, limit: 100 });
    assert.equal(total, items.length);
    const pending = items.filter(({ status }) => status === 'pending').map(({ id }) => id);
    const seen: (string | undefined)[] = [];
    let id = pending[2] ?? '';
    for (let left = pending.length; left > 0; left -= 1) {
      const { state } = await readReview(context, id, index);
      const { fingerprint, lastHash: on } = state;
      const request = { candidate: id, action: 'reject' as const, fingerprint, on };
      const { next } = await requests.decide({ ...request, reviewer: ADA, filter });
      seen.push(id);
      id = next?.id ?? '';
    }
    assert.deepEqual(seen, [...pending.slice(2), ...pending.slice(0, 2)]);
    assert.equal(id, items.find(({ status }) => status === 'flagged')?.id);
    assert.deepEqual(
      (await requests.page({ filter: { ...filter, me: ADA }, offset: 0, limit: 0 })).progress,
      {
        decided: pending.length,
        mine: pending.length,
      },
    );
  });

  it('gives what one act on all of it has to name, up to a bound', async () => {
    const { context, index } = await workspace();
    const requests = reviewRequests(index, context);
    const [first] = index.page(0, 1);
    await act(context, index, first?.id ?? '', 'edit');
    const filter = { query: 'status:pending sort:impact' };
    const { count, candidates } = await requests.matching({ filter, limit: 3 });
    const { items } = await requests.page({ filter, offset: 0, limit: 100 });
    assert.equal(count, items.length);
    assert.deepEqual(
      candidates.map(({ candidate }) => candidate),
      items.slice(0, 3).map(({ id }) => id),
    );
    const all = await requests.matching({ filter, limit: 1_000_000 });
    for (const { candidate, fingerprint, on } of all.candidates) {
      const { state } = await readReview(context, candidate);
      assert.deepEqual({ fingerprint, on }, { fingerprint: state.fingerprint, on: state.lastHash });
    }
    const everything = await requests.matching({ filter: { query: '' }, limit: 2 });
    assert.deepEqual([everything.count, everything.candidates.length], [10, 2]);
    const { counts } = everything;
    assert.equal(counts.pending + counts.flagged, 10);
    const flagged = { filter: { query: '' }, statuses: ['flagged'] as const, limit: 100 };
    const some = await requests.matching(flagged);
    assert.ok(some.count > 0 && some.count < 10);
    assert.deepEqual([some.counts, some.candidates.length], [counts, some.count]);
    assert.ok(some.candidates.every(({ status }) => status === 'flagged'));
    await assert.rejects(requests.matching({ filter: { query: 'x:y' }, limit: 1 }), /column 1/u);
  });

  it('touches nothing that came to fit, or changed, after it was counted', async () => {
    const { context, index } = await workspace();
    const requests = reviewRequests(index, context);
    const filter = { query: 'status:pending' };
    const statuses = ['pending'] as const;
    const [flagged] = (
      await requests.page({ filter: { query: 'status:flagged' }, offset: 0, limit: 1 })
    ).items;
    const { candidates } = await requests.matching({ filter, statuses, limit: 100 });
    const [first] = candidates;
    await act(context, index, first?.candidate ?? '', 'edit', BOB);
    await act(context, index, flagged?.id ?? '', 'reopen', BOB);
    const items = candidates.map(({ candidate, fingerprint, on }) => ({
      candidate,
      fingerprint,
      on,
    }));
    const { decided, refused, step } = await requests.decideMany({
      action: 'reject',
      reviewer: ADA,
      items,
      from: `filter '${filter.query}'`,
    });
    assert.equal(decided.length, candidates.length - 1);
    assert.deepEqual(
      refused.map(({ candidate, reason }) => [candidate, reason]),
      [[first?.candidate, 'changed-meanwhile']],
    );
    assert.equal(step, `reject of ${decided.length} candidates, filter 'status:pending'`);
    assert.equal((await requests.matching({ filter, limit: 100 })).count, 2);
    const undone = await requests.undoStep({ reviewer: ADA });
    assert.equal(undone.name, step);
    assert.equal((await requests.matching({ filter, limit: 100 })).count, candidates.length + 1);
  });

  it('is another one after every change', async () => {
    const { context, index } = await workspace();
    const filter = { query: requireQuery('status:pending'), me: undefined, now: NOW };
    const before = index.filtered(filter);
    assert.equal(index.filtered(filter), before);
    await act(context, index, before?.page(0, 1)[0]?.id ?? '', 'reject');
    assert.equal(index.filtered(filter)?.size, (before?.size ?? 0) - 1);
  });
});
