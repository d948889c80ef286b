import * as assert from 'node:assert/strict';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { LargeFiles } from '../../src/host/diagnostics/largeFiles.js';
import { treeItemOf } from '../../src/host/tree/treeNodes.js';
import { activated, anotherDesk, root } from './support/workspace.js';

// Built from parts, so that nobody takes the test itself for a leak.
const MAIL = ['lena.arnold', 'holzweg-laden.de'].join('@');
const FILE = 'training/large.jsonl';
/** Most of it stands where nobody reads it, so that the test is about the size alone. */
const ENTRY = { q: 'how', a: 'so', note: 'x'.repeat(100_000) };

describe('a file that is too large for the editor', () => {
  before(activated);

  afterEach(() => rm(join(root(), FILE), { force: true }));

  it('is screened by a worker, and the tree reports how much was found', async () => {
    const lines = [...Array.from({ length: 540 }, () => ENTRY), { q: MAIL, a: MAIL }];
    await writeFile(join(root(), FILE), lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
    const { desk, jobs } = await anotherDesk();
    const log = vscode.window.createOutputChannel('large files', { log: true });
    const large = new LargeFiles(jobs, desk, log);
    const screened = new Promise<void>((resolve) => {
      large.onDidChange(() => {
        if (large.files.some(({ rules }) => rules !== undefined)) resolve();
      });
    });
    try {
      await desk.refresh();
      await screened;
      const [file, ...others] = large.files;
      assert.ok(file !== undefined && others.length === 0);
      assert.deepEqual(file.rules, { 'email-address': 2 });
      const item = treeItemOf({ kind: 'largeFile', file });
      assert.equal(item.description, 'too large to underline: 2 findings');
    } finally {
      large.dispose();
      desk.dispose();
      log.dispose();
    }
  }).timeout(120_000);
});
