import * as assert from 'node:assert/strict';
import { mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { provenanceHolds } from '../../src/core/review/checkProvenance.js';
import { openLine } from '../../src/host/workspace/openLine.js';
import { filesOfWorkspace, userDataFolder } from '../../src/host/workspace/userDataFolder.js';
import { activated, anotherDesk, forgetReview, root } from './support/workspace.js';

const LOG = 'userData/lumi_memory.jsonl';

function configure(folder: string | undefined, target: vscode.ConfigurationTarget): Thenable<void> {
  return vscode.workspace.getConfiguration('codelumi').update('userDataFolder', folder, target);
}

describe('a userData folder that the user named', () => {
  let folder: string;

  before(async () => {
    await activated();
    await forgetReview();
    folder = await mkdtemp(join(tmpdir(), 'codelumi-userdata-'));
    await rename(join(root(), 'userData'), join(folder, 'lumi'));
    await configure(join(folder, 'lumi'), vscode.ConfigurationTarget.Global);
  });

  after(async () => {
    await configure(undefined, vscode.ConfigurationTarget.Global);
    await rename(join(folder, 'lumi'), join(root(), 'userData'));
    await rm(folder, { recursive: true });
    await forgetReview();
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('is mined, and its lines are proved and opened under their name in the workspace', async () => {
    const { desk, jobs } = await anotherDesk();
    await jobs.run('extract', {}, root());
    await desk.refresh();
    const [summary] = await desk.group({ status: 'pending', day: undefined, offset: 0, limit: 1 });
    const { candidate } = await desk.read(summary?.id ?? '');
    const proof = candidate.provenance.find(({ file }) => file === LOG);
    assert.ok(proof !== undefined);
    assert.equal(await provenanceHolds(filesOfWorkspace(root()), proof), true);

    await openLine(proof.file, proof.line);
    const { document, selection } = vscode.window.activeTextEditor ?? {};
    assert.equal(document?.uri.fsPath, join(folder, 'lumi', 'lumi_memory.jsonl'));
    assert.equal(selection?.start.line, proof.line - 1);
    await assert.rejects(openLine('userData/../../etc/passwd', 1), /leads out/u);
    desk.dispose();
  });

  it('cannot be named by the workspace', async () => {
    const settings = join(root(), '.vscode', 'settings.json');
    const before = await readFile(settings, 'utf8');
    const named = { ...JSON.parse(before), 'codelumi.userDataFolder': tmpdir() };
    await writeFile(settings, JSON.stringify(named));
    await new Promise((resolve) => setTimeout(resolve, 1_000)); // VS Code takes settings up in its own time.
    assert.equal(userDataFolder(), join(folder, 'lumi'));
    await writeFile(settings, before);
    await assert.rejects(
      Promise.resolve(configure(tmpdir(), vscode.ConfigurationTarget.Workspace)),
      /machine|user settings/iu,
    );
  });
});
