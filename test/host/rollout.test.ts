import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { requireUnderWay, withRegistry } from '../../src/core/registry/act.js';
import type { Stage } from '../../src/core/registry/stage.js';
import { ErrorReporter } from '../../src/host/errorReporter.js';
import { Milestones } from '../../src/host/help/milestones.js';
import { createLog } from '../../src/host/log.js';
import type { ReleaseRow } from '../../src/host/releases/releasesTree.js';
import { rollBack } from '../../src/host/rollout/rollBack.js';
import { RolloutReleases } from '../../src/host/rollout/rolloutReleases.js';
import { RolloutSchedule } from '../../src/host/rollout/rolloutSchedule.js';
import { nodeContext } from '../../src/node/nodeContext.js';
import { COMMANDS } from '../../src/shared/ids.js';
import { memory } from './support/memory.js';
import { activated, anotherDesk, forgetReview, root, until } from './support/workspace.js';

const RAE = { name: 'Rae Reviewer', email: 'rae@example.org' };

/** Goes on as gates that pass, or somebody who rolls back and is gone, would have it. */
async function lead(...stages: readonly Stage[]): Promise<void> {
  const context = nodeContext(root(), new AbortController().signal);
  for (const to of stages)
    await withRegistry(context, { by: RAE, purpose: 'test' }, async (registry) => {
      const { id, stage } = requireUnderWay(registry.releases.state);
      const step = { type: 'transition', rollout: id, from: stage, to, trigger: 'gates' } as const;
      await registry.append({ ...step, weight_bp: 0, why: 'everything passes' });
    });
}

function labels(rows: readonly ReleaseRow[]): string[] {
  return rows.map(({ item }) => `${item.label}`);
}

function diffTitles(): string[] {
  const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
  return tabs
    .filter(({ input }) => input instanceof vscode.TabInputTextDiff)
    .map(({ label }) => label);
}

describe('rollouts in the Releases view', () => {
  before(activated);
  beforeEach(forgetReview);
  after(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await forgetReview();
  });

  it('shows a rollout with its gates, takes it back after one yes, and finishes a rollback of another', async () => {
    const { jobs } = await anotherDesk();
    const log = createLog();
    const rollouts = new RolloutReleases(jobs, log);
    const identity = { find: async () => RAE };
    const schedule = new RolloutSchedule({ jobs, rollouts, identity, log });
    await rollouts.refresh();
    assert.ok(
      rollouts.rows().every(({ isAside }) => isAside === true),
      'nothing that the welcome text does not say better',
    );
    assert.equal(await schedule.look(), undefined);

    await vscode.commands.executeCommand(COMMANDS.buildSnapshot);
    const { rollout, deployment } = await jobs.run('startRollout', { by: RAE }, root());
    await rollouts.refresh();
    const row = () => rollouts.rows().find(({ rollout: id }) => id === rollout.id);
    assert.equal(row()?.item.description, 'DRAFT');
    assert.equal(row()?.item.contextValue, 'rollout+underWay+deployed');
    await until(() => labels(row()?.children ?? []).includes('Next'), 'the gates are looked at');
    const gates = row()?.children.slice(3) ?? [];
    assert.ok(
      gates.length > 0 && gates.every(({ item }) => /^no data yet: /u.test(`${item.description}`)),
    );
    assert.equal(await schedule.look(), undefined, 'it waits for a validation');
    assert.match(rollouts.sentence ?? '', /^Rollout of dep-.*: DRAFT\.$/u);

    const asked: string[] = [];
    const milestones = new Milestones(memory());
    const world = { jobs, rollouts, milestones, errors: new ErrorReporter(log) };
    await rollBack(world, async (...words) => asked.push(...words) > 0);
    assert.deepEqual(asked.slice(0, 1), [`Roll back ${deployment.id}?`]);
    assert.match(asked[1] ?? '', /is withdrawn; it has answered nobody yet/u);
    assert.equal(rollouts.overview?.status.underWay, undefined);

    await jobs.run('startRollout', { by: RAE }, root());
    await lead('VALIDATED', 'SHADOW', 'ROLLING_BACK');
    const finished = await schedule.look();
    assert.equal(finished?.rolledBack?.outcome, 'rolled-back');
    const past = rollouts.rows().find(({ item }) => item.label === 'Past rollouts');
    assert.equal(past?.children.length, 2);
    assert.deepEqual(labels(past?.children[0]?.children ?? []), [
      'Started',
      'VALIDATED',
      'SHADOW',
      'ROLLING_BACK',
      'ROLLED_BACK',
    ]);
    await vscode.commands.executeCommand(COMMANDS.showTimeline, past?.children[0]);
    const shown = vscode.window.activeTextEditor?.document;
    assert.equal(shown?.uri.scheme, 'codelumi-rollout');
    assert.match(shown?.getText() ?? '', /\| ROLLED_BACK \|/u);
    schedule.dispose();
    rollouts.dispose();
  });

  it('compares a deployment with what the assistant has of its own, which it followed', async () => {
    const { jobs } = await anotherDesk();
    await vscode.commands.executeCommand(COMMANDS.buildSnapshot);
    const { deployment } = await jobs.run('startRollout', { by: RAE }, root());
    const row = { deployment: deployment.id };
    await vscode.commands.executeCommand(COMMANDS.compareDeployments, row);
    await until(() => diffTitles().length === 1, 'the comparison is open');
    const title = new RegExp(
      `^own training ↔ ${deployment.id} kb_snapshot.*: 0 changed, 0 added`,
      'u',
    );
    assert.match(diffTitles()[0] ?? '', title);
    await jobs.run('rollBack', { by: RAE, reason: 'compared' }, root());
  });
});
