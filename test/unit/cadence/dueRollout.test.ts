import assert from 'node:assert/strict';
import { appendFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { dueRollout, toldOf } from '../../../src/core/cadence/dueRollout.js';
import type { JobContext } from '../../../src/core/job.js';
import { readReleases } from '../../../src/core/registry/readReleases.js';
import { releaseEventsFile } from '../../../src/core/registry/releaseJournals.js';
import type { Gate } from '../../../src/core/rollout/gates/gate.js';
import { pauseRollout } from '../../../src/core/rollout/holdRollout.js';
import type { PlannedStep } from '../../../src/core/rollout/plannedStep.js';
import { startRollout } from '../../../src/core/rollout/startRollout.js';
import { buildSnapshot } from '../../../src/core/snapshots/build.js';
import { knownWriter } from '../../../src/core/workspace/writer.js';
import { lead } from '../rollout/leadRollout.js';
import { ADA } from '../support/severalReviewers.js';
import { kbLine } from '../support/smallReview.js';
import { temporaryWorkspace } from '../support/temporaryWorkspace.js';
import { tickingContext } from '../support/testContext.js';

const PASSES: Gate = { id: 'time', kind: 'time', verdict: 'pass', words: '25 of 24 hours' };
const WAITS: Gate = { id: 'exposures', kind: 'minimum', verdict: 'no-data', words: '3 of 30' };
const ASKS: Gate = { id: 'approvals', kind: 'approval', verdict: 'no-data', words: '0 of 1' };
const UNSURE: Gate = { id: 'sample-ratio', kind: 'quality', verdict: 'fail', words: 'uneven' };

const STAYS: PlannedStep = { kind: 'stay', words: 'Stays in CANARY: of course' };

async function started(): Promise<{ root: string; context: JobContext; id: string }> {
  const root = await temporaryWorkspace({ 'training/kb.jsonl': kbLine(0) + kbLine(1) });
  const context = tickingContext(root);
  await buildSnapshot({}, context);
  const { rollout } = await startRollout({ by: ADA }, context);
  return { root, context, id: rollout.id };
}

describe('whether a rollout should be looked after', () => {
  it('is no where nothing is on its way', async () => {
    const context = tickingContext(await temporaryWorkspace());
    const { isDue, why } = await dueRollout(context);
    assert.deepEqual([isDue, why], [false, 'No rollout is on its way or watched.']);
  });

  it('names the validation that it waits for, of exactly what is on its way', async () => {
    const { context, id } = await started();
    const found = await dueRollout(context);
    assert.deepEqual([found.isDue, found.isAutomatic], [true, false]);
    assert.ok(found.why.startsWith(`${id}: Stays in DRAFT: not validated`), found.why);
    assert.match(
      found.command ?? '',
      /^validate --snapshot kb_snapshot_\S+ --baseline knowledge-base$/u,
    );
  });

  it('is for whatever the gates call for, and for people where only they are missing', async () => {
    const { context, id } = await started();
    await lead(context, ['VALIDATED', 'SHADOW', 'CANARY']);
    const releases = await readReleases(context);
    const told = (gates: readonly Gate[], step: PlannedStep = STAYS) =>
      toldOf(releases, { id, gates, step });
    const on = told([PASSES], { kind: 'enter', stage: 'BETA', words: 'Enters BETA: it may' });
    assert.deepEqual(on, {
      isDue: true,
      why: `${id}: Enters BETA: it may.`,
      command: 'rollout advance',
      isAutomatic: true,
    });
    assert.equal(told([UNSURE], { kind: 'take-back', why: 'x', words: 'x' }).isAutomatic, true);
    const asks = told([PASSES, ASKS]);
    assert.deepEqual(
      [asks.isDue, asks.command, asks.isAutomatic],
      [true, 'rollout approve', false],
    );
    assert.equal(told([WAITS, ASKS]).isDue, false, 'an approval is not all that is missing');
    assert.equal(told([WAITS]).isDue, false, 'time and questions bring that');
    const doubt = told([WAITS, UNSURE]);
    assert.deepEqual([doubt.isDue, doubt.command], [true, undefined]);
    assert.equal(toldOf(releases, undefined).isDue, false);
  });

  it('is for a person where it is paused', async () => {
    const { context } = await started();
    await lead(context, ['VALIDATED', 'SHADOW']);
    await pauseRollout({ by: ADA, why: 'lunch' }, context);
    const found = await dueRollout(context);
    assert.deepEqual([found.isDue, found.isAutomatic, found.command], [true, false, undefined]);
    assert.ok(found.since !== undefined && !Number.isNaN(Date.parse(found.since)));
  });

  it('says that it cannot be told where the registry is damaged, and still what it can', async () => {
    const { root, context } = await started();
    const journal = join(root, releaseEventsFile((await knownWriter(context)) ?? ''));
    await appendFile(journal, '{"forged":true}\n');
    const found = await dueRollout(context);
    assert.equal(found.isDue, true);
    assert.match(found.why, /The registry has 1 problem, such as .*jsonl:2: /u);
    assert.match(found.command ?? '', /^validate /u, 'what counts still counts');
    await writeFile(journal, '{"forged":true}\n');
    const nothing = await dueRollout(context);
    assert.deepEqual(
      [nothing.isDue, nothing.isUnknown, nothing.isAutomatic, nothing.command],
      [true, true, false, 'rollout status'],
    );
  });
});
