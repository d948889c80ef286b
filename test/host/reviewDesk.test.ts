import * as assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { CodelumiError } from '../../src/core/errors.js';
import { watchReviewFiles } from '../../src/host/review/deskWatcher.js';
import { ReviewDesk } from '../../src/host/review/reviewDesk.js';
import { COMMANDS } from '../../src/shared/ids.js';
import { anotherDesk, forgetReview, read, root, until, write } from './support/workspace.js';

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
    id = (await pending(1))[0] ?? '';
  });

  async function pending(limit: number): Promise<string[]> {
    const group = await desk.group({ status: 'pending', day: undefined, offset: 0, limit });
    return group.map((summary) => summary.id);
  }

  async function candidatesInFiles(): Promise<number> {
    const names = await readdir(join(root(), 'candidates'));
    const files = names.filter((name) => name.endsWith('.jsonl'));
    const texts = await Promise.all(files.map((name) => read(`candidates/${name}`)));
    return texts.join('').split('\n').length - 1;
  }

  afterEach(() => desk.dispose());
  after(forgetReview);

  it('reads the queue and says so', async () => {
    assert.equal(desk.state, 'read');
    // Candidates show while the rest is still read.
    await until(() => desk.overview.isComplete, 'everything is read');
    const { counts } = desk.overview;
    const total = counts.pending + counts.flagged + counts.accepted + counts.rejected;
    assert.equal(total, await candidatesInFiles(), JSON.stringify(desk.overview));
    assert.ok(counts.pending > 4, JSON.stringify(desk.overview));
    const { items, selectedAt } = await desk.page({ offset: 1, limit: 3, selected: id });
    assert.deepEqual([items.length, selectedAt], [3, 0]);
    assert.deepEqual(
      items.map((item) => item.id),
      (await pending(4)).slice(1),
    );
  });

  it('says nothing when it is asked to read again and nothing changed', async () => {
    let told = 0;
    desk.onDidChange(() => {
      told += 1;
    });
    await Promise.all([desk.refresh(), desk.refresh(), desk.refresh()]);
    assert.equal(told, 0);
    const { desk: other } = await anotherDesk();
    const { state } = await other.read(id);
    const { fingerprint, lastHash: on } = state;
    await other.decide({ candidate: id, action: 'reject', fingerprint, on });
    await Promise.all([desk.refresh(), desk.refresh(), desk.refresh()]);
    assert.equal(told, 1, 'three wishes at once are one change');
    other.dispose();
  });

  it('shows a decision before it answers, and names what waits next', async () => {
    const [, second] = await pending(2);
    const before = desk.overview.counts;
    const { state } = await desk.read(id);
    let told = 0;
    desk.onDidChange(() => {
      told += 1;
    });
    const { fingerprint, lastHash: on } = state;
    const { next } = await desk.decide({ candidate: id, action: 'reject', fingerprint, on });
    assert.equal(next?.id, second);
    assert.equal(desk.overview.counts.rejected, before.rejected + 1);
    assert.equal(told, 1);
    await desk.refresh();
    assert.equal(told, 1, 'and it is not news again when the watcher sees the files');
  });

  it('says so when its worker dies, and goes on with another', async () => {
    const script = join(root(), '.codelumi', 'dying.cjs');
    await write(
      '.codelumi/dying.cjs',
      `const { parentPort } = require('node:worker_threads');
       parentPort.on('message', ({ id, name }) => {
         if (name === 'read') process.exit(1);
         parentPort.postMessage({ kind: 'answer', id, result: [name] });
       });`,
    );
    const mortal = new ReviewDesk(script);
    await mortal.refresh();
    assert.equal(mortal.state, 'read');
    let told = 0;
    mortal.onDidChange(() => {
      told += 1;
    });
    await assert.rejects(
      mortal.read(id),
      (error) => error instanceof CodelumiError && error.reason === 'worker-ended',
    );
    assert.deepEqual([mortal.state, told], ['failed', 1]);
    const group = { status: 'pending', day: undefined, offset: 0, limit: 1 } as const;
    assert.deepEqual(await mortal.group(group), ['group']);
    assert.equal(mortal.state, 'read');
    mortal.dispose();
  });

  it('says so when its worker cannot be started', async () => {
    const lost = new ReviewDesk('/none/review.worker.cjs');
    await lost.refresh();
    assert.equal(lost.state, 'failed');
    assert.match(String(lost.error), /review\.worker\.cjs/u);
    await assert.rejects(lost.read(id));
    lost.dispose();
  });

  it('records who decided: the workspace’s Git identity', async () => {
    const { state } = await desk.read(id);
    const { fingerprint, lastHash: on } = state;
    const { decided } = await desk.decide({
      candidate: id,
      action: 'accept',
      fingerprint,
      on,
      checklist: ALL,
    });
    assert.equal(decided.state.status, 'accepted');
    assert.ok((decided.state.decidedBy?.decision.reviewer.name ?? '').length > 0);
    assert.equal(desk.overview.counts.accepted, 1);
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
    const { decided } = await desk.decide({ candidate: id, action: 'flag', fingerprint, on });
    const undone = await desk.undo(id, decided.state.lastHash);
    assert.equal(undone.state.status, 'pending');
  });

  it('decides on many as one step, takes it back and makes it anew', async () => {
    const ids = await pending(5);
    const items = await Promise.all(
      ids.map(async (candidate) => {
        const { fingerprint, lastHash: on } = (await desk.read(candidate)).state;
        return { candidate, fingerprint, on };
      }),
    );
    const before = desk.overview.counts;
    const request = { action: 'reject', reasonCode: 'outdated', items } as const;
    const { decided, refused, step } = await desk.decideMany(request);
    assert.deepEqual([decided.length, refused, step], [5, [], 'reject of 5 candidates']);
    assert.equal(desk.overview.counts.rejected, before.rejected + 5);
    await vscode.commands.executeCommand(COMMANDS.undo);
    await until(async () => {
      await desk.refresh();
      return desk.overview.counts.rejected === before.rejected;
    }, 'the command took the step back');
    assert.deepEqual(await desk.stepsNow(), { undo: undefined, redo: 'reject of 5 candidates' });
    assert.equal((await desk.redoStep()).candidates.length, 5);
    assert.equal((await desk.read(id)).state.decidedBy?.decision.reason_code, 'outdated');
    assert.equal((await desk.undoStep()).name, 'reject of 5 candidates');
  });

  it('lets a comment stand beside whatever is decided meanwhile, and keeps private things out', async () => {
    const { fingerprint, lastHash: on } = (await desk.read(id)).state;
    const seen = { candidate: id, fingerprint, on };
    const comment = { ...seen, action: 'comment' } as const;
    await desk.decide({ ...comment, reason: 'Look at the manual first' });
    const { decided } = await desk.decide({ ...seen, action: 'reject' });
    assert.equal(decided.state.status, 'rejected');
    await desk.decide({ ...comment, reason: 'Never mind' });
    const mail = ['ada.l', 'northwind-labs.dev'].join('@');
    await assert.rejects(desk.decide({ ...comment, reason: `Ask ${mail}` }), /email-address/u);
  });

  it('puts a candidate behind the others until it is asked back', async () => {
    const [, second = ''] = await pending(2);
    const { isSkipped, next } = await desk.skip(id);
    assert.deepEqual([isSkipped, next?.id], [true, second]);
    const { pending: waiting, flagged } = desk.overview.counts;
    const at = async () => (await desk.page({ offset: 0, limit: 1, selected: id })).selectedAt;
    assert.equal(await at(), waiting + flagged - 1);
    await desk.skip(id);
    assert.equal(await at(), 0);
  });

  it('keeps the last good queue, and the reason, when reading fails', async () => {
    const before = desk.overview;
    const config = vscode.Uri.joinPath(vscode.Uri.file(root()), '.codelumi/config.json');
    await vscode.workspace.fs.writeFile(config, Buffer.from('{broken'));
    await desk.refresh();
    assert.equal(desk.state, 'failed');
    assert.match(String(desk.error), /not valid JSON/u);
    assert.deepEqual(desk.overview, before);
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
