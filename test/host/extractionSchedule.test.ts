import * as assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { createLog } from '../../src/host/log.js';
import { ExtractionSchedule } from '../../src/host/schedule/extractionSchedule.js';
import { memory } from './support/memory.js';
import { anotherDesk, forgetReview, root } from './support/workspace.js';

const DAY = 24 * 3_600_000;

async function schedule(value: string | undefined): Promise<void> {
  const settings = vscode.workspace.getConfiguration('codelumi');
  await settings.update('extract.schedule', value, vscode.ConfigurationTarget.Workspace);
}

describe('the schedule of extraction', () => {
  beforeEach(forgetReview);
  after(async () => {
    await schedule(undefined);
    await forgetReview();
  });

  it('runs when it is due, and not again before its time', async () => {
    const { desk, jobs } = await anotherDesk();
    const timetable = new ExtractionSchedule(jobs, desk, memory(), createLog());
    const now = Date.now();
    assert.equal(await timetable.runIfDue(now), false, 'it is off until somebody switches it on');
    await schedule('daily');
    assert.equal(await timetable.runIfDue(now), true);
    assert.ok(desk.overview.counts.pending > 50);
    assert.ok((await readdir(join(root(), 'candidates'))).length > 0);
    assert.equal(await timetable.runIfDue(now + DAY - 1), false);
    assert.equal(await timetable.runIfDue(now + DAY), true);
    timetable.dispose();
    desk.dispose();
  });
});
