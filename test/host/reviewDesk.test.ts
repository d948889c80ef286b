import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { CodelumiError } from '../../src/core/errors.js';
import { watchReviewFiles } from '../../src/host/review/deskWatcher.js';
import type { ReviewDesk } from '../../src/host/review/reviewDesk.js';
import { anotherDesk, forgetReview, root, until } from './support/workspace.js';

const ALL = { factual: true, cited: true, no_pii: true, clear: true };

describe('the review desk', () => {
  let desk: ReviewDesk;
  let id: string;

  beforeEach(async () => {
    await forgetReview();
    const other = await anotherDesk();
    desk = other.desk;
    await other.jobs.run('extract', {}, root());
    await desk.refresh();
    id = desk.queue.candidates.find(({ status }) => status === 'pending')?.id ?? '';
  });

  afterEach(() => desk.dispose());
  after(forgetReview);

  it('reads the queue and says so', async () => {
    let told = 0;
    desk.onDidChange(() => {
      told += 1;
    });
    await Promise.all([desk.refresh(), desk.refresh(), desk.refresh()]);
    assert.equal(desk.state, 'read');
    assert.ok(desk.queue.counts.pending > 50);
    assert.equal(told, 1, 'three wishes at once are one change');
  });

  it('records who decided: the workspace’s Git identity', async () => {
    const { state } = await desk.read(id);
    const { fingerprint, lastHash: on } = state;
    const decided = await desk.decide({
      candidate: id,
      action: 'accept',
      fingerprint,
      on,
      checklist: ALL,
    });
    assert.equal(decided.state.status, 'accepted');
    assert.ok((decided.state.decidedBy?.decision.reviewer.name ?? '').length > 0);
    await desk.refresh();
    assert.equal(desk.summaryOf(id)?.status, 'accepted');
    assert.equal(desk.queue.counts.accepted, 1);
  });

  it('refuses what another window has changed meanwhile', async () => {
    const { desk: other } = await anotherDesk();
    const { state } = await desk.read(id);
    const request = { candidate: id, fingerprint: state.fingerprint, on: state.lastHash };
    await other.decide({ ...request, action: 'reject' });
    await assert.rejects(
      desk.decide({ ...request, action: 'accept', checklist: ALL }),
      (error) => error instanceof CodelumiError && error.reason === 'changed-meanwhile',
    );
    other.dispose();
  });

  it('takes a decision back', async () => {
    const { state } = await desk.read(id);
    const { fingerprint, lastHash: on } = state;
    const flagged = await desk.decide({ candidate: id, action: 'flag', fingerprint, on });
    const undone = await desk.undo(id, flagged.state.lastHash);
    assert.equal(undone.state.status, 'pending');
  });

  it('keeps the last good queue, and the reason, when reading fails', async () => {
    const before = desk.queue.candidates.length;
    const config = vscode.Uri.joinPath(vscode.Uri.file(root()), '.codelumi/config.json');
    await vscode.workspace.fs.writeFile(config, Buffer.from('{broken'));
    await desk.refresh();
    assert.equal(desk.state, 'failed');
    assert.match(String(desk.error), /not valid JSON/u);
    assert.equal(desk.queue.candidates.length, before);
    await vscode.workspace.fs.delete(config);
    await desk.refresh();
    assert.equal(desk.state, 'read');
  });

  it('hears of changes from outside', async () => {
    let changes = 0;
    const watching = watchReviewFiles(() => {
      changes += 1;
    });
    const { desk: other } = await anotherDesk();
    const { state } = await other.read(id);
    await other.decide({
      candidate: id,
      action: 'flag',
      fingerprint: state.fingerprint,
      on: state.lastHash,
    });
    await until(() => changes > 0, 'the watcher told of the new journal');
    watching.dispose();
    other.dispose();
  });
});
