import assert from 'node:assert/strict';
import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import { dueReview } from '../../../src/core/cadence/dueReview.js';
import { decide, readReview } from '../../../src/core/review/decide.js';
import { journalsOf } from '../../../src/core/review/decisionJournals.js';
import { DAY, idOf } from '../support/minedCandidate.js';
import { accept, candidate, FILE, REVIEWER, workspace } from '../support/smallReview.js';
import { testContext } from '../support/testContext.js';

const LIMIT = { days: 14 };
const on = (root: string, day: string) => testContext(root, `${day}T10:00:00.000Z`);

describe('whether candidates wait too long', () => {
  it('is no before they have waited for so many days', async () => {
    const root = await workspace(0, [candidate(1), candidate(2)]);
    const early = await dueReview(on(root, '2026-12-03'), LIMIT);
    assert.deepEqual(
      [early.isDue, early.why, early.isUnknown],
      [false, 'No candidate has waited for 14 days or longer.', undefined],
    );
    const back = await dueReview(on(root, '2025-01-01'), LIMIT);
    assert.equal(back.isDue, false, 'nothing has waited when the clock was set back');
  });

  it('counts those that wait, whoever reviewed the others', async () => {
    const root = await workspace(0, [candidate(1), candidate(2), candidate(3)]);
    const context = on(root, '2026-12-04');
    const all = await dueReview(context, LIMIT);
    assert.equal(
      all.why,
      `3 candidates wait for a decision, for 14 days or longer; the oldest since ${DAY}.`,
    );
    assert.deepEqual([all.isDue, all.since], [true, '2026-12-04T00:00:00.000Z']);
    await accept(context, 1);
    const { state } = await readReview(context, idOf(2));
    const { fingerprint, lastHash: on_ } = state;
    const flag = { candidate: idOf(2), action: 'flag', reason: 'ask', reviewer: REVIEWER } as const;
    await decide(context, { ...flag, fingerprint, on: on_ });
    assert.match((await dueReview(context, LIMIT)).why, /^2 candidates wait/u);
    await accept(context, 3);
    assert.match((await dueReview(context, LIMIT)).why, /^1 candidate waits/u);
    await accept(context, 2);
    assert.equal((await dueReview(context, LIMIT)).isDue, false);
  });

  it('tells damaged lines beside what the others say, and never calls damage nothing', async () => {
    const root = await workspace(0, [candidate(1)]);
    const context = on(root, '2026-12-24');
    await appendFile(join(root, FILE), '{"id":"candidate-20261120-0009"}\n');
    const beside = await dueReview(context, LIMIT);
    assert.match(beside.why, /^1 candidate waits .* 1 line cannot be used, such as .*jsonl:2: /u);
    assert.equal(beside.isUnknown, undefined);
    await accept(context, 1);
    const alone = await dueReview(context, LIMIT);
    assert.deepEqual([alone.isDue, alone.isUnknown], [true, true]);
    assert.match(alone.why, /^It cannot be told whether candidates wait too long: 1 line/u);
  });

  it('does not trust decisions behind a break in a journal', async () => {
    const root = await workspace(0, [candidate(1)]);
    const context = on(root, '2026-12-24');
    await accept(context, 1);
    const [journal = ''] = await journalsOf(context.files, DAY);
    await appendFile(join(root, journal), '{"forged":true}\n');
    const found = await dueReview(context, LIMIT);
    assert.deepEqual([found.isDue, found.isUnknown], [true, true]);
    assert.ok(found.why.includes(journal), found.why);
  });
});
