import assert from 'node:assert/strict';
import { appendFile, cp, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { CodelumiError, type ErrorReason } from '../../../../src/core/errors.js';
import type { JobContext } from '../../../../src/core/job.js';
import type { Reviewer } from '../../../../src/core/records/decision.js';
import {
  type ClaimRequest,
  changeClaims,
} from '../../../../src/core/review/claims/changeClaims.js';
import { readClaims } from '../../../../src/core/review/claims/claimJournals.js';
import {
  claimStateOf,
  type JournalledClaim,
} from '../../../../src/core/review/claims/claimState.js';
import { decideMany } from '../../../../src/core/review/decideMany.js';
import { requireQuery } from '../../../../src/core/review/query/parseQuery.js';
import { loadQueue } from '../../../../src/core/review/queue.js';
import { ReviewIndex } from '../../../../src/core/review/reviewIndex.js';
import { verify } from '../../../../src/core/verification/verify.js';
import {
  ADA,
  act,
  BOB,
  DAY,
  type Desk,
  deskWith,
  EVE,
  look,
} from '../../support/severalReviewers.js';
import { temporaryWorkspace } from '../../support/temporaryWorkspace.js';
import { testContext } from '../../support/testContext.js';

function because(reason: ErrorReason): (error: unknown) => boolean {
  return (error) => error instanceof CodelumiError && error.reason === reason;
}

type Wish = Omit<ClaimRequest, 'candidates' | 'reviewer'> & { readonly on?: string | null };

async function claim(context: JobContext, id: string, reviewer: Reviewer, wish: Wish) {
  const { on, ...request } = wish;
  const candidates = [{ candidate: id, ...(on === undefined ? {} : { on }) }];
  const { claimed, refused } = await changeClaims(context, { ...request, reviewer, candidates });
  return { claimed: claimed[0], refused: refused[0]?.reason };
}

async function stateOf(context: JobContext, id: string) {
  const { state } = await look(context, id, ADA);
  return claimStateOf((await readClaims(context, DAY)).of.get(id) ?? [], state.history);
}

function at(root: string, time: string): JobContext {
  return testContext(root, `2026-11-20T${time}Z`);
}

describe('claims', () => {
  let desk: Desk;
  let id: string;
  before(async () => {
    desk = await deskWith(4);
    [id = ''] = desk.ids;
  });

  it('assign a candidate to anybody, and take it back', async () => {
    const { context } = desk;
    assert.deepEqual((await claim(context, id, ADA, { action: 'assign', to: BOB })).claimed, {
      candidate: id,
      assignee: BOB,
      reservation: undefined,
    });
    const mine = await loadQueue({ query: requireQuery('assigned:me'), me: BOB }, context);
    assert.deepEqual(
      mine.candidates.map((each) => each.id),
      [id],
    );
    assert.equal((await loadQueue({ query: requireQuery('assigned:ada') }, context)).matching, 0);
    await claim(context, id, EVE, { action: 'unassign' });
    assert.equal((await stateOf(context, id)).assignee, undefined);
  });

  it('are compare-and-set on the claim that was seen', async () => {
    const { context } = desk;
    const seen = (await stateOf(context, id)).lastHash;
    await claim(context, id, ADA, { action: 'assign', to: EVE, on: seen });
    const late = await claim(context, id, BOB, { action: 'assign', to: BOB, on: seen });
    assert.equal(late.refused, 'changed-meanwhile');
    assert.deepEqual((await stateOf(context, id)).assignee, EVE);
  });

  it('reserve a candidate for a while, renewed by its holder and nobody else', async () => {
    const { root } = desk;
    const first = await claim(at(root, '11:00:00'), id, ADA, { action: 'reserve' });
    assert.equal(first.claimed?.reservation?.until, '2026-11-20T11:30:00.000Z');
    const other = await claim(at(root, '11:29:59'), id, BOB, { action: 'reserve' });
    assert.equal(other.refused, 'reserved');
    // Not yet half over: nothing is written.
    const lines = async () => (await readClaims(at(root, '11:10:00'), DAY)).of.get(id)?.length;
    const before = await lines();
    await claim(at(root, '11:10:00'), id, ADA, { action: 'reserve' });
    assert.equal(await lines(), before);
    const renewed = await claim(at(root, '11:20:00'), id, ADA, { action: 'reserve' });
    assert.equal(renewed.claimed?.reservation?.until, '2026-11-20T11:50:00.000Z');
    assert.equal(renewed.claimed?.reservation?.since, '2026-11-20T11:00:00.000Z');
    const after = await claim(at(root, '11:50:00'), id, BOB, { action: 'reserve' });
    assert.deepEqual(after.claimed?.reservation?.by, BOB);
  });

  it('end with a verdict, a release, or somebody who means it', async () => {
    const { root } = desk;
    const other = desk.ids[1] ?? '';
    const held = async (time: string) => (await stateOf(at(root, time), other)).reservation?.by;
    await claim(at(root, '12:00:00'), other, ADA, { action: 'reserve' });
    assert.equal(
      (await claim(at(root, '12:01:00'), other, BOB, { action: 'release' })).refused,
      'reserved',
    );
    await claim(at(root, '12:02:00'), other, BOB, { action: 'release', force: true });
    assert.equal(await held('12:02:00'), undefined);
    await claim(at(root, '12:03:00'), other, ADA, { action: 'reserve' });
    await claim(at(root, '12:04:00'), other, BOB, { action: 'reserve', force: true });
    assert.deepEqual(await held('12:04:00'), BOB);
    await act(at(root, '12:05:00'), other, BOB, { action: 'comment', reason: 'I am looking.' });
    assert.deepEqual(await held('12:05:00'), BOB);
    await act(at(root, '12:06:00'), other, BOB, { action: 'flag' });
    assert.equal(await held('12:06:00'), undefined);
  });

  it('make others say that they mean it, and never stand in the way of the holder', async () => {
    const { root } = desk;
    const other = desk.ids[2] ?? '';
    await claim(at(root, '13:00:00'), other, ADA, { action: 'reserve' });
    const now = at(root, '13:01:00');
    await assert.rejects(act(now, other, BOB, { action: 'reject' }), because('reserved'));
    await assert.rejects(act(now, other, BOB, { action: 'accept' }), /reserved by Ada until/u);
    const { fingerprint, lastHash: on } = (await look(now, other, BOB)).state;
    const many = {
      action: 'reject',
      reviewer: BOB,
      items: [{ candidate: other, fingerprint, on }],
    } as const;
    assert.equal((await decideMany(now, many)).refused[0]?.reason, 'reserved');
    await act(now, other, BOB, { action: 'comment', reason: 'Are you still at it?' });
    const reserved = await loadQueue({ query: requireQuery('reserved:anybody') }, now);
    assert.deepEqual(
      reserved.candidates.map((each) => each.id),
      [other],
    );
    await act(now, other, ADA, { action: 'flag' });
    const later = at(root, '13:40:00');
    await act(later, other, BOB, { action: 'reject' });
    await claim(later, other, EVE, { action: 'reserve' });
    await act(later, other, BOB, { action: 'reopen' });
    await act(later, other, BOB, { action: 'reject', force: true });
  });

  it('refuse what is no candidate, one by one', async () => {
    const { context } = desk;
    const candidates = [{ candidate: id }, { candidate: 'candidate-20261120-0999' }];
    const done = await changeClaims(context, {
      action: 'assign',
      to: ADA,
      reviewer: ADA,
      candidates,
    });
    assert.deepEqual(
      done.claimed.map((each) => each.candidate),
      [id],
    );
    assert.deepEqual(
      done.refused.map(({ reason }) => reason),
      ['not-found'],
    );
  });

  it('of two clones that both reserved: after the merge the earlier one holds', async () => {
    const { root } = await deskWith(1);
    const [own = ''] = (await loadQueue({}, testContext(root))).candidates.map((each) => each.id);
    const clone = await temporaryWorkspace();
    await cp(root, clone, { recursive: true });
    await writeFile(join(clone, '.codelumi/local/writer.json'), '{"writer":"elsewhere-1"}\n');
    await claim(at(root, '14:01:00'), own, ADA, { action: 'reserve' });
    await claim(at(clone, '14:00:00'), own, BOB, { action: 'reserve' });
    const claims = `staging_kb/${DAY}/claims`;
    await cp(join(root, claims), join(clone, claims), { recursive: true });
    await cp(join(clone, claims), join(root, claims), { recursive: true });
    assert.equal((await readdir(join(root, claims))).length, 2);
    for (const each of [root, clone])
      assert.deepEqual((await stateOf(at(each, '14:02:00'), own)).reservation?.by, BOB);
  });

  it('show in a queue that is kept in memory as in one that is read anew', async () => {
    const { context, ids } = await deskWith(3);
    const index = new ReviewIndex(context);
    await index.refresh();
    for (const [n, each] of ids.entries()) {
      await claim(
        context,
        each,
        ADA,
        n === 1 ? { action: 'reserve' } : { action: 'assign', to: BOB },
      );
      await index.refreshClaims([DAY]);
      assert.deepEqual(index.page(0, 9), (await loadQueue({}, context)).candidates);
    }
    await act(context, ids[1] ?? '', ADA, { action: 'flag' });
    await index.refresh();
    const flagged = index.page(0, 9).find(({ status }) => status === 'flagged');
    assert.equal(flagged?.claim, undefined);
  });

  it('that are damaged do not count from there on, are told of, and stop nothing else', async () => {
    const { root, context, ids } = await deskWith(2);
    const [one = '', two = ''] = ids;
    await claim(context, one, ADA, { action: 'assign', to: BOB });
    const [file = ''] = await readdir(join(root, 'staging_kb', DAY, 'claims'));
    await appendFile(join(root, 'staging_kb', DAY, 'claims', file), '{"v":1}\n');
    const { of, problems } = await readClaims(context, DAY);
    assert.equal(of.get(one)?.length, 1);
    assert.match(problems[0]?.message ?? '', /claims from here on do not count/u);
    await assert.rejects(claim(context, two, ADA, { action: 'reserve' }), because('invalid-input'));
    const { faults } = await verify({}, context);
    assert.deepEqual(
      faults.map(({ check, place }) => [check, place.line]),
      [['claims', 2]],
    );
    await act(context, two, ADA, { action: 'flag' });
  });

  it('add up alike in any order of their journals, and one person holds a candidate at most', () => {
    const people = fc.constantFrom(ADA, BOB, EVE);
    const line = fc.record({
      action: fc.constantFrom('reserve' as const, 'release' as const),
      reviewer: people,
      minute: fc.nat(59),
      force: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(line, { maxLength: 20 }), (lines) => {
        const claims = lines
          .toSorted((a, b) => a.minute - b.minute)
          .map(({ action, reviewer, minute, force }, seq): JournalledClaim => {
            const time = Date.parse('2026-11-20T10:00:00Z') + minute * 60_000;
            return {
              writer: 'w',
              claim: {
                v: 1,
                seq: seq + 1,
                at: new Date(time).toISOString(),
                reviewer,
                action,
                candidate: id,
                on: null,
                until: new Date(time + 10 * 60_000).toISOString(),
                ...(force ? { force } : {}),
                prev: '0'.repeat(64),
                hash: `${seq}`.padStart(64, '0'),
              },
            };
          });
        assert.equal(claimStateOf(claims, []).reservation?.by.name, holderOf(claims));
      }),
    );
  });
});

/** The first who reserves holds it until they let go, it ends, or somebody takes it. */
function holderOf(claims: readonly JournalledClaim[]): string | undefined {
  let holder: { readonly by: string; readonly until: number } | undefined;
  for (const { claim } of claims) {
    if (holder !== undefined && holder.until <= Date.parse(claim.at)) holder = undefined;
    const isOther = holder !== undefined && holder.by !== claim.reviewer.name;
    if (isOther && claim.force !== true) continue;
    const until = Date.parse(claim.until ?? '');
    holder = claim.action === 'reserve' ? { by: claim.reviewer.name, until } : undefined;
  }
  return holder?.by;
}
