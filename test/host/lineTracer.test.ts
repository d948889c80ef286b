import * as assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { COMMANDS } from '../../src/shared/ids.js';
import { activated, anotherDesk, forgetReview, read, root, uriOf } from './support/workspace.js';

const LOG = 'userData/lumi_memory.jsonl';
const ALL = { factual: true, cited: true, no_pii: true, clear: true };

/** Where the editor would go from a line, as `path:line`. */
async function follow(what: 'Definition' | 'Reference', path: string, line: number) {
  const found = await vscode.commands.executeCommand<vscode.Location[]>(
    `vscode.execute${what}Provider`,
    uriOf(path),
    new vscode.Position(line - 1, 2),
  );
  // VS Code orders what it is given by file.
  return found
    .map(({ uri, range }) => `${vscode.workspace.asRelativePath(uri)}:${range.start.line + 1}`)
    .sort();
}

describe('following a line in the editor', function () {
  this.timeout(180_000); // Each step is a job of its own.

  let candidates: string;
  let idLine: number;
  let journal: string;
  let entry: string;
  let proof: string;

  before(async () => {
    await activated();
    await forgetReview();
    const { desk, jobs } = await anotherDesk();
    await jobs.run('extract', {}, root());
    await desk.refresh();
    const page = { status: 'pending', day: undefined, offset: 0, limit: 50 } as const;
    const clean = (await desk.group(page)).find(({ rules }) => rules.length === 0);
    const id = clean?.id ?? '';
    idLine = clean?.line ?? 0;
    candidates = `candidates/${clean?.day}.jsonl`;
    const { state, candidate } = await desk.read(id);
    const { fingerprint, lastHash: on } = state;
    await desk.decide({ candidate: id, action: 'accept', fingerprint, on, checklist: ALL });
    await jobs.run('buildSnapshot', {}, root());
    const [first] = candidate.provenance;
    proof = `${first?.file}:${first?.line}`;
    const folder = `staging_kb/${clean?.day}/decisions`;
    const [writer = ''] = await readdir(join(root(), folder));
    journal = `${folder}/${writer}`;
    const built = (await readdir(join(root(), 'training/snapshots'))).find((name) =>
      name.endsWith('.jsonl'),
    );
    const snapshot = `training/snapshots/${built}`;
    const lines = (await read(snapshot)).split('\n');
    entry = `${snapshot}:${lines.findIndex((each) => each.includes(id)) + 1}`;
    desk.dispose();
  });

  after(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await forgetReview();
  });

  function parts(place: string): [string, number] {
    const at = place.lastIndexOf(':');
    return [place.slice(0, at), Number(place.slice(at + 1))];
  }

  it('leads back: snapshot, decision, candidate, log', async () => {
    const candidate = `${candidates}:${idLine}`;
    assert.deepEqual(await follow('Definition', ...parts(entry)), [candidate, `${journal}:1`]);
    assert.deepEqual(await follow('Definition', journal, 1), [candidate]);
    assert.ok((await follow('Definition', candidates, idLine)).includes(proof));
  });

  it('leads on: log, candidate, decision, snapshot', async () => {
    const candidate = `${candidates}:${idLine}`;
    assert.ok((await follow('Reference', ...parts(proof))).includes(candidate));
    const uses = await follow('Reference', candidates, idLine);
    assert.ok(uses.includes(`${journal}:1`) && uses.includes(entry), uses.join());
    assert.deepEqual(
      await follow('Definition', ...parts(proof)),
      [proof],
      'a beginning is its own',
    );
  });

  it('leads from an entry of the knowledge base to snapshots, and back', async () => {
    const [snapshot] = parts(entry);
    const lines = (await read(snapshot)).split('\n');
    const at = lines.findIndex((line) => line.includes('"origin":{"file"'));
    const { file, line } = JSON.parse(lines[at] ?? '').origin;
    assert.deepEqual(await follow('Definition', snapshot, at + 1), [`${file}:${line}`]);
    assert.ok((await follow('Reference', file, line)).includes(`${snapshot}:${at + 1}`));
  });

  it('leads nowhere from other files, and from those that are not saved', async () => {
    assert.deepEqual(await follow('Reference', 'training/eval/holdout.jsonl', 1), []);
    const document = await vscode.workspace.openTextDocument(uriOf(LOG));
    const edit = new vscode.WorkspaceEdit();
    edit.insert(document.uri, new vscode.Position(0, 0), ' ');
    await vscode.workspace.applyEdit(edit);
    assert.deepEqual(await follow('Reference', ...parts(proof)), []);
    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand('workbench.action.files.revert');
  });

  it('opens a log line of the candidate at the cursor by a command', async () => {
    const editor = await vscode.window.showTextDocument(uriOf(journal));
    editor.selection = new vscode.Selection(0, 0, 0, 0);
    void vscode.commands.executeCommand(COMMANDS.openProof);
    const deadline = Date.now() + 40_000;
    const isThere = () => vscode.window.activeTextEditor?.document.uri.path.includes('userData');
    while (!isThere() && Date.now() < deadline) {
      // Where several lines prove it, it asks which.
      await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    const { document, selection } = vscode.window.activeTextEditor ?? {};
    const shown = `${vscode.workspace.asRelativePath(document?.uri ?? '')}:${(selection?.active.line ?? 0) + 1}`;
    assert.equal(shown, proof);
  });
});
