import assert from 'node:assert/strict';
import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import { simulateAssistant } from '../../../scripts/assistant/simulatedAssistant.js';
import type { JobContext } from '../../../src/core/job.js';
import { readKnowledgeIndex } from '../../../src/core/retrieval/readKnowledgeIndex.js';
import { type Advanced, advanceRollout } from '../../../src/core/rollout/advanceRollout.js';
import { approveRollout } from '../../../src/core/rollout/holdRollout.js';
import { rolloutStatus } from '../../../src/core/rollout/rolloutStatus.js';
import { startRollout } from '../../../src/core/rollout/startRollout.js';
import { buildSnapshot } from '../../../src/core/snapshots/build.js';
import { validate } from '../../../src/core/validation/validate.js';
import { RERANKER_FILE } from '../../../src/core/workspace/paths.js';
import type { Resolution } from '../../../src/runtime/api.js';
import { sampleWorkspace } from '../support/sampleWorkspace.js';
import { ADA } from '../support/severalReviewers.js';
import { testContext } from '../support/testContext.js';
import { lead } from './leadRollout.js';

const HOUR = 3_600_000;
const START = Date.parse('2026-11-20T10:00:00.000Z');
const SLOW_MS = 300_000;
const QUERIES = ['undo a commit', 'list open ports', 'run one test', 'revert a merge'];

const CONFIG = {
  policy: { unsigned: 'prod' },
  // The holdout of the sample alone, so that nothing depends on what was mined.
  rollout: { shadow: { minimumQueries: 40, minimumHours: 1 } },
  validation: { required: ['precision@10', 'ndcg@10', 'mrr@10', 'success@1'] },
};

/** A workspace whose time is moved by hand, with an assistant that answers people. */
class Workspace {
  readonly root: string;
  readonly context: JobContext;
  #now = START;

  private constructor(root: string) {
    this.root = root;
    this.context = { ...testContext(root), clock: { now: () => new Date(this.#now) } };
  }

  static async make(): Promise<Workspace> {
    const workspace = new Workspace(await sampleWorkspace());
    await workspace.context.files.replace('.codelumi/config.json', JSON.stringify(CONFIG));
    return workspace;
  }

  wait(hours: number): void {
    this.#now += hours * HOUR;
  }

  /** People ask for some hours, then the gates are looked at. */
  async lives(
    hours: number,
    questions: number,
    complains: (served: Resolution) => number = () => 0.05,
  ): Promise<Advanced> {
    const from = this.#now;
    this.wait(hours);
    const asked = { seed: questions, people: 200, questions, from, to: this.#now };
    await simulateAssistant({ workspace: this.root, ...asked, queries: QUERIES, complains });
    return this.advance();
  }

  advance(): Promise<Advanced> {
    return advanceRollout({ by: ADA }, this.context);
  }

  /** Puts a snapshot that is ranked by the assistant's own model in production, as if it always had been. */
  async hasInProduction(reranker: string): Promise<string> {
    const { manifest } = await buildSnapshot({}, this.context);
    await startRollout({ by: ADA, reranker }, this.context);
    await lead(this.context, ['VALIDATED', 'SHADOW', 'CANARY']);
    await approveRollout({ by: ADA }, this.context);
    await lead(this.context, ['BETA']);
    await approveRollout({ by: ADA }, this.context);
    await lead(this.context, ['PROD']);
    return manifest.name;
  }
}

describe('a rollout from start to end', () => {
  it('leads what ranks better to production, stage by stage', async () => {
    const workspace = await Workspace.make();
    const { context } = workspace;
    const baseline = await workspace.hasInProduction(RERANKER_FILE);
    workspace.wait(1);
    const { manifest } = await buildSnapshot({}, context);
    const { deployment } = await startRollout({ by: ADA }, context);
    const untested = await workspace.advance();
    assert.deepEqual(untested.entered, []);
    assert.match(untested.done, /not validated/u);
    const { report } = await validate(
      { snapshot: manifest.name, baseline, baselineReranker: RERANKER_FILE },
      context,
    );
    const failed = report.gates.filter(({ status }) => status === 'fail');
    assert.deepEqual(
      failed.map(({ gate, words }) => `${gate}: ${words}`),
      [],
    );
    // As many queries were logged before as are asked of a replay, so the shadow need not last.
    const canary = await workspace.advance();
    assert.deepEqual(canary.entered, ['VALIDATED', 'SHADOW', 'CANARY']);
    const waiting = await workspace.lives(25, 800);
    assert.deepEqual(waiting.entered, []);
    assert.match(waiting.done, /Stays in CANARY: .*approval/u);
    await approveRollout({ by: ADA, why: 'looks well' }, context);
    assert.deepEqual((await workspace.advance()).entered, ['BETA']);
    const more = await workspace.lives(40, 400);
    assert.match(more.done, /gets 50 % of the users/u);
    await approveRollout({ by: ADA }, context);
    const prod = await workspace.lives(40, 800);
    assert.deepEqual(prod.entered, ['PROD'], prod.done);
    assert.equal((await rolloutStatus(context)).prod, deployment.id);
    const baking = await workspace.lives(24, 100);
    assert.match(baking.done, /In production: .*of 7 days/u);
  }).timeout(SLOW_MS);

  it('stops what ranks worse in the shadow, before anybody gets it', async () => {
    const workspace = await Workspace.make();
    const { context } = workspace;
    await buildSnapshot({}, context);
    await startRollout({ by: ADA, reranker: RERANKER_FILE }, context);
    await lead(context, ['VALIDATED', 'SHADOW']);
    workspace.wait(1);
    // So few queries show that it may be worse, and not that it is: a person has to look.
    const { rollout, done } = await workspace.advance();
    assert.deepEqual([rollout.stage, rollout.pause?.reason], ['SHADOW', 'doubt'], done);
    assert.match(done, /may be worse or not: mean reciprocal rank −/u);
    workspace.wait(1_000);
    assert.deepEqual((await workspace.advance()).entered, []);
  }).timeout(SLOW_MS);

  it('takes back in the shadow what is worse beyond doubt', async () => {
    const workspace = await Workspace.make();
    const { context, root } = workspace;
    const knowledge = await readKnowledgeIndex(context, 'training');
    const asked = [...knowledge.entries()].slice(0, 150).map(({ id, questions: [query] }) => ({
      query,
      relevant: [{ id }],
    }));
    const holdout = asked.map((each) => `${JSON.stringify(each)}\n`).join('');
    await context.files.replace('training/eval/holdout.jsonl', holdout);
    const files = ['handbook.json', 'lumi_knowledge.json', 'dev_basics.json'].map((name) =>
      join(root, 'training', name),
    );
    for (const file of files) await rename(file, `${file}.away`);
    await buildSnapshot({}, context);
    for (const file of files) await rename(`${file}.away`, file);
    await startRollout({ by: ADA }, context);
    await lead(context, ['VALIDATED', 'SHADOW']);
    const { rollout, rolledBack, done } = await workspace.advance();
    assert.equal(rollout.stage, 'ROLLED_BACK', done);
    assert.equal(rolledBack?.outcome, 'rolled-back');
    assert.match(done, /worse: mean reciprocal rank/u);
    assert.ok(rollout.steps.every(({ stage }) => stage !== 'CANARY'));
  }).timeout(SLOW_MS);

  it('takes back by itself what only goes wrong with users', async () => {
    const workspace = await Workspace.make();
    const { context } = workspace;
    await buildSnapshot({}, context);
    await startRollout({ by: ADA }, context);
    await lead(context, ['VALIDATED', 'SHADOW', 'CANARY']);
    const angry = ({ variant }: Resolution) => (variant === 'candidate' ? 0.7 : 0.05);
    const { rollout, done } = await workspace.lives(12, 800, angry);
    assert.equal(rollout.stage, 'ROLLED_BACK', done);
    assert.equal(rollout.steps.at(-2)?.trigger, 'guardrail');
    assert.equal((await rolloutStatus(context)).prod, null);
    assert.equal((await rolloutStatus(context)).underWay, undefined);
  }).timeout(SLOW_MS);
});
