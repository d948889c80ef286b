import assert from 'node:assert/strict';
import { appendFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { kbUseOf, looksLikeKbUse } from '../../../src/core/mining/kbUse.js';
import { exposureOf } from '../../../src/core/registry/split/exposure.js';
import { flagsText } from '../../../src/core/registry/split/flagsDocument.js';
import type { TrafficSplit } from '../../../src/core/registry/split/trafficSplit.js';
import { FLAGS_FILE } from '../../../src/core/workspace/paths.js';
import type { Deployments, Exposure, Resolution } from '../../../src/runtime/api.js';
import { openDeployments } from '../../../src/runtime/runtime.js';
import { rolledOut, STABLE } from '../support/splitSamples.js';
import { temporaryWorkspace, text } from '../support/temporaryWorkspace.js';

const LOG = 'userData/kb_usage.jsonl';
const SEARCH: Exposure = {
  ts: 1_795_086_635_615,
  query: 'is unknown safer than any?',
  source: 'kbContext',
  hits: [{ id: 'kb-17', title: 'unknown instead of any' }, { title: 'import type' }],
};

describe('the log of what was served', () => {
  it('is a line of searches as before, with what the rollout adds', async () => {
    const { workspace, deployments, resolution } = await resolved(rolledOut({ weightBp: 10_000 }));
    await deployments.logExposure(resolution, { ...SEARCH, scores: [0.9, 0.25] });
    const line = JSON.parse(await text(workspace, LOG));
    assert.deepEqual(line, {
      ...SEARCH,
      deployment: 'dep-0013',
      variant: 'candidate',
      rolloutId: 'ro-0013',
      reason: 'SPLIT',
      unit: resolution.unit,
      scores: [0.9, 0.25],
    });
    assert.equal(exposureOf(line)?.unit, resolution.unit);
    assert.ok(looksLikeKbUse(line));
    assert.deepEqual(kbUseOf(line), {
      time: SEARCH.ts,
      query: SEARCH.query,
      id: 'kb-17',
      found: true,
    });
  });

  it('says no more than there is', async () => {
    const { workspace, deployments } = await resolved({ stable: STABLE });
    const nobody = await deployments.resolve();
    assert.ok(nobody !== undefined);
    await deployments.logExposure(nobody, SEARCH);
    assert.deepEqual(JSON.parse(await text(workspace, LOG)), {
      ...SEARCH,
      deployment: 'dep-0012',
      variant: 'stable',
      reason: 'STATIC',
    });
  });

  it('begins a line of its own behind one that was torn', async () => {
    const { workspace, deployments, resolution } = await resolved({ stable: STABLE });
    await deployments.logExposure(resolution, SEARCH);
    await appendFile(join(workspace, LOG), '{"ts":17950');
    await deployments.logExposure(resolution, SEARCH);
    const lines = (await text(workspace, LOG)).split('\n');
    assert.equal(lines.length, 4);
    assert.equal(lines[1], '{"ts":17950');
    assert.deepEqual(lines[2], lines[0]);
  });

  it('loses no line of many that are written at once', async () => {
    const { workspace, deployments, resolution } = await resolved({ stable: STABLE });
    const other = openDeployments({ workspace });
    const queries = Array.from({ length: 200 }, (_, number) => `query ${number}`);
    await Promise.all(
      queries.map((query, number) =>
        (number % 2 === 0 ? deployments : other).logExposure(resolution, { ...SEARCH, query }),
      ),
    );
    const lines = (await text(workspace, LOG)).trimEnd().split('\n');
    assert.deepEqual(lines.map((line) => JSON.parse(line).query).sort(), [...queries].sort());
  });

  it('refuses scores that belong to no hits', async () => {
    const { deployments, resolution } = await resolved({ stable: STABLE });
    const logging = deployments.logExposure(resolution, { ...SEARCH, scores: [1] });
    await assert.rejects(logging, { reason: 'wrong-usage' });
  });

  it('goes where the assistant keeps its logs, and says where it cannot', async () => {
    const elsewhere = join(await temporaryWorkspace(), 'logs', 'searches.jsonl');
    const { workspace } = await resolved({ stable: STABLE });
    const deployments = openDeployments({ workspace, kbUsageFile: elsewhere });
    const resolution = await deployments.resolve();
    assert.ok(resolution);
    await deployments.logExposure(resolution, SEARCH);
    assert.equal(JSON.parse(await text(elsewhere, '')).query, SEARCH.query);
    await writeFile(join(workspace, 'file'), '');
    const blocked = openDeployments({ workspace, kbUsageFile: 'file/kb_usage.jsonl' });
    await assert.rejects(blocked.logExposure(resolution, SEARCH), { reason: 'not-writable' });
  });
});

interface Resolved {
  readonly workspace: string;
  readonly deployments: Deployments;
  readonly resolution: Resolution;
}

async function resolved(split: TrafficSplit): Promise<Resolved> {
  const workspace = await temporaryWorkspace({ [FLAGS_FILE]: flagsText(split, 1) });
  const deployments = openDeployments({ workspace });
  const resolution = await deployments.resolve({ user: 'anna' });
  assert.ok(resolution);
  return { workspace, deployments, resolution };
}
