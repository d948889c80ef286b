import assert from 'node:assert/strict';
import { EvaluationMemory } from '../../../src/core/screening/context/evaluationMemory.js';
import { put, temporaryWorkspace } from '../support/temporaryWorkspace.js';
import { testContext } from '../support/testContext.js';

const HOLDOUT = 'training/eval/holdout.jsonl';

describe('EvaluationMemory', () => {
  it('gives the same object until a file of the folder changes', async () => {
    const root = await temporaryWorkspace();
    const memory = new EvaluationMemory(testContext(root));
    assert.deepEqual((await memory.read()).queries, []);
    await put(root, HOLDOUT, '{"query":"How do I undo a merge?"}\n');
    const one = await memory.read();
    assert.deepEqual(one.queries, ['How do I undo a merge?']);
    assert.equal(await memory.read(), one);
    await put(root, HOLDOUT, '{"query":"How do I undo a merge?"}\n{"query":"What is a rebase?"}\n');
    assert.equal((await memory.read()).queries.length, 2);
  });
});
