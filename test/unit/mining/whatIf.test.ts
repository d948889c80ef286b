import assert from 'node:assert/strict';
import { whatIf } from '../../../src/core/mining/whatIf.js';
import { sampleWorkspace } from '../support/sampleWorkspace.js';
import { contentsOf } from '../support/temporaryWorkspace.js';
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
