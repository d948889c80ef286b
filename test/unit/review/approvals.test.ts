import assert from 'node:assert/strict';
import { CodelumiError, type ErrorReason } from '../../../src/core/errors.js';
import type { JobContext } from '../../../src/core/job.js';
import type { Reviewer } from '../../../src/core/records/decision.js';
import { readReview } from '../../../src/core/review/decide.js';
import { decideMany } from '../../../src/core/review/decideMany.js';
import { redoStep, undoStep } from '../../../src/core/review/undoRedo.js';
import { buildSnapshot } from '../../../src/core/snapshots/build.js';
import { verify } from '../../../src/core/verification/verify.js';
import {
  ADA,
  ALL,
  asWriter,
  BOB,
  CLEO,
  decidedElsewhere,
  decideNow,
  FIRST,
  reviewDesk,
} from '../support/reviewDesk.js';
import { put } from '../support/temporaryWorkspace.js';

const TWO = JSON.stringify({ policy: { quorum: { entry: 2 } } });

async function approvers(context: JobContext): Promise<string[]> {
  const { state } = await readReview(context, FIRST);
  return state.approvals.map(({ decision }) => decision.reviewer.name);
}

function because(reason: ErrorReason): (error: unknown) => boolean {
  return (error) => error instanceof CodelumiError && error.reason === reason;
}

/** Accepted by Ada, then rejected or accepted by Bob, who did not know. */
async function inParallel(action: 'accept' | 'reject'): Promise<JobContext> {
  const { root, context } = await reviewDesk();
  const { state } = await readReview(context, FIRST);
  await asWriter(root, 'ada');
  await decideNow(context, ADA, 'accept');
  await decidedElsewhere(context, BOB, { action, on: null, fingerprint: state.fingerprint });
  return context;
}

describe('an approval', () => {
  it('is the acceptance of somebody else, and leaves the first as it is', async () => {
    const { root, context } = await reviewDesk();
    const first = await decideNow(context, ADA, 'accept');
    await asWriter(root, 'bob');
    const { state } = await decideNow(context, BOB, 'accept');
    assert.equal(state.status, 'accepted');
    assert.equal(state.decidedBy?.decision.hash, first.state.lastHash);
    assert.deepEqual(await approvers(context), ['Ada', 'Bob']);
    const again: Reviewer = { name: 'Bobby', email: 'BOB@acme.dev' };
    await assert.rejects(decideNow(context, again, 'accept'), because('wrong-usage'));
    const items = [{ candidate: FIRST, fingerprint: state.fingerprint, on: state.lastHash }];
    const many = { action: 'accept', checklist: ALL, items } as const;
    assert.equal((await decideMany(context, { ...many, reviewer: BOB })).refused.length, 1);
    assert.equal((await decideMany(context, { ...many, reviewer: CLEO })).decided.length, 1);
    assert.deepEqual(await approvers(context), ['Ada', 'Bob', 'Cleo']);
  });

  it('is undone and redone by itself, and keeps the first from being undone', async () => {
    const { root, context } = await reviewDesk();
    await asWriter(root, 'ada');
    await decideNow(context, ADA, 'accept');
    await asWriter(root, 'bob');
    await decideNow(context, BOB, 'accept');
    await asWriter(root, 'ada');
    await assert.rejects(undoStep(context, { reviewer: ADA }), because('changed-meanwhile'));
    await asWriter(root, 'bob');
    assert.equal((await undoStep(context, { reviewer: BOB })).candidates[0]?.status, 'accepted');
    assert.deepEqual(await approvers(context), ['Ada']);
    await redoStep(context, { reviewer: BOB });
    assert.deepEqual(await approvers(context), ['Ada', 'Bob']);
  });

  it('does not outlive a reopening or an edit', async () => {
    const { context } = await reviewDesk();
    await decideNow(context, ADA, 'accept');
    await decideNow(context, BOB, 'accept');
    await decideNow(context, CLEO, 'reopen');
    assert.deepEqual(await approvers(context), []);
    await decideNow(context, BOB, 'accept');
    assert.deepEqual(await approvers(context), ['Bob']);
    const text = {
      query: 'Question one?',
      assistant_output: 'Quite another answer, and a long enough one it is, truly.',
    };
    await decideNow(context, CLEO, 'edit', { after: text });
    assert.deepEqual(await approvers(context), []);
  });

  it('of a merged choice cannot choose otherwise', async () => {
    const { context } = await reviewDesk();
    await decideNow(context, ADA, 'accept');
    const entry = { where: 'kb', id: 'kb-1', digest: 'a'.repeat(64) } as const;
    const resolution = { kind: 'merge', entry } as const;
    await assert.rejects(decideNow(context, BOB, 'accept', { resolution }), because('wrong-usage'));
  });
});

describe('quorum', () => {
  it('holds back what one person accepted where policy asks for two, and says so', async () => {
    const { root, context } = await reviewDesk();
    await put(root, '.codelumi/config.json', TWO);
    await decideNow(context, ADA, 'accept');
    await assert.rejects(buildSnapshot({}, context), /needs a second reviewer/u);
    await put(root, 'training/kb.json', JSON.stringify([{ id: 'kb-1', q: 'What?', a: 'That.' }]));
    const { manifest } = await buildSnapshot({}, context);
    assert.deepEqual(manifest.candidates, []);
    const why = 'needs a second reviewer';
    assert.deepEqual(manifest.held_back, [{ candidate: FIRST, kind: 'approval', why }]);
    await decideNow(context, BOB, 'accept');
    const built = await buildSnapshot({}, context);
    assert.deepEqual(built.manifest.candidates, [FIRST]);
    assert.deepEqual(built.manifest.held_back, []);
    assert.deepEqual(built.manifest.signatures?.unsigned, [FIRST]);
    assert.deepEqual((await verify({}, context)).faults, []);
  });

  it('is missing where who wrote the text is its only approver', async () => {
    const { context } = await reviewDesk();
    const text = {
      query: 'Question one?',
      assistant_output: 'Quite another answer, and a long enough one it is, truly.',
    };
    await decideNow(context, ADA, 'edit', { after: text });
    await decideNow(context, ADA, 'accept');
    await assert.rejects(buildSnapshot({}, context), /Ada edited it and is its only approver/u);
    await decideNow(context, BOB, 'accept');
    assert.deepEqual((await buildSnapshot({}, context)).manifest.candidates, [FIRST]);
    assert.deepEqual((await verify({}, context)).faults, []);
  });

  it('is asked of snapshots by verify, whoever built them', async () => {
    const { root, context } = await reviewDesk();
    await decideNow(context, ADA, 'accept');
    const { file, manifestFile } = await buildSnapshot({}, context);
    assert.deepEqual((await verify({}, context)).faults, []);
    const manifest = JSON.parse(Buffer.from(await context.files.read(manifestFile)).toString());
    const stricter = { ...manifest, policy: { ...manifest.policy, quorum: { entry: 2 } } };
    await put(root, manifestFile, JSON.stringify(stricter));
    const { faults } = await verify({}, context);
    assert.deepEqual(
      faults.map(({ check, place }) => [check, place.file]),
      [['snapshot', file]],
    );
    assert.match(faults[0]?.message ?? '', /needs a second reviewer/u);
  });
});

describe('decisions made in parallel', () => {
  it('add up where they agree', async () => {
    const context = await inParallel('accept');
    const { state } = await readReview(context, FIRST);
    assert.equal(state.status, 'accepted');
    assert.equal(state.disputed, undefined);
    assert.deepEqual((await approvers(context)).sort(), ['Ada', 'Bob']);
    await decideNow(context, CLEO, 'reject');
    assert.equal((await readReview(context, FIRST)).state.status, 'rejected');
  });

  it('count for nobody where they do not, until somebody decides who knows of both', async () => {
    const context = await inParallel('reject');
    const { state } = await readReview(context, FIRST);
    assert.equal(state.status, 'flagged');
    assert.deepEqual(state.disputed?.map(({ decision }) => decision.action).sort(), [
      'accept',
      'reject',
    ]);
    await assert.rejects(buildSnapshot({}, context), /is disputed: .*not knowing of each other/u);
    assert.match((await verify({}, context)).warnings[0]?.message ?? '', /disputed/u);
    const settled = await decideNow(context, CLEO, 'accept');
    assert.equal(settled.state.status, 'accepted');
    assert.equal(settled.state.disputed, undefined);
    // Ada did not know what Bob had against it.
    assert.deepEqual(await approvers(context), ['Cleo']);
    await decideNow(context, ADA, 'accept');
    assert.deepEqual(await approvers(context), ['Cleo', 'Ada']);
  });

  it('refuse whoever saw only one of them, even where the last one is the same', async () => {
    const { root, context } = await reviewDesk();
    const before = (await readReview(context, FIRST)).state;
    await asWriter(root, 'ada');
    const seen = (await decideNow(context, ADA, 'accept')).state;
    // By its clock it came before what was shown.
    const at = '2026-11-19T10:00:00.000Z';
    const { fingerprint } = before;
    await decidedElsewhere(context, BOB, { action: 'reject', on: null, fingerprint, at });
    const late = decideNow(context, CLEO, 'flag', { on: seen.lastHash });
    await assert.rejects(late, because('changed-meanwhile'));
  });

  it('follow what people knew, not their clocks', async () => {
    const { root, context } = await reviewDesk();
    await asWriter(root, 'ada');
    const { state } = await decideNow(context, ADA, 'accept');
    const { fingerprint, lastHash: on } = state;
    const at = '2026-11-01T10:00:00.000Z';
    await decidedElsewhere(context, BOB, { action: 'reject', on, fingerprint, at });
    const after = (await readReview(context, FIRST)).state;
    assert.equal(after.status, 'rejected');
    assert.equal(after.disputed, undefined);
  });
});
