import * as assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { signingHere } from '../../src/host/workspace/signingHere.js';
import { activated, root } from './support/workspace.js';

function name(key: string | undefined, target: vscode.ConfigurationTarget): Thenable<void> {
  return vscode.workspace.getConfiguration('codelumi').update('signing.key', key, target);
}

describe('the key that signs in this window', function () {
  this.timeout(90_000); // VS Code writes settings slowly on a busy machine.
  before(activated);
  after(() => name(undefined, vscode.ConfigurationTarget.Global));

  it('is the one that Git signs with, or the one that the user named', async () => {
    assert.deepEqual(signingHere(), { key: undefined });
    await name(' /home/ada/.ssh/id ', vscode.ConfigurationTarget.Global);
    assert.deepEqual(signingHere(), { key: '/home/ada/.ssh/id' });
  });

  it('is never chosen by the workspace', async () => {
    await name('/home/ada/.ssh/id', vscode.ConfigurationTarget.Global);
    const settings = join(root(), '.vscode', 'settings.json');
    const before = await readFile(settings, 'utf8');
    await writeFile(
      settings,
      JSON.stringify({ ...JSON.parse(before), 'codelumi.signing.key': '/tmp/another' }),
    );
    await new Promise((resolve) => setTimeout(resolve, 1_000)); // VS Code takes settings up in its own time.
    assert.deepEqual(signingHere(), { key: '/home/ada/.ssh/id' });
    await writeFile(settings, before);
    await assert.rejects(
      Promise.resolve(name('/tmp/another', vscode.ConfigurationTarget.Workspace)),
      /machine|user settings/iu,
    );
  });
});
