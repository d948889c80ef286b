import * as assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { AuditAnchors } from '../../src/host/audit/auditAnchors.js';
import type { JobRunner } from '../../src/host/jobs/jobRunner.js';
import { createLog } from '../../src/host/log.js';
import type { ReviewDesk } from '../../src/host/review/reviewDesk.js';
import { COMMANDS } from '../../src/shared/ids.js';
import { memory } from './support/memory.js';
import { activated, anotherDesk, forgetReview, read, root, write } from './support/workspace.js';

async function checkpoints(): Promise<string> {
  const [writer = ''] = await readdir(join(root(), '.codelumi/audit'));
  return `.codelumi/audit/${writer}/checkpoints.jsonl`;
}

describe('the audit log in the editor', () => {
  let desk: ReviewDesk;
  let jobs: JobRunner;
  let anchors: AuditAnchors;

  before(async () => {
    await activated();
    await forgetReview();
    ({ desk, jobs } = await anotherDesk());
    await jobs.run('extract', {}, root());
    await desk.refresh();
    const world = { jobs, store: memory(), log: createLog(), show: async () => undefined };
    anchors = new AuditAnchors(world);
  });

  after(async () => {
    anchors.dispose();
    desk.dispose();
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await forgetReview();
  });

  it('tells of a run in the worker, in a document to read only', async () => {
    await vscode.commands.executeCommand(COMMANDS.showAudit);
    const document = vscode.window.activeTextEditor?.document;
    assert.equal(document?.uri.scheme, 'codelumi-audit');
    assert.equal(document.languageId, 'markdown');
    assert.match(document.getText(), /^# Audit Log\n\n```text\n\d{4}-.* extract candidates\//u);
    assert.match(document.getText(), /read \d+ files; changed candidates\//u);
  });

  it('is covered when a session ends, and remembered outside of the workspace', async () => {
    const page = { status: 'pending', day: undefined, offset: 0, limit: 1 } as const;
    const [first] = await desk.group(page);
    assert.ok(first);
    const { state } = await desk.read(first.id);
    const { fingerprint, lastHash: on } = state;
    await desk.decide({ candidate: first.id, action: 'flag', fingerprint, on });
    const file = await checkpoints();
    const before = await read(file);
    await desk.endSession();
    const now = await read(file);
    assert.ok(now.startsWith(before) && now.slice(before.length).includes('/decisions/'));
    assert.deepEqual(await anchors.check(), []);
    await write(file, before);
    const [setback] = await anchors.check();
    assert.deepEqual([setback?.kind, setback?.file], ['went-back', file]);
    assert.equal(
      (await anchors.check()).length,
      1,
      'it is missed until somebody takes it as it is',
    );
    await anchors.forget(setback?.writer ?? '', root());
    assert.deepEqual(await anchors.check(), []);
    await write(file, now);
  });
});
