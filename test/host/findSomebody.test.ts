import * as assert from 'node:assert/strict';
import type * as vscode from 'vscode';
import { ErasureDocument } from '../../src/host/erasure/erasureDocument.js';
import { erasureDetail } from '../../src/host/erasure/findSomebody.js';
import { COMMANDS } from '../../src/shared/ids.js';
import { activated, anotherDesk, forgetReview, read, root } from './support/workspace.js';

describe('finding somebody', () => {
  before(activated);
  after(forgetReview);

  it('runs in the worker, plans and erases, and says how much', async () => {
    await forgetReview();
    const { desk, jobs } = await anotherDesk();
    try {
      const { day } = await jobs.run('extract', {}, root());
      const [first = ''] = (await read(`candidates/${day}.jsonl`)).split('\n');
      const values = [String(JSON.parse(first).query)];
      const plan = await jobs.run('planErasure', { values }, root());
      assert.ok(plan.reject.length > 0 && plan.rewrite.length > 0);
      assert.match(erasureDetail(plan), new RegExp(`^${plan.reject.length} candidates are`, 'u'));
      const reviewer = { name: 'Ada', email: '' };
      const input = { values, plan: plan.id, reviewer };
      const { rejected } = await jobs.run('applyErasure', input, root());
      assert.equal(rejected.length, plan.reject.length);
      await desk.refresh();
      assert.equal(desk.overview.problems.length, 0, day);
    } finally {
      desk.dispose();
    }
  }).timeout(180_000);

  it('shows places that can be followed, and text of files as text', async () => {
    const document = new ErasureDocument();
    try {
      const lines = [
        'candidates/2026-01-24.jsonl:7: candidate candidate-20260124-0001',
        '  training/kb.json:2',
        'to reject: candidate-20260124-0001 (accepted)',
        '12 places in 3 of 9 files',
      ];
      const shown = { getText: () => `Title\n\n${lines.join('\n')}\n` } as vscode.TextDocument;
      const links = document.provideDocumentLinks(shown);
      assert.deepEqual(
        links.map(({ range, target }) => [range.start.line, range.start.character, target?.path]),
        [
          [2, 0, COMMANDS.openLine],
          [3, 2, COMMANDS.openLine],
        ],
      );
      assert.equal(
        decodeURIComponent(links[1]?.target?.query ?? ''),
        JSON.stringify(['training/kb.json', 2]),
      );
    } finally {
      document.dispose();
    }
  });

  it('refuses what would be found everywhere', async () => {
    const { jobs, desk } = await anotherDesk();
    try {
      await assert.rejects(jobs.run('findPerson', { values: ['ab'] }, root()), /fewer than/u);
    } finally {
      desk.dispose();
    }
  });
});
