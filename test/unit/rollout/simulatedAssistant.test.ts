import assert from 'node:assert/strict';
import {
  type Simulation,
  simulateAssistant,
} from '../../../scripts/assistant/simulatedAssistant.js';
import { sha256 } from '../../../src/core/records/sha256.js';
import { flagsText } from '../../../src/core/registry/split/flagsDocument.js';
import type { DeploymentVariant } from '../../../src/core/registry/split/trafficSplit.js';
import { liveEvidence } from '../../../src/core/rollout/evidence/liveEvidence.js';
import { adviceOf, type Gate } from '../../../src/core/rollout/gates/gate.js';
import { gatesOf } from '../../../src/core/rollout/gates/gatesOf.js';
import { readConfig } from '../../../src/core/workspace/config.js';
import { FLAGS_FILE } from '../../../src/core/workspace/paths.js';
import { contentsOf, put, temporaryWorkspace } from '../support/temporaryWorkspace.js';
import { testContext } from '../support/testContext.js';

const HOUR = 3_600_000;
const NOW = Date.parse('2026-11-20T10:00:00.000Z');
const ENTERED = NOW - 30 * HOUR;
const QUERIES = ['undo a commit', 'list open ports', 'run one test', 'revert a merge'];
const KNOWLEDGE = QUERIES.map((query, i) =>
  JSON.stringify({ id: `kb-${i}`, q: `How do I ${query}?`, a: `This is how to ${query}.` }),
).join('\n');
const KB = 'training/snapshots/kb_snapshot_20261101_0900.jsonl';

const ARTEFACT = { path: KB, sha256: sha256(Buffer.from(`${KNOWLEDGE}\n`)) };
const [STABLE, CANDIDATE] = ['dep-1', 'dep-2'].map((deploymentId) => ({
  deploymentId,
  kb: ARTEFACT,
  reranker: null,
})) as [DeploymentVariant, DeploymentVariant];

/** A workspace in which a quarter of the users gets a candidate, or as many as are given. */
async function rollingOut(weightBp = 2_500): Promise<string> {
  const root = await temporaryWorkspace({
    [KB]: `${KNOWLEDGE}\n`,
    'userData/lumi_memory.jsonl': '',
  });
  const rollout = { id: 'ro-1', stage: 'canary', candidate: CANDIDATE, weightBp };
  await put(root, FLAGS_FILE, flagsText({ stable: STABLE, rollout }, 1));
  return root;
}

async function simulate(root: string, over: Partial<Simulation> = {}) {
  return simulateAssistant({
    workspace: root,
    seed: 3,
    people: 60,
    questions: 300,
    from: ENTERED,
    to: NOW,
    queries: QUERIES,
    complains: () => 0.05,
    ...over,
  });
}

async function gates(root: string, stage: 'CANARY' | 'PROD' = 'CANARY', since = ENTERED) {
  const context = testContext(root);
  const config = await readConfig(context.files);
  const question = { rollout: 'ro-1', candidate: 'dep-2', share: stage === 'PROD' ? 1 : 0.25 };
  const times = { since, stageSince: ENTERED, shareSince: ENTERED };
  const live = await liveEvidence(context, config, { ...question, ...times });
  const approvals = { given: 1, needed: 1 };
  const input = { stage, kind: 'scheduled', enteredAt: ENTERED, now: NOW } as const;
  return gatesOf({ ...input, approvals, policy: config, live });
}

describe('a rollout to users of a simulated assistant', () => {
  it('goes on where nothing happens, and counts what was answered', async () => {
    const root = await rollingOut();
    const served = await simulate(root);
    const found = await gates(root);
    assert.deepEqual(adviceOf(found), { action: 'advance', because: [] });
    const exposures = found.find(({ id }) => id === 'exposures');
    assert.equal(exposures?.measured, served.get('dep-2')?.answers);
    assert.deepEqual(served.get('dep-2')?.failures, 0);
  });

  it('is taken back where users complain of the candidate', async () => {
    const root = await rollingOut();
    await simulate(root, { complains: ({ variant }) => (variant === 'candidate' ? 0.6 : 0.05) });
    const { action, because } = adviceOf(await gates(root));
    assert.equal(action, 'roll-back');
    assert.deepEqual(
      because.map(({ id }) => id),
      ['bad-events'],
    );
  });

  it('is taken back where the candidate crashes, or its files were exchanged', async () => {
    const root = await rollingOut();
    await simulate(root, {
      fails: ({ variant }) => (variant === 'candidate' ? 'crash' : undefined),
    });
    const crashed = adviceOf(await gates(root)).because.map(({ id }) => id);
    assert.ok(crashed.includes('hard-failures'));
    const exchanged = await rollingOut();
    await put(exchanged, KB, '{"id":"kb-0","q":"Who?","a":"Me."}\n');
    const served = await simulate(exchanged);
    assert.equal(served.get('dep-2')?.failures, served.get('dep-2')?.answers);
    assert.equal(adviceOf(await gates(exchanged)).because[0]?.id, 'hard-failures');
  });

  it('is taken back from everybody where it turned bad', async () => {
    const since = ENTERED - 72 * HOUR;
    const found: Gate[][] = [];
    for (const complaints of [0.05, 0.6]) {
      const root = await rollingOut(5_000);
      await simulate(root, { from: since, to: ENTERED });
      await put(root, FLAGS_FILE, flagsText({ stable: CANDIDATE }, 2));
      await simulate(root, { seed: 4, complains: () => complaints });
      found.push(await gates(root, 'PROD', since));
    }
    const [good, bad] = found.map((each) => each.find(({ id }) => id === 'bad-events'));
    assert.equal(good?.verdict, 'pass', good?.words);
    assert.equal(bad?.verdict, 'fail', bad?.words);
  });

  it('is simulated alike for the same seed', async () => {
    const roots = [await rollingOut(), await rollingOut()];
    for (const root of roots) await simulate(root);
    const [one, other] = await Promise.all(roots.map(contentsOf));
    assert.deepEqual(one, other);
  });
});
