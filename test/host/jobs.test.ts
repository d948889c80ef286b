import * as assert from 'node:assert/strict';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { CodelumiError, JobCancelled } from '../../src/core/errors.js';
import { JobRunner } from '../../src/host/jobs/jobRunner.js';
import { createLog } from '../../src/host/log.js';
import { activated, anotherDesk, forgetReview, read, root, write } from './support/workspace.js';

describe('jobs in worker threads', () => {
  beforeEach(forgetReview);
  after(forgetReview);

  it('extract, and tell of their progress', async () => {
    const { jobs } = await anotherDesk();
    const messages: string[] = [];
    const { report, file } = await jobs.run('extract', {}, root(), {
      onProgress: ({ message }) => messages.push(message),
    });
    assert.ok(report.candidates.added > 50);
    assert.equal((await read(file)).trim().split('\n').length, report.candidates.added);
    assert.ok(messages.length > 0);
  });

  it('leave the extension host free while they work', async () => {
    const { jobs } = await anotherDesk();
    const started = Date.now();
    let longest = 0;
    let last = started;
    const beat = setInterval(() => {
      longest = Math.max(longest, Date.now() - last);
      last = Date.now();
    }, 5);
    await jobs.run('extract', {}, root());
    clearInterval(beat);
    const took = Date.now() - started;
    assert.ok(longest < took / 2, `the host stood still for ${longest} of ${took} ms`);
  });

  it('stop when they are cancelled, and leave nothing', async () => {
    const { jobs } = await anotherDesk();
    const source = new vscode.CancellationTokenSource();
    const running = jobs.run('extract', {}, root(), { token: source.token });
    source.cancel();
    await assert.rejects(running, JobCancelled);
    assert.ok(!(await readdir(root())).includes('candidates'));
  });

  it('bring typed errors back whole', async () => {
    const { jobs } = await anotherDesk();
    await vscode.workspace.fs.createDirectory(vscode.Uri.file(join(root(), '.codelumi')));
    await write('.codelumi/config.json', '{"screening":{"minimumAnswerCharacters":-1}}');
    await assert.rejects(jobs.run('screen', {}, root()), (error) => {
      assert.ok(error instanceof CodelumiError);
      assert.equal(error.reason, 'invalid-input');
      assert.equal(error.place?.file, '.codelumi/config.json');
      return true;
    });
  });

  it('say so when their worker is killed in the middle, and work the second time', async () => {
    const { jobs } = await anotherDesk();
    await write(
      'dying.cjs',
      `const { parentPort } = require('node:worker_threads');
       parentPort.postMessage({ kind: 'progress', progress: { message: 'half' } });
       setTimeout(() => process.exit(137), 20);`,
    );
    const seen: string[] = [];
    const mortal = new JobRunner(join(root(), 'dying.cjs'), createLog());
    const onProgress = ({ message }: { message: string }) => seen.push(message);
    await assert.rejects(mortal.run('extract', {}, root(), { onProgress }), (error) => {
      assert.ok(error instanceof CodelumiError);
      assert.equal(error.reason, 'worker-ended');
      assert.match(error.message, /"extract" ended before it was done\. Try again/u);
      return true;
    });
    assert.deepEqual(seen, ['half']);
    const { report } = await jobs.run('extract', {}, root());
    assert.ok(report.candidates.added > 50);
    await rm(join(root(), 'dying.cjs'));
  });

  it('end without taking the window with them when memory runs out', async () => {
    await write(
      'hungry.cjs',
      `const all = []; for (;;) all.push(new Array(1e6).fill(all.length));`,
    );
    // A worker has a heap of its own; the test makes it small, so that it ends soon.
    const hungry = new JobRunner(join(root(), 'hungry.cjs'), createLog(), {
      maxOldGenerationSizeMb: 32,
    });
    await assert.rejects(hungry.run('extract', {}, root()), (error) => {
      assert.ok(error instanceof CodelumiError);
      assert.equal(error.reason, 'worker-ended');
      assert.match(error.message, /ran out of memory/u);
      return true;
    });
    await rm(join(root(), 'hungry.cjs'));
  });

  it('say so when the worker cannot be started', async () => {
    await activated();
    const jobs = new JobRunner(join(root(), 'none.cjs'), createLog());
    await assert.rejects(jobs.run('screen', {}, root()), /none\.cjs/u);
  });
});
