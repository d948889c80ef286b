import assert from 'node:assert/strict';
import { readConfig } from '../../../src/core/workspace/config.js';
import { WorkspaceFiles } from '../../../src/node/workspaceFiles.js';
import { put, temporaryWorkspace } from '../support/temporaryWorkspace.js';

describe('readConfig', () => {
  it('has a default for everything', async () => {
    const config = await readConfig(new WorkspaceFiles(await temporaryWorkspace()));
    assert.equal(config.screening.minimumAnswerCharacters, 50);
    assert.deepEqual(config.sources.memory, ['userData/lumi_memory.jsonl']);
  });

  it('takes what is set and keeps the other defaults', async () => {
    const root = await temporaryWorkspace({
      '.codelumi/config.json': '{"mining":{"conversationGapMinutes":5}}',
    });
    const config = await readConfig(new WorkspaceFiles(root));
    assert.equal(config.mining.conversationGapMinutes, 5);
    assert.equal(config.screening.minimumAnswerCharacters, 50);
  });

  it('says that a file is UTF-16, and takes one with a byte order mark and CRLF', async () => {
    const root = await temporaryWorkspace();
    const files = new WorkspaceFiles(root);
    await put(root, '.codelumi/config.json', Buffer.from('\ufeff{}', 'utf16le'));
    await assert.rejects(
      readConfig(files),
      /UTF-16 \(\.codelumi\/config\.json\)\. Save it as UTF-8/u,
    );
    await put(root, '.codelumi/config.json', '\ufeff{\r\n  "mining": {}\r\n}\r\n');
    assert.equal((await readConfig(files)).screening.minimumAnswerCharacters, 50);
  });

  it('names the file and the key that is wrong', async () => {
    const root = await temporaryWorkspace();
    const files = new WorkspaceFiles(root);
    await put(root, '.codelumi/config.json', '{"screening":{"minimumAnswerCharacters":"many"}}');
    await assert.rejects(
      readConfig(files),
      /wrong at screening\.minimumAnswerCharacters.*\.codelumi\/config\.json/u,
    );
    await put(root, '.codelumi/config.json', '{"screning":{}}');
    await assert.rejects(readConfig(files), /screning/u);
    await put(root, '.codelumi/config.json', '{oops');
    await assert.rejects(readConfig(files), /not valid JSON.*\.codelumi\/config\.json/u);
  });
});
