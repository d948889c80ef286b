import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { JobContext } from '../../../src/core/job.js';
import { pauseRollout, resumeRollout } from '../../../src/core/rollout/holdRollout.js';
import { rollBack } from '../../../src/core/rollout/rollBack.js';
import { rolloutOutlook } from '../../../src/core/rollout/rolloutOutlook.js';
import { rolloutOverview } from '../../../src/core/rollout/rolloutOverview.js';
import {
  gateName,
  gateWords,
  rollbackWords,
  rolloutSentence,
  stageWords,
} from '../../../src/core/rollout/rolloutWords.js';
import { startRollout } from '../../../src/core/rollout/startRollout.js';
import { timelineMarkdown } from '../../../src/core/rollout/timelineMarkdown.js';
import { buildSnapshot } from '../../../src/core/snapshots/build.js';
import { sampleWorkspace } from '../support/sampleWorkspace.js';
import { ADA } from '../support/severalReviewers.js';
import { tickingContext } from '../support/testContext.js';
import { lead } from './leadRollout.js';

describe('an overview of rollouts', () => {
  let root: string;
  let context: JobContext;

  beforeEach(async () => {
    root = await sampleWorkspace();
    context = tickingContext(root);
  });

  it('is empty where nothing was rolled out, but for the rerankers there are', async () => {
    await mkdir(join(root, 'models'), { recursive: true });
    for (const name of ['reranker.v1.2.0.json', 'reranker.v1.2.0.manifest.json', 'notes.txt'])
      await writeFile(join(root, 'models', name), '{}');
    const { status, watched, rerankers } = await rolloutOverview({}, context);
    assert.deepEqual([status.prod, status.rollouts, watched], [null, [], undefined]);
    assert.deepEqual(
      rerankers.map(({ file, version }) => [file, version]),
      [
        ['models/reranker.joblib', 'unversioned'],
        ['models/reranker.v1.2.0.json', '1.2.0'],
      ],
    );
    assert.equal(await rolloutOutlook({}, context), undefined);
    assert.equal(rolloutSentence(status, undefined), undefined);
  });

  it('tells a rollout from its start to its end, and what it waits for', async () => {
    await buildSnapshot({}, context);
    const { rollout } = await startRollout({ by: ADA }, context);
    await lead(context, ['VALIDATED', 'SHADOW', 'CANARY']);
    await pauseRollout({ by: ADA, why: '[lunch](command:x) | `tick' }, context);
    const before = await rolloutOverview({}, context);
    assert.equal(before.watched, rollout.id);
    const outlook = await rolloutOutlook({}, context);
    assert.equal(outlook?.id, rollout.id);
    assert.equal(outlook?.step.kind, 'stay');
    const underWay = before.status.underWay;
    assert.ok(underWay !== undefined);
    assert.equal(stageWords(underWay, outlook), 'CANARY, 10 %, 0 of 30 exposures, paused');
    assert.match(
      rolloutSentence(before.status, outlook) ?? '',
      /^Rollout of dep-\d{8}-\w{8}: CANARY, 10 %, 0 of 30 exposures, paused\.$/u,
    );
    await resumeRollout({ by: ADA }, context);
    await rollBack({ by: ADA, reason: 'users complained' }, context);
    const after = await rolloutOverview({}, context);
    assert.equal(after.watched, undefined);
    assert.equal(await rolloutOutlook({}, context), undefined);
    assert.deepEqual(
      after.timelines[rollout.id]?.map(({ what }) => what),
      [
        'Started',
        'VALIDATED',
        'SHADOW',
        'CANARY, 10 %',
        'Paused',
        'Resumed',
        'ROLLING_BACK',
        'ROLLED_BACK',
      ],
    );
  });

  it('writes what people said as code, which is no link and ends no cell', async () => {
    await buildSnapshot({}, context);
    await startRollout({ by: { ...ADA, name: 'Ada | `x`' } }, context);
    await lead(context, ['VALIDATED', 'SHADOW']);
    await pauseRollout({ by: ADA, why: '[run](command:x) | `tick\n# no heading' }, context);
    const { status, timelines } = await rolloutOverview({}, context);
    const [rollout] = status.rollouts;
    assert.ok(rollout !== undefined);
    const text = timelineMarkdown(rollout, timelines[rollout.id] ?? []);
    assert.ok(text.includes('| `` Ada \\| `x` `` |'), text);
    assert.ok(text.includes('`` [run](command:x) \\| `tick # no heading ``'), text);
    assert.ok(!/^# no/mu.test(text));
  });
});

describe('words about rollouts', () => {
  it('name verdicts and gates', () => {
    assert.equal(gateName({ id: 'sample-ratio' }), 'Sample ratio');
    assert.equal(gateWords({ verdict: 'no-data', words: 'nobody' }), 'no data yet: nobody');
  });

  it('say what a rollback would lead to, and whether that works', () => {
    const done = {
      rollout: 'ro-1',
      from: 'dep-2',
      to: null,
      outcome: 'rolled-back' as const,
      tried: [
        { deployment: 'dep-1', problems: ['models/x is missing'] },
        { deployment: null, problems: [] },
      ],
      warnings: [],
    };
    assert.deepEqual(rollbackWords(done, true), [
      'Everybody is answered from what the assistant has of its own again, and nobody from dep-2 any more.',
      'dep-1: models/x is missing',
      'What the assistant has of its own is not tried out; it looks after that itself.',
    ]);
    const [told] = rollbackWords({ ...done, to: 'dep-1' }, false);
    assert.equal(told, 'Rolled back dep-2: everybody is answered from dep-1 again.');
    const [withdrawn] = rollbackWords({ ...done, outcome: 'withdrawn', tried: [] }, false);
    assert.equal(withdrawn, 'dep-2 was withdrawn; it has answered nobody yet.');
  });
});
