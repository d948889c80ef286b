import assert from 'node:assert/strict';
import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { JobContext } from '../../../../src/core/job.js';
import { releasesOrError } from '../../../../src/core/registry/rerankerInUse.js';
import { approveRollout } from '../../../../src/core/rollout/holdRollout.js';
import { rollBack } from '../../../../src/core/rollout/rollBack.js';
import { startRollout } from '../../../../src/core/rollout/startRollout.js';
import { buildSnapshot } from '../../../../src/core/snapshots/build.js';
import type { ValidateInput } from '../../../../src/core/validation/validateInput.js';
import { againstInUse } from '../../../../src/core/validation/versions/againstInUse.js';
import { RERANKER_FILE } from '../../../../src/core/workspace/paths.js';
import { lead } from '../../rollout/leadRollout.js';
import { sampleWorkspace } from '../../support/sampleWorkspace.js';
import { ADA, BOB, EVE } from '../../support/severalReviewers.js';
import { tickingContext } from '../../support/testContext.js';

const RERANKER = 'models/reranker.joblib.v1.0.0';

describe('the baseline that nobody named', () => {
  let context: JobContext;

  beforeEach(async () => {
    const root = await sampleWorkspace();
    await mkdir(join(root, '.codelumi'), { recursive: true });
    await writeFile(join(root, '.codelumi/config.json'), '{"policy":{"unsigned":"prod"}}');
    await copyFile(join(root, RERANKER_FILE), join(root, RERANKER));
    context = tickingContext(root);
  });

  async function started(): Promise<{ id: string; snapshot: string }> {
    const { manifest } = await buildSnapshot({}, context);
    const { deployment } = await startRollout({ by: ADA, reranker: RERANKER }, context);
    return { id: deployment.id, snapshot: manifest.name };
  }

  async function against(input: ValidateInput) {
    return againstInUse(input, await releasesOrError(context));
  }

  it('is left to the snapshots where nothing was ever rolled out', async () => {
    await buildSnapshot({}, context);
    assert.deepEqual(await against({}), { input: {}, note: undefined });
  });

  it('is what is in production, with its reranker, and not against itself', async () => {
    const { id, snapshot } = await started();
    await lead(context, ['VALIDATED', 'SHADOW', 'CANARY']);
    for (const stage of ['BETA', 'PROD'] as const) {
      await approveRollout({ by: BOB }, context);
      await approveRollout({ by: EVE }, context);
      await lead(context, [stage]);
    }
    assert.deepEqual(await against({ reranker: 'models/r.json' }), {
      input: { reranker: 'models/r.json', baseline: snapshot, baselineReranker: RERANKER },
      note: `The baseline is that of ${id}, which is in production.`,
    });
    assert.deepEqual((await against({ snapshot })).input, { snapshot });
    const named = { baseline: 'knowledge-base' };
    assert.deepEqual(await against(named), { input: named, note: undefined });
  });

  it('is never what was rolled back', async () => {
    await started();
    await lead(context, ['VALIDATED', 'SHADOW', 'CANARY']);
    await rollBack({ by: ADA, reason: 'complaints' }, context);
    assert.deepEqual(await against({}), {
      input: { baseline: 'knowledge-base' },
      note: 'The baseline is the knowledge base, as nothing is in production.',
    });
  });
});
