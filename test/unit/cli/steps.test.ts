import assert from 'node:assert/strict';
import { MemoryLog } from '../support/memoryLog.js';
import { runCli } from '../support/runCli.js';
import { temporaryWorkspace } from '../support/temporaryWorkspace.js';

describe('steps from the shell', () => {
  let root: string;
  let ids: string[];

  before(async () => {
    const log = new MemoryLog();
    for (const topic of ['one', 'two', 'three']) {
      log
        .user(`Question ${topic}?`)
        .assistant(`A long enough answer to question ${topic}, truly and for ever and ever.`)
        .button('up')
        .pause(99);
    }
    root = await temporaryWorkspace({ 'userData/lumi_memory.jsonl': log.toString() });
    await runCli(['extract', '-w', root]);
    const { stdout } = await runCli(['review', 'list', '-w', root]);
    ids = [...stdout.matchAll(/^candidate-\S+/gmu)].map(([id]) => id);
    assert.equal(ids.length, 3);
  });

  const review = (...args: string[]) => runCli(['review', ...args, '-w', root]);

  it('reject several for one reason, and say what was refused', async () => {
    const done = await review(
      'reject',
      ...ids,
      'candidate-20200101-0001',
      '--reason-code',
      'wrong',
    );
    assert.equal(done.code, 3);
    assert.equal(done.stdout.match(/ is rejected$/gmu)?.length, 3);
    assert.match(done.stderr, /candidate-20200101-0001: There is no candidate/u);
    const shown = await review('show', ids[0] ?? '');
    assert.match(shown.stdout, /reject \(wrong\) by/u);
    const odd = await review('reject', ...ids, '--reason-code', 'mood');
    assert.equal(odd.code, 2);
    assert.match(odd.stderr, /"mood" is no reason code/u);
  });

  it('undo and redo them at once, or one by one', async () => {
    const undone = await review('undo');
    assert.match(undone.stdout, /^undid: reject of 3 candidates\n/u);
    assert.equal(undone.stdout.match(/ is pending$/gmu)?.length, 3);
    const [first = ''] = ids;
    assert.match((await review('redo', first)).stdout, new RegExp(`${first} is rejected`, 'u'));
    const rest = await review('redo', '--json');
    const { name, candidates } = JSON.parse(rest.stdout);
    assert.deepEqual([name, candidates.length], ['reject of 3 candidates (2 of them)', 2]);
    const nothing = await review('redo');
    assert.equal(nothing.code, 2);
    assert.match(nothing.stderr, /nothing to redo/u);
    assert.match((await review('undo', '--candidate', first)).stdout, / is pending$/mu);
  });

  it('comment on a candidate', async () => {
    const [first = ''] = ids;
    const said = await review('comment', first, 'See the manual');
    assert.match(said.stdout, / is pending$/mu);
    assert.match((await review('show', first)).stdout, /comment by .*: See the manual/u);
    const mail = ['ada.l', 'northwind-labs.dev'].join('@');
    const refused = await review('comment', first, `Ask ${mail}`);
    assert.equal(refused.code, 1);
    assert.match(refused.stderr, /email-address/u);
  });
}).timeout(120_000);
