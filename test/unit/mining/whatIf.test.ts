import assert from 'node:assert/strict';
import { whatIf } from '../../../src/core/mining/whatIf.js';
import { MemoryLog } from '../support/memoryLog.js';
import { sampleWorkspace } from '../support/sampleWorkspace.js';
import { contentsOf, temporaryWorkspace } from '../support/temporaryWorkspace.js';
import { testContext } from '../support/testContext.js';

describe('whatIf', () => {
  it('lists exactly what other thresholds would add and take away, and changes nothing', async () => {
    const root = await sampleWorkspace();
    const context = testContext(root);
    const before = await contentsOf(root);
    const same = await whatIf({ changes: ['repeatedHit.minimumQueries=3'] }, context);
    assert.deepEqual([same.appear, same.disappear], [[], []]);
    const fewer = await whatIf({ changes: ['frequentMemory.minimumQueries=50'] }, context);
    assert.equal(fewer.disappear.length, 3);
    assert.ok(fewer.disappear.every(({ rules }) => rules.includes('R3-frequent-memory')));
    const stricter = await whatIf(
      { changes: ['knowledgeGap.minimumQueries=7', 'knowledgeGap.similarity=0.3'] },
      context,
    );
    assert.ok(stricter.disappear.length > 0);
    assert.equal(
      stricter.after,
      stricter.before + stricter.appear.length - stricter.disappear.length,
    );
    assert.deepEqual(await contentsOf(root), before);
  }).timeout(60_000);

  it('masks what is private in the questions that it lists', async () => {
    const log = new MemoryLog();
    // Built from parts, so that nobody takes the test itself for a leak.
    const secret = ['ci-runner', 'k9Vt2mQx7Lp4'].join(':');
    for (const word of ['fail', 'hang', 'stall', 'break', 'time out', 'stop']) {
      log.user(`Why does cloning https://${secret}@git.corp.net ${word}?`);
      log.assistant('I do not know.').pause(600);
    }
    const root = await temporaryWorkspace({ 'userData/lumi_memory.jsonl': log.toString() });
    const { disappear } = await whatIf(
      { changes: ['knowledgeGap.minimumQueries=50'] },
      testContext(root),
    );
    assert.match(disappear[0]?.query ?? '', /\[CREDENTIALS_1\]@git\.corp\.net/u);
    assert.ok(!JSON.stringify(disappear).includes(secret));
  });

  it('refuses settings that are not there and values they do not take', async () => {
    const context = testContext(await sampleWorkspace());
    for (const change of [
      'nonsense=1',
      'repeatedHit.minimumQueries=-1',
      'repeatedHit.minimumQueries',
      '__proto__.x=1',
      'repeatedHit=3',
      '',
    ]) {
      await assert.rejects(whatIf({ changes: [change] }, context), /cannot be tried/u, change);
    }
  });
});
