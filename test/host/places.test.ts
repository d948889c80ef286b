import * as assert from 'node:assert/strict';
import { rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { Drafts } from '../../src/host/panel/drafts.js';
import { PanelRequests } from '../../src/host/panel/panelRequests.js';
import { ActiveFilter } from '../../src/host/review/activeFilter.js';
import { GitIdentity } from '../../src/host/review/gitIdentity.js';
import { chooseFolder, folderWords } from '../../src/host/workspace/folderChoice.js';
import { prefixed } from '../../src/host/workspace/folderState.js';
import { wantedFolder, workspaceRoot } from '../../src/host/workspace/workspaceFolder.js';
import { memory } from './support/memory.js';
import { activated, anotherDesk, forgetReview, root } from './support/workspace.js';

const CHECKLIST = { factual: true, cited: true, no_pii: true, clear: true };

describe('where the workspace is', () => {
  it('may be another machine: the extension runs where the files are', async () => {
    const extension = await activated();
    assert.notEqual(vscode.env.remoteName, undefined); // This VS Code is a server, as behind SSH or in a container.
    assert.equal(extension.extensionKind, vscode.ExtensionKind.Workspace);
    assert.equal(workspaceRoot(), root());
  });

  it('is named only where there are several folders', async () => {
    assert.equal(folderWords(), '');
    assert.equal(wantedFolder()?.uri.fsPath, root());
    await assert.rejects(chooseFolder(), /no other folder in this window/u);
  });

  it('keeps drafts of each folder apart', async () => {
    const store = memory();
    const [one, other] = [new Drafts(prefixed(store, 'one ')), new Drafts(prefixed(store, 'two '))];
    await one.set('candidate-20261120-0001', { reason: 'mine' }, 'f');
    assert.equal(other.get('candidate-20261120-0001', 'f'), undefined);
    assert.deepEqual(one.get('candidate-20261120-0001', 'f'), { reason: 'mine' });
    assert.deepEqual(prefixed(store, 'two ').keys(), []);
    await one.forget('candidate-20261120-0001');
    assert.equal(one.get('candidate-20261120-0001', 'f'), undefined);
  });
});

/** Rights do not bind root, whom tests often run as; a file in the place of our folder stops everybody. */
describe('a workspace that cannot be written', () => {
  const own = () => join(root(), '.codelumi');

  before(async () => {
    // What other tests left open would be looked at again with every file that goes here.
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await forgetReview();
  });

  after(async () => {
    await rm(own(), { recursive: true, force: true });
    await forgetReview();
  });

  it('says so, decides nothing, and loses no draft', async () => {
    const { desk, jobs } = await anotherDesk();
    await jobs.run('extract', {}, root());
    await desk.refresh();
    await rename(own(), `${own()}-away`);
    await writeFile(own(), 'in the way');
    try {
      const store = memory();
      const drafts = new Drafts(store);
      const filter = new ActiveFilter(store);
      const requests = new PanelRequests({ desk, drafts, filter, identity: new GitIdentity() });
      const [{ id = '' } = {}] = await desk.group({
        status: 'pending',
        day: undefined,
        offset: 0,
        limit: 1,
      });
      const { state } = await desk.read(id);
      const { fingerprint, lastHash: on } = state;
      const draft = { reason: 'worth keeping', checklist: CHECKLIST };
      await requests.answer({ type: 'saveDraft', candidate: id, fingerprint, draft });
      const decision = { candidate: id, fingerprint, on, action: 'accept' } as const;
      await assert.rejects(
        requests.answer({ type: 'decide', ...decision, checklist: CHECKLIST }),
        /A file stands where a folder should be.*\.codelumi/u,
      );
      assert.deepEqual(drafts.get(id, fingerprint), draft);
      assert.equal((await desk.read(id)).state.status, 'pending');
      await assert.rejects(jobs.run('buildSnapshot', {}, root()), /\.codelumi/u);
    } finally {
      await rm(own());
      await rename(`${own()}-away`, own());
      desk.dispose();
    }
  });
});
