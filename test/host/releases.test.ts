import * as assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { createLog } from '../../src/host/log.js';
import { SnapshotReleases } from '../../src/host/releases/snapshotReleases.js';
import { SnapshotSchedule } from '../../src/host/releases/snapshotSchedule.js';
import { COMMANDS } from '../../src/shared/ids.js';
import { memory } from './support/memory.js';
import { activated, anotherDesk, forgetReview, root, until, write } from './support/workspace.js';

function diffTitles(): string[] {
  const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
  return tabs
    .filter(({ input }) => input instanceof vscode.TabInputTextDiff)
    .map(({ label }) => label);
}

describe('the Releases view', () => {
  before(activated);
  beforeEach(forgetReview);
  after(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await forgetReview();
  });

  it('lists snapshots newest first, opens one, and compares it with the one before', async () => {
    const { jobs } = await anotherDesk();
    const releases = new SnapshotReleases(jobs, createLog());
    assert.deepEqual(releases.rows(), [], 'an empty view has its welcome text');
    await vscode.commands.executeCommand(COMMANDS.buildSnapshot);
    await vscode.commands.executeCommand(COMMANDS.buildSnapshot);
    await releases.refresh();
    const [group] = releases.rows();
    const [second, first] = group?.children ?? [];
    assert.equal(group?.children.length, 2);
    assert.equal(second?.snapshot, `${first?.snapshot}_2`);
    assert.match(`${second?.item.description}`, /^not validated, \d+ entries$/u);
    assert.equal(second?.item.contextValue, 'snapshot+unpublished+follows');
    assert.equal(first?.item.contextValue, 'snapshot+unpublished');
    await vscode.commands.executeCommand(COMMANDS.openSnapshot, first);
    const opened = vscode.window.activeTextEditor?.document.uri.path ?? '';
    assert.ok(opened.endsWith(`${first?.snapshot}.jsonl`), opened);
    await vscode.commands.executeCommand(COMMANDS.compareSnapshots, second);
    await until(() => diffTitles().length === 1, 'the comparison is open');
    assert.match(diffTitles()[0] ?? '', /_2: 0 changed, 0 added, 0 removed/u);
    releases.dispose();
  });

  it('says when a snapshot is due, and when it no longer is', async () => {
    const { jobs } = await anotherDesk();
    const log = createLog();
    const releases = new SnapshotReleases(jobs, log);
    const schedule = new SnapshotSchedule({ jobs, releases, state: memory(), log });
    assert.equal(await schedule.look(Date.now()), undefined, 'nobody wants them regularly');
    await mkdir(join(root(), '.codelumi'), { recursive: true });
    await write('.codelumi/config.json', '{"snapshots":{"cadence":7}}');
    assert.equal((await schedule.look(Date.now()))?.due, true, 'there is none yet');
    await vscode.commands.executeCommand(COMMANDS.buildSnapshot);
    assert.equal((await schedule.look(Date.now()))?.due, false);
    schedule.dispose();
    releases.dispose();
  });
});
