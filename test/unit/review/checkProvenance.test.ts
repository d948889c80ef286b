import assert from 'node:assert/strict';
import { sha256 } from '../../../src/core/records/sha256.js';
import { provenanceHolds } from '../../../src/core/review/checkProvenance.js';
import { WorkspaceFiles } from '../../../src/node/workspaceFiles.js';
import { put, temporaryWorkspace } from '../support/temporaryWorkspace.js';

describe('provenanceHolds', () => {
  const proof = {
    file: 'log.jsonl',
    line: 2,
    byte_offset: 6,
    byte_length: 6,
    sha256: sha256('second'),
    part: 'answer',
  } as const;

  it('tells whether the recorded bytes are still there', async () => {
    const root = await temporaryWorkspace({ 'log.jsonl': 'first\nsecond\n' });
    const files = new WorkspaceFiles(root);
    assert.equal(await provenanceHolds(files, proof), true);
    await put(root, 'log.jsonl', 'first\nsecond\nthird\n');
    assert.equal(await provenanceHolds(files, proof), true, 'a log may grow');
    await put(root, 'log.jsonl', 'first\nSecond\n');
    assert.equal(await provenanceHolds(files, proof), false);
    await put(root, 'log.jsonl', 'first\n');
    assert.equal(await provenanceHolds(files, proof), false);
    await files.remove('log.jsonl');
    assert.equal(await provenanceHolds(files, proof), false);
  });
});
