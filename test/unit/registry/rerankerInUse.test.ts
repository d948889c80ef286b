import assert from 'node:assert/strict';
import { copyFile, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { JobContext } from '../../../src/core/job.js';
import { deploymentFile } from '../../../src/core/registry/deployment.js';
import {
  inUseWords,
  requireInUse,
  rerankerInUse,
} from '../../../src/core/registry/rerankerInUse.js';
import { openReranker } from '../../../src/core/reranking/openReranker.js';
import { KnowledgeIndex } from '../../../src/core/retrieval/knowledgeIndex.js';
import { approveRollout } from '../../../src/core/rollout/holdRollout.js';
import { startRollout } from '../../../src/core/rollout/startRollout.js';
import { buildSnapshot } from '../../../src/core/snapshots/build.js';
import { RERANKER_FILE } from '../../../src/core/workspace/paths.js';
import { lead } from '../rollout/leadRollout.js';
import { sampleWorkspace } from '../support/sampleWorkspace.js';
import { ADA, BOB, EVE } from '../support/severalReviewers.js';
import { tickingContext } from '../support/testContext.js';

const DEPLOYED = 'models/reranker.joblib.v1.0.0';

describe('the reranker in use', () => {
  let root: string;
  let context: JobContext;

  beforeEach(async () => {
    root = await sampleWorkspace();
    await mkdir(join(root, '.codelumi'), { recursive: true });
    await writeFile(join(root, '.codelumi/config.json'), '{"policy":{"unsigned":"prod"}}');
    context = tickingContext(root);
  });

  async function deployed(reranker: string | undefined): Promise<string> {
    await buildSnapshot({}, context);
    const { deployment } = await startRollout({ by: ADA, reranker }, context);
    await lead(context, ['VALIDATED', 'SHADOW', 'CANARY']);
    for (const stage of ['BETA', 'PROD'] as const) {
      await approveRollout({ by: BOB }, context);
      await approveRollout({ by: EVE }, context);
      await lead(context, [stage]);
    }
    return deployment.id;
  }

  it("is the assistant's own where nothing is in production, or none", async () => {
    const inUse = await rerankerInUse(context);
    assert.equal(
      inUseWords(inUse),
      'The reranker in use is models/reranker.joblib, as nothing is in production.',
    );
    await rm(join(root, RERANKER_FILE));
    assert.equal(
      inUseWords(await rerankerInUse(context)),
      'No reranker is in use, so the order is that of BM25F: nothing is in production, and there is no models/reranker.joblib.',
    );
  });

  it('is that of the deployment in production, by its hash', async () => {
    await copyFile(join(root, RERANKER_FILE), join(root, DEPLOYED));
    const id = await deployed(DEPLOYED);
    const inUse = await rerankerInUse(context);
    assert.equal(
      inUseWords(inUse),
      `The reranker in use is ${DEPLOYED}, that of ${id}, which is in production.`,
    );
    const reranker = await openReranker(context, DEPLOYED, new KnowledgeIndex([]));
    assert.equal(requireInUse(inUse, reranker), reranker);
    assert.throws(
      () => requireInUse(inUse, { ...reranker, sha256: '0'.repeat(64) }),
      /is not what was deployed/u,
    );
    // Nothing of a deployment is served whose file is another: the assistant goes back to its own.
    await writeFile(join(root, deploymentFile(id)), '{}');
    const damaged = await rerankerInUse(context);
    assert.deepEqual([damaged.file, damaged.sha256], [RERANKER_FILE, undefined]);
    assert.match(damaged.why, /^as the file of dep-.* is gone or not what was started$/u);
  });

  it('is none where the deployment in production has none', async () => {
    const id = await deployed(undefined);
    assert.equal(
      inUseWords(await rerankerInUse(context)),
      `No reranker is in use, so the order is that of BM25F: ${id}, which is in production, has none.`,
    );
  });
});
