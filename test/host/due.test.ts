import * as assert from 'node:assert/strict';
import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { DueItem } from '../../src/core/cadence/dueItem.js';
import { actionFor } from '../../src/host/due/dueActions.js';
import { DueReleases } from '../../src/host/due/dueReleases.js';
import { duePicks, showDue } from '../../src/host/due/showDue.js';
import { createLog } from '../../src/host/log.js';
import { ExtractionSchedule } from '../../src/host/schedule/extractionSchedule.js';
import { COMMANDS } from '../../src/shared/ids.js';
import { memory } from './support/memory.js';
import { activated, anotherDesk, forgetReview, root, until, write } from './support/workspace.js';

const DUE: DueItem = {
  kind: 'training',
  isDue: true,
  why: 'Enough\u202e was accepted.',
  command: 'train',
  isAutomatic: false,
};

async function settings(value: object): Promise<void> {
  await mkdir(join(root(), '.codelumi'), { recursive: true });
  await write('.codelumi/config.json', JSON.stringify(value));
}

async function snapshots(): Promise<readonly string[]> {
  const names = await readdir(join(root(), 'training/snapshots')).catch(() => []);
  return names.filter((name) => name.endsWith('.jsonl'));
}

describe('what is due, in the editor', () => {
  before(activated);
  beforeEach(forgetReview);
  after(forgetReview);

  it('stands at the top of the Releases view, and is done by a click after a yes', async () => {
    await settings({ snapshots: { cadence: 7 } });
    const { jobs, desk } = await anotherDesk();
    const due = new DueReleases(jobs, createLog());
    try {
      assert.deepEqual(due.rows(), [], 'nothing is known before it is looked');
      await until(() => due.items.length > 0, 'it is looked at as soon as somebody sees it');
      const [group] = due.rows();
      assert.equal(group?.item.label, 'Due');
      assert.equal(group.isAside, false);
      const row = group.children.find(({ item }) => item.id === 'due:snapshot');
      assert.equal(row?.item.description, 'One is to be built every 7 days; none was yet.');
      assert.match(`${row.item.tooltip}`, /^Build a snapshot: due\. One is/u);
      assert.equal(row.item.command?.command, COMMANDS.showDue);
      const [kind] = row.item.command?.arguments ?? [];
      const world = { jobs, due };
      const asked: string[] = [];
      await showDue(kind, world, async (...words) => asked.push(...words) === 0);
      assert.deepEqual(asked, [
        'Build a snapshot?',
        'One is to be built every 7 days; none was yet.',
        'Build KB Snapshot',
      ]);
      assert.deepEqual(await snapshots(), [], 'a no does nothing');
      await showDue(kind, world, async () => true);
      assert.equal((await snapshots()).length, 1);
      assert.equal(due.items.find((item) => item.kind === 'snapshot')?.isDue, false);
      const left = due.rows().flatMap(({ children }) => children);
      assert.ok(left.every(({ item }) => item.id !== 'due:snapshot'));
    } finally {
      due.dispose();
      desk.dispose();
    }
  });

  it('says why it cannot be told, and does not forget what was', async () => {
    await settings({ snapshots: { cadence: 'often' } });
    const { jobs, desk } = await anotherDesk();
    const due = new DueReleases(jobs, createLog());
    try {
      await due.refresh();
      const [row] = due.rows();
      assert.match(`${row?.item.label}: ${row?.item.description}`, /cannot be told: .*cadence/u);
      await settings({});
      await due.refresh();
      assert.ok(due.rows().every(({ item }) => item.id === 'due'));
    } finally {
      due.dispose();
      desk.dispose();
    }
  });

  it('is picked from with reasons, what is due first', () => {
    const late: DueItem = { ...DUE, kind: 'review', isDue: false, why: 'Nobody waits.' };
    const unknown: DueItem = { ...DUE, kind: 'snapshot', isUnknown: true };
    const picks = duePicks([late, DUE, unknown]);
    assert.deepEqual(
      picks.map(({ label, description }) => [label, description]),
      [
        ['$(list-ordered) Train a reranker', 'due'],
        ['$(question) Build a snapshot', 'cannot be told'],
        ['Not due', undefined],
        ['$(checklist) Review candidates', 'not due'],
      ],
    );
    assert.equal(picks[0]?.detail, 'Enough⟨U+202E⟩ was accepted.');
    assert.equal(duePicks([late]).length, 1);
  });

  it('knows a command for everything, and shows where a person has to look', async () => {
    const known = await vscode.commands.getCommands(true);
    const lines = ['extract', 'review list', 'snapshot build', 'train', 'rollout advance'];
    for (const command of [...lines, 'rollout approve', undefined, 'rollout status']) {
      const action = actionFor(command === undefined ? {} : { command });
      assert.ok(known.includes(action.command), `${command}: ${action.command}`);
    }
    assert.equal(actionFor({}).title, 'Show');
    const line = 'validate --snapshot a --baseline b --reranker c --baseline-reranker d';
    assert.deepEqual(actionFor({ command: line }).arguments, [
      { snapshot: 'a', baseline: 'b', reranker: 'c', baselineReranker: 'd' },
    ]);
    const spaces = actionFor({ command: 'validate --snapshot a --reranker my models/x.json' });
    assert.deepEqual(spaces.arguments, [undefined], 'then it is asked for');
  });

  it('lets the workspace say when candidates are extracted, until somebody sets it here', async () => {
    await settings({ cadence: { extraction: 'daily' } });
    const { jobs, desk } = await anotherDesk();
    const own = vscode.workspace.getConfiguration('codelumi');
    const schedule = new ExtractionSchedule(jobs, desk, memory(), createLog());
    try {
      await own.update('extract.schedule', 'off', vscode.ConfigurationTarget.Workspace);
      assert.equal(await schedule.runIfDue(Date.now()), false);
      await own.update('extract.schedule', undefined, vscode.ConfigurationTarget.Workspace);
      assert.equal(await schedule.runIfDue(Date.now()), true);
    } finally {
      await own.update('extract.schedule', undefined, vscode.ConfigurationTarget.Workspace);
      schedule.dispose();
      desk.dispose();
    }
  });
});
