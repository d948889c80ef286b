import assert from 'node:assert/strict';
import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { auditMonths, auditWriters } from '../../../src/core/audit/journal/auditFiles.js';
import { lastDone } from '../../../src/core/audit/journal/lastDone.js';
import { recordRun } from '../../../src/core/audit/runs/recordRun.js';
import { dueExtraction } from '../../../src/core/cadence/dueExtraction.js';
import { auditFile } from '../../../src/core/workspace/paths.js';
import { ADA } from '../support/severalReviewers.js';
import { asWriter } from '../support/signedWorkspace.js';
import { temporaryWorkspace } from '../support/temporaryWorkspace.js';
import { testContext } from '../support/testContext.js';

const DAY_MS = 24 * 3_600_000;
const START = Date.parse('2026-11-20T10:00:00.000Z');

const daysOn = (root: string, days: number) =>
  testContext(root, new Date(START + days * DAY_MS).toISOString());

/** A run as the audit log tells of it. */
async function ran(root: string, days: number, action = 'extract', fails = false): Promise<void> {
  const context = { ...daysOn(root, days), actor: async () => ADA };
  const run = recordRun(context, { action }, async ({ files }) => {
    await files.replace('candidates/made.txt', `${days} ${action}`);
    if (fails) throw new Error('the disk is full');
  });
  await run.catch((error: Error) => assert.equal(error.message, 'the disk is full'));
}

describe('whether extraction is due', () => {
  it('is no while nobody wants it regularly, whatever was done', async () => {
    const root = await temporaryWorkspace();
    const { isDue, isAutomatic, why, since } = await dueExtraction(daysOn(root, 400), 'off');
    assert.deepEqual([isDue, isAutomatic, since], [false, false, undefined]);
    assert.match(why, /no period is set/u);
  });

  it('is yes at first, and then so long after the last one that ended well', async () => {
    const root = await temporaryWorkspace();
    const first = await dueExtraction(daysOn(root, 0), 'daily');
    assert.deepEqual(
      [first.isDue, first.why, first.command, first.isAutomatic],
      [true, 'Candidates are to be extracted every day; none were yet.', 'extract', true],
    );
    await ran(root, 0);
    await ran(root, 3, 'validate');
    await ran(root, 3, 'extract', true);
    const early = await dueExtraction(daysOn(root, 6), 'weekly');
    assert.equal(early.isDue, false);
    assert.equal(early.since?.slice(0, 10), '2026-11-27');
    assert.match(early.why, /every week; they were last at 2026-11-20T/u);
    assert.equal((await dueExtraction(daysOn(root, 7), 'weekly')).isDue, true);
    assert.equal(
      (await dueExtraction(daysOn(root, -1), 'weekly')).isDue,
      true,
      'the clock was set',
    );
  });

  it('counts whoever did it last, in whichever month', async () => {
    const root = await temporaryWorkspace();
    assert.equal(await lastDone(daysOn(root, 0), 'extract'), undefined);
    await asWriter(root, 'adas');
    await ran(root, 0);
    await ran(root, 40, 'validate');
    await asWriter(root, 'bobs');
    await ran(root, 12);
    await ran(root, 12.5, 'screen');
    assert.equal((await lastDone(daysOn(root, 50), 'extract'))?.slice(0, 10), '2026-12-02');
    assert.equal((await lastDone(daysOn(root, 50), 'validate'))?.slice(0, 10), '2026-12-30');
  });

  it('takes what a damaged log still says', async () => {
    const root = await temporaryWorkspace();
    await ran(root, 0);
    const context = daysOn(root, 0);
    const [writer = ''] = await auditWriters(context.files);
    const [month = ''] = await auditMonths(context.files, writer);
    await appendFile(
      join(root, auditFile(writer, month)),
      '{"at":"2999-01-01","action":"extract"}\n',
    );
    assert.equal((await lastDone(context, 'extract'))?.slice(0, 10), '2026-11-20');
  });

  it('is due exactly from the time on that it names', async () => {
    const root = await temporaryWorkspace();
    await ran(root, 0);
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('daily' as const, 'weekly' as const),
        fc.integer({ min: 1, max: 20 * 24 }),
        async (schedule, hours) => {
          const context = daysOn(root, hours / 24);
          const { isDue, since } = await dueExtraction(context, schedule);
          assert.equal(isDue, context.clock.now().getTime() >= Date.parse(since ?? ''));
        },
      ),
      { numRuns: 40 },
    );
  });
});
