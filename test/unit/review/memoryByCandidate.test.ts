import * as assert from 'node:assert/strict';
import { MemoryByCandidate } from '../../../src/core/review/memoryByCandidate.js';
import { put, temporaryWorkspace } from '../support/temporaryWorkspace.js';
import { testContext } from '../support/testContext.js';

describe('what journals say of candidates, in memory', () => {
  it('names those of whom it changed, also where as many stand there as before', async () => {
    const root = await temporaryWorkspace({ 'a.jsonl': 'x' });
    const { files } = testContext(root);
    let of = new Map([
      ['one', ['first']],
      ['other', ['same']],
    ]);
    const memory = new MemoryByCandidate(files, {
      journals: async () => ['a.jsonl'],
      read: async () => ({ of, problems: [] }),
    });
    assert.deepEqual(await memory.refresh(), ['one', 'other']);
    assert.deepEqual(await memory.refresh(), []);
    of = new Map([
      ['one', ['second']],
      ['other', ['same']],
    ]);
    await put(root, 'a.jsonl', 'longer');
    assert.deepEqual(await memory.refresh(), ['one']);
    assert.deepEqual(memory.of('one'), ['second']);
  });
});
