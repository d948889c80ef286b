import * as assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { CodelumiError } from '../../src/core/errors.js';
import { RecordDocuments } from '../../src/host/compare/recordDocuments.js';
import { DueReleases } from '../../src/host/due/dueReleases.js';
import { ErrorReporter } from '../../src/host/errorReporter.js';
import { Milestones } from '../../src/host/help/milestones.js';
import { createLog } from '../../src/host/log.js';
import { releaseHandlers } from '../../src/host/releases/releaseCommands.js';
import { SnapshotReleases } from '../../src/host/releases/snapshotReleases.js';
import { SnapshotSchedule } from '../../src/host/releases/snapshotSchedule.js';
import { rolloutHandlers } from '../../src/host/rollout/rolloutCommands.js';
import { RolloutReleases } from '../../src/host/rollout/rolloutReleases.js';
import { RolloutSchedule } from '../../src/host/rollout/rolloutSchedule.js';
import { TimelineDocument } from '../../src/host/rollout/timelineDocument.js';
import { COMMANDS } from '../../src/shared/ids.js';
import { memory } from './support/memory.js';
import { activated, anotherDesk, forgetReview, root, write } from './support/workspace.js';

const RAE = { name: 'Rae Reviewer', email: 'rae@example.org' };

/** What of the commands of the view looks only; all others are refused. */
const LOOKING: ReadonlySet<string> = new Set([
  COMMANDS.openSnapshot,
  COMMANDS.openManifest,
  COMMANDS.compareSnapshots,
  COMMANDS.refreshReleases,
  COMMANDS.compareDeployments,
  COMMANDS.showTimeline,
]);

/** Every file of the workspace, with its bytes. */
async function everyFile(): Promise<ReadonlyMap<string, string>> {
  const files = new Map<string, string>();
  for (const entry of await readdir(root(), { recursive: true, withFileTypes: true }))
    if (entry.isFile()) {
      const path = join(entry.parentPath, entry.name);
      files.set(path, (await readFile(path)).toString('base64'));
    }
  return files;
}

function notTrusted(error: unknown): boolean {
  return error instanceof CodelumiError && error.reason === 'not-trusted';
}

describe('the Releases view in a workspace that is not trusted', () => {
  const trusted = Object.getOwnPropertyDescriptor(vscode.workspace, 'isTrusted');

  before(activated);
  beforeEach(forgetReview);
  afterEach(() => {
    if (trusted === undefined) Reflect.deleteProperty(vscode.workspace, 'isTrusted');
    else Object.defineProperty(vscode.workspace, 'isTrusted', trusted);
    assert.equal(vscode.workspace.isTrusted, true);
  });
  after(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await forgetReview();
  });

  it('shows what there is, and none of its commands or schedules writes or runs anything', async () => {
    const { jobs, desk } = await anotherDesk();
    await vscode.commands.executeCommand(COMMANDS.buildSnapshot);
    await jobs.run('startRollout', { by: RAE }, root());
    const automatic = { snapshots: { cadence: 1, automatic: true }, training: { automatic: true } };
    await write('.codelumi/config.json', JSON.stringify(automatic));

    Object.defineProperty(vscode.workspace, 'isTrusted', { configurable: true, value: false });
    assert.equal(vscode.workspace.isTrusted, false);
    const log = createLog();
    const releases = new SnapshotReleases(jobs, log);
    const rollouts = new RolloutReleases(jobs, log);
    const due = new DueReleases(jobs, log);
    const timeline = new TimelineDocument(rollouts);
    const records = new RecordDocuments();
    const world = {
      jobs,
      releases,
      rollouts,
      due,
      timeline,
      records,
      milestones: new Milestones(memory()),
      errors: new ErrorReporter(log),
    };
    const before = await everyFile();
    try {
      await releases.refresh();
      await rollouts.refresh();
      await rollouts.look();
      await due.refresh();
      const [snapshots] = releases.rows();
      const underWay = rollouts.rows().find(({ item }) => item.id === 'rollout:underWay');
      assert.equal(snapshots?.children.length, 1);
      assert.equal(underWay?.item.description, 'DRAFT');
      assert.ok((underWay?.children.length ?? 0) > 3, 'its gates are shown as well');
      assert.ok(due.items.length > 0 && due.failure === undefined, due.failure);
      assert.ok(
        due.items.every(({ isAutomatic }) => !isAutomatic),
        'nothing is done by itself',
      );

      const rows = [snapshots.children[0], underWay];
      const handlers: Record<string, (target: unknown, selected?: unknown) => unknown> = {
        ...releaseHandlers(world),
        ...rolloutHandlers(world),
      };
      for (const [id, run] of Object.entries(handlers)) {
        if (LOOKING.has(id) || id === COMMANDS.showDue) continue;
        for (const row of rows)
          await assert.rejects(async () => run(row), notTrusted, `${id} is not refused`);
      }
      const rollout = due.items.find(({ kind }) => kind === 'rollout');
      assert.equal(rollout?.isDue, true, 'it waits for a validation');
      await assert.rejects(async () => handlers[COMMANDS.showDue]?.('rollout'), notTrusted);
      await handlers[COMMANDS.openSnapshot]?.(rows[0]);
      await handlers[COMMANDS.showTimeline]?.(underWay);
      const shown = vscode.window.activeTextEditor?.document;
      assert.equal(shown?.uri.scheme, 'codelumi-rollout');

      const identity = { find: async () => RAE };
      const steps = new RolloutSchedule({ jobs, rollouts, identity, log });
      assert.equal(await steps.look(), undefined);
      steps.dispose();
      const keys = { keys: () => [], get: () => undefined, update: async () => undefined };
      const builds = new SnapshotSchedule({ jobs, releases, state: keys as vscode.Memento, log });
      assert.equal(await builds.look(Date.now()), undefined);
      builds.dispose();
      assert.deepEqual([...(await everyFile())], [...before], 'every byte is what it was');
    } finally {
      for (const each of [timeline, records, due, rollouts, releases, desk]) each.dispose();
    }
  });
});
