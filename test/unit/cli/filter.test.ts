import assert from 'node:assert/strict';
import { extract } from '../../../src/core/mining/extract.js';
import { MemoryLog } from '../support/memoryLog.js';
import { runCli } from '../support/runCli.js';
import { put, temporaryWorkspace } from '../support/temporaryWorkspace.js';
import { testContext } from '../support/testContext.js';

const ADA = 'Ada Lovelace <ada@example.org>';

describe('codelumi review, with a filter', () => {
  let root: string;

  const run = (...args: readonly string[]) => runCli(['review', ...args, '--workspace', root]);

  before(async () => {
    root = await temporaryWorkspace();
    const log = new MemoryLog();
    for (const topic of ['Docker', 'Cafés', 'Gits'])
      log
        .user(`What about ${topic} here?`)
        .assistant(`A long enough answer to ${topic}, and truly about ${topic} alone.`)
        .button('up')
        .pause(99);
    await put(root, 'userData/lumi_memory.jsonl', log.toString());
    await extract({}, testContext(root));
  });

  it('lists what fits, and says how much more does', async () => {
    const { stdout, code } = await run('list', '--query', 'cafe -docker');
    assert.equal(code, 0);
    assert.match(stdout, /^candidate-\S+ +pending +What about Cafés here\?/u);
    assert.equal(stdout.trim().split('\n').length, 1);
    const limited = await run('list', '--query', 'sort:impact', '--limit', '2');
    assert.match(limited.stdout, /2 of 3 that fit\n$/u);
    assert.match((await run('list', '--query', 'nowhere')).stdout, /none of 3 candidates fits/u);
  }).timeout(120_000);

  it('refuses what it cannot understand, with the column', async () => {
    const { stdout, code } = await run('list', '--query', 'status:done', '--json');
    assert.equal(code, 2);
    assert.match(JSON.parse(stdout).error.message, /column 8.*Possible: pending/u);
    assert.equal((await run('list', '--limit', '0')).code, 2);
  }).timeout(120_000);

  it('counts by reviewer, and knows who asks', async () => {
    const list = JSON.parse((await run('list', '--json')).stdout);
    await run('reject', list.candidates[0].id, '--reason', 'not ours', '--reviewer', ADA);
    assert.match(
      (await run('stats')).stdout,
      /Decided by\n {2}Ada Lovelace .* {2}1 rejected\n\nReasons given\n {2}\(no code\) +1 rejected\n$/u,
    );
    const mine = await run('list', '--query', 'reviewer:me', '--reviewer', ADA, '--json');
    assert.equal(JSON.parse(mine.stdout).matching, 1);
  }).timeout(120_000);

  it('says what a verdict on all that fits would be about, and does nothing without a yes', async () => {
    const asked = await run('flag', '--query', 'status:pending  a');
    assert.equal(asked.code, 2);
    assert.match(asked.stdout, /^2 of 2 that fit status:pending a would be flagged\ncandidate-/u);
    assert.match(asked.stderr, /nothing was decided; add --yes/u);
    const listed = await run('flag', '--query', 'a', '--dry-run', '--json');
    const { matching, count, candidates, needs } = JSON.parse(listed.stdout);
    assert.deepEqual([listed.code, matching, count, candidates.length, needs], [0, 3, 2, 2, null]);
    assert.equal(JSON.parse((await run('stats', '--json')).stdout).counts.flagged, 0);
  }).timeout(120_000);

  it('decides on all that fits as one step, which undo takes back', async () => {
    const query = ['--query', 'status:pending a'];
    const done = await run('flag', ...query, '--yes', '--reason-code', 'unclear', '--json');
    const { step, decided, refused } = JSON.parse(done.stdout);
    assert.deepEqual([done.code, decided.length, refused], [0, 2, []]);
    assert.equal(step, "flag of 2 candidates, filter 'status:pending a'");
    const { reasons } = JSON.parse((await run('stats', '--json')).stdout);
    assert.deepEqual(reasons, [
      { code: 'unclear', rejected: 0, flagged: 2 },
      { code: null, rejected: 1, flagged: 0 },
    ]);
    assert.match((await run('stats')).stdout, /Reasons given\n {2}unclear +2 flagged\n/u);
    const none = await run('flag', ...query, '--yes');
    assert.deepEqual([none.code, none.stdout], [0, 'nothing fits; nothing was decided\n']);
    assert.match((await run('undo')).stdout, /undid: flag of 2 candidates, filter 'status:p/u);
  }).timeout(120_000);

  it('accepts in bulk only with the checklist', async () => {
    const refused = await run('accept', '--query', 'status:pending', '--yes');
    assert.equal(refused.code, 1);
    assert.match(refused.stderr, /candidate-\S+ cannot be accepted yet/u);
    const done = await run('accept', '--query', 'status:pending', '--yes', '--confirm', 'all');
    assert.equal(done.code, 0);
    assert.match(done.stdout, /did: accept of 2 candidates, filter 'status:pending'\n$/u);
  }).timeout(120_000);

  it('refuses to be about everything, about nothing, or about two things', async () => {
    for (const args of [
      ['--query', 'sort:impact', '--yes'],
      ['--query', 'status:what'],
      [],
      ['candidate-20260101-0001', '--query', 'a'],
      ['candidate-20260101-0001', '--yes'],
      ['--query', 'a', '--yes', '--dry-run'],
    ])
      assert.equal((await run('reject', ...args)).code, 2, args.join(' '));
  }).timeout(120_000);

  it('shows how to name candidates with the verdict that was typed, looking first', async () => {
    for (const verdict of ['accept', 'reject', 'flag', 'reopen']) {
      const { code, stderr } = await run(verdict);
      assert.equal(code, 2);
      assert.match(stderr, new RegExp(`: codelumi review ${verdict} --query '.*' --dry-run;`, 'u'));
    }
  }).timeout(120_000);
});
