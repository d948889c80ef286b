import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Reviewer } from '../../../../src/core/records/decision.js';
import { readReview } from '../../../../src/core/review/decide.js';
import { readDecideItems } from '../../../../src/core/review/decideItems.js';
import { decideMany } from '../../../../src/core/review/decideMany.js';
import { measureAgreement } from '../../../../src/core/review/overlap/agreement.js';
import { blindFor } from '../../../../src/core/review/overlap/blind.js';
import { isInOverlap } from '../../../../src/core/review/overlap/overlapSample.js';
import { requireQuery } from '../../../../src/core/review/query/parseQuery.js';
import { loadQueue } from '../../../../src/core/review/queue.js';
import { ReviewIndex } from '../../../../src/core/review/reviewIndex.js';
import { filesReader } from '../../../../src/core/review/reviewReader.js';
import { buildSnapshot } from '../../../../src/core/snapshots/build.js';
import { verify } from '../../../../src/core/verification/verify.js';
import {
  ADA,
  ALL,
  act,
  BOB,
  type Desk,
  deskWith,
  EVE,
  look,
} from '../../support/severalReviewers.js';

const EVERYTHING = { overlap: 1, overlapKey: '' };

async function whole({ context }: Desk, id: string) {
  return (await readReview(context, id)).state;
}

describe('the overlap', () => {
  it('takes about its share of candidates, and only more when it grows', () => {
    const ids = Array.from(
      { length: 2_000 },
      (_, n) => `candidate-20261120-${`${n}`.padStart(4, '0')}`,
    );
    const taken = (overlap: number, overlapKey = '') =>
      ids.filter((id) => isInOverlap(id, { overlap, overlapKey }));
    assert.equal(taken(0).length, 0);
    assert.equal(taken(1).length, ids.length);
    const some = taken(0.2);
    assert.ok(Math.abs(some.length - 400) < 80, `${some.length} of 2000`);
    const more = new Set(taken(0.3));
    assert.ok(some.every((id) => more.has(id)));
    assert.notDeepEqual(taken(0.2, 'another key'), some);
  });

  it('tells nobody what another decided until they have decided themselves', async () => {
    const desk = await deskWith(2, { overlap: 1 });
    const { context } = desk;
    const [id = ''] = desk.ids;
    const reason = 'Everybody knows that it is wrong.';
    await act(context, id, ADA, { action: 'reject', reason });
    await act(context, id, ADA, { action: 'comment', reason: 'I would not learn this.' });

    assert.equal(blindFor(BOB, { id }, await whole(desk, id), EVERYTHING), true);
    assert.equal(blindFor(ADA, { id }, await whole(desk, id), EVERYTHING), false);
    assert.equal(blindFor(undefined, { id }, await whole(desk, id), EVERYTHING), true);
    const seen = (await look(context, id, BOB)).state;
    assert.deepEqual([seen.status, seen.isBlind, seen.lastHash], ['pending', true, null]);
    assert.doesNotMatch(JSON.stringify(seen), /reject|Ada|wrong|learn/u);

    const queue = await loadQueue({ me: BOB }, context);
    assert.deepEqual(queue.counts, { pending: 2, flagged: 0, accepted: 0, rejected: 0 });
    assert.deepEqual(
      queue.candidates.map(({ isBlind }) => isBlind),
      [true, undefined],
    );
    assert.equal((await loadQueue({ me: ADA }, context)).counts.rejected, 1);
    const rejected = { query: requireQuery('status:rejected'), me: BOB };
    assert.equal((await loadQueue(rejected, context)).matching, 0);
    assert.deepEqual(queue.reviewers, []);

    const after = await act(context, id, BOB, { action: 'reject' });
    assert.equal(after.state.status, 'rejected');
    assert.equal((await look(context, id, BOB)).state.history.length, 3);
    assert.equal((await look(context, id, EVE)).state.isBlind, undefined);
    assert.deepEqual((await verify({}, context)).faults, []);
  });

  it('in a queue in memory shows each person theirs, and follows what they decide', async () => {
    const desk = await deskWith(3, { overlap: 1 });
    const { context } = desk;
    const [one = '', two = ''] = desk.ids;
    const index = new ReviewIndex(context);
    const sameFor = async (me: Reviewer | undefined) => {
      await index.refresh(async () => me);
      const queue = await loadQueue(me === undefined ? {} : { me }, context);
      assert.deepEqual(
        index.page(0, 9).toSorted((a, b) => (a.id < b.id ? -1 : 1)),
        queue.candidates.toSorted((a, b) => (a.id < b.id ? -1 : 1)),
      );
      assert.deepEqual(index.counts, queue.counts);
    };
    await act(context, one, ADA, { action: 'accept' });
    for (const who of [ADA, BOB, undefined]) await sameFor(who);
    await act(context, two, BOB, { action: 'flag' });
    for (const who of [BOB, ADA, EVE]) await sameFor(who);
    await act(context, one, BOB, { action: 'reject' });
    for (const who of [EVE, BOB, undefined, ADA]) await sameFor(who);
    assert.equal((await index.story(two))?.status, 'pending');
  });

  it('holds back from snapshots what one person accepted, until a second one did', async () => {
    const { context, ids } = await deskWith(1, { overlap: 1 });
    const [id = ''] = ids;
    await act(context, id, ADA, { action: 'accept' });
    await assert.rejects(buildSnapshot({}, context), /second review|nothing|neither/iu);
    await act(context, id, BOB, { action: 'accept' });
    const { manifest } = await buildSnapshot({}, context);
    assert.deepEqual(manifest.candidates, [id]);
  });

  it('makes two that differ a dispute, which a third settles', async () => {
    const desk = await deskWith(1, { overlap: 1 });
    const { context } = desk;
    const [id = ''] = desk.ids;
    await act(context, id, ADA, { action: 'accept' });
    const differing = (await act(context, id, BOB, { action: 'reject' })).state;
    assert.equal(differing.status, 'flagged');
    assert.equal(differing.disputed?.length, 2);
    assert.deepEqual((await measureAgreement({}, context)).disputed, [id]);
    const settled = (await act(context, id, EVE, { action: 'accept' })).state;
    assert.deepEqual([settled.status, settled.disputed], ['accepted', undefined]);
    const { different, disputed } = await measureAgreement({}, context);
    assert.deepEqual([different, disputed], [1, []]);
    assert.deepEqual((await verify({}, context)).faults, []);
  });

  it('works for many at once, and does not refuse who knows nothing of the other', async () => {
    const { context, ids } = await deskWith(3, { overlap: 1 });
    const seenBy = async (me: Reviewer) =>
      readDecideItems(filesReader(context), ids, { me, policy: EVERYTHING });
    const [ofAda, ofBob] = [await seenBy(ADA), await seenBy(BOB)];
    const verdict = { action: 'accept', checklist: ALL } as const;
    const first = await decideMany(context, { ...verdict, reviewer: ADA, items: ofAda.items });
    const second = await decideMany(context, { ...verdict, reviewer: BOB, items: ofBob.items });
    assert.deepEqual([first.refused, second.refused], [[], []]);
    const { state } = await readReview(context, ids[0] ?? '');
    assert.equal(state.approvals.length, 2);
    const again = await decideMany(context, { ...verdict, reviewer: BOB, items: ofBob.items });
    assert.equal(again.refused.length, 3);
  });

  it('begins anew with an edit, and who saw the other is not blind again', async () => {
    const desk = await deskWith(1, { overlap: 1 });
    const { context } = desk;
    const [id = ''] = desk.ids;
    const { text } = (await look(context, id, ADA)).state;
    await act(context, id, ADA, { action: 'reject' });
    await act(context, id, BOB, { action: 'reject' });
    const after = { ...text, assistant_output: `${text.assistant_output} Really.` };
    await act(context, id, ADA, { action: 'edit', after });
    await act(context, id, ADA, { action: 'accept' });
    const seen = (await look(context, id, BOB)).state;
    assert.deepEqual([seen.status, seen.isBlind, seen.text], ['pending', true, after]);
    assert.equal((await act(context, id, BOB, { action: 'accept' })).state.status, 'accepted');
  });

  it('tells nothing of any other verdict, whatever was decided in which order', async () => {
    const desk = await deskWith(1, { overlap: 1 });
    const { context } = desk;
    const [id = ''] = desk.ids;
    const candidate = (await readReview(context, id)).candidate;
    const verdict = fc.constantFrom('accept' as const, 'reject' as const, 'flag' as const);
    const fake = (n: number, reviewer: Reviewer, action: 'accept' | 'reject' | 'flag') =>
      ({
        writer: 'w',
        file: 'f',
        line: n,
        decision: {
          v: 1,
          seq: n,
          at: '2026-11-20T10:00:00Z',
          reviewer,
          action,
          candidate: id,
          fingerprint: '',
          on: n === 1 ? null : `${n - 1}`,
          prev: '',
          hash: `${n}`,
        },
      }) as const;
    fc.assert(
      fc.property(fc.array(verdict, { minLength: 1, maxLength: 5 }), (actions) => {
        const history = actions.map((action, n) => fake(n + 1, ADA, action));
        assert.equal(blindFor(BOB, candidate, { history }, EVERYTHING), true);
        assert.equal(blindFor(ADA, candidate, { history }, EVERYTHING), false);
        assert.equal(blindFor(BOB, candidate, { history }, { overlap: 0, overlapKey: '' }), false);
      }),
    );
  });
});

describe('agreement', () => {
  it('is measured from what people said without knowing of each other', async () => {
    const { context, ids } = await deskWith(6, { overlap: 1 });
    const sides = [
      ['reject', 'reject'],
      ['reject', 'flag'],
      ['flag', 'flag'],
      ['reject', 'reject'],
      ['flag', 'reject'],
    ] as const;
    for (const [n, [one, two]] of sides.entries()) {
      await act(context, ids[n] ?? '', ADA, { action: one });
      await act(context, ids[n] ?? '', BOB, { action: two });
    }
    // What somebody says who knows of both is no review of its own.
    await act(context, ids[1] ?? '', ADA, { action: 'flag' });
    await act(context, ids[5] ?? '', ADA, { action: 'reject' });
    const measured = await measureAgreement({}, context);
    assert.deepEqual(
      [measured.sampled, measured.complete, measured.different, measured.all],
      [6, 5, 2, 'one-pair'],
    );
    const [pair] = measured.pairs;
    assert.ok(pair !== undefined && typeof pair.agreement === 'object');
    // 3 of 5 alike; by chance 0.6 × 0.6 + 0.4 × 0.4.
    assert.ok(Math.abs(pair.agreement.observed - 0.6) < 1e-9);
    assert.ok(Math.abs(pair.agreement.expected - 0.52) < 1e-9);
    assert.ok(Math.abs(pair.agreement.kappa - 0.08 / 0.48) < 1e-9);
    await act(context, ids[5] ?? '', EVE, { action: 'flag' });
    const { all } = await measureAgreement({}, context);
    assert.ok(typeof all === 'object' && all.kind === 'fleiss' && all.n === 6);
  });
});
