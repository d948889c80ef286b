import assert from 'node:assert/strict';
import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CodelumiError } from '../../../../src/core/errors.js';
import type { JobContext } from '../../../../src/core/job.js';
import {
  acknowledgeAlert,
  snoozeAlert,
} from '../../../../src/core/monitoring/alerts/answerAlert.js';
import { changeAlerts, readAlerts } from '../../../../src/core/monitoring/alerts/changeAlerts.js';
import { raiseAndClear } from '../../../../src/core/monitoring/alerts/raiseAndClear.js';
import type { MetricResult } from '../../../../src/core/monitoring/metricResult.js';
import { sha256 } from '../../../../src/core/records/sha256.js';
import { verify } from '../../../../src/core/verification/verify.js';
import { ALERTS_FOLDER, REFERENCES_FOLDER } from '../../../../src/core/workspace/paths.js';
import { ADA, BOB } from '../../support/severalReviewers.js';
import { put, temporaryWorkspace, text } from '../../support/temporaryWorkspace.js';
import { tickingContext } from '../../support/testContext.js';
import { DEPLOYMENT, result } from './someResults.js';

function look(context: JobContext, ...results: readonly MetricResult[]) {
  return changeAlerts(context, { by: ADA, purpose: 'test' }, (views) =>
    raiseAndClear(results, views, new Set([DEPLOYMENT]), context.clock.now()),
  );
}

async function journalIn(context: JobContext): Promise<string> {
  const [journal] = await context.files.list(ALERTS_FOLDER);
  return `${ALERTS_FOLDER}/${journal?.name}`;
}

describe('journals of alerts', () => {
  it('hold what a look raised with all its figures, and nothing of a look that says the same', async () => {
    const context = tickingContext(await temporaryWorkspace());
    const bad = result({ state: 'alert' });
    const { views } = await look(context, bad);
    assert.deepEqual(views[0]?.result, bad);
    const file = await journalIn(context);
    const before = await context.files.read(file);
    await look(context, bad);
    assert.deepEqual(await context.files.read(file), before);
    assert.deepEqual((await verify({}, context)).faults, []);
    assert.equal((await verify({}, context)).checked.alerts, 1);
  });

  it('get one alert of two windows that look at the same time', async () => {
    const root = await temporaryWorkspace();
    const bad = [result({ state: 'alert' }), result({ state: 'warn', metric: 'errors' })];
    await Promise.all([1, 2, 3].map(() => look(tickingContext(root), ...bad)));
    const { views, events } = await readAlerts(tickingContext(root));
    assert.deepEqual([views.length, events.length], [2, 2]);
  });

  it('take answers with a reason, until it becomes worse', async () => {
    const context = tickingContext(await temporaryWorkspace());
    const alert = (await look(context, result({ state: 'warn' }))).views[0]?.id ?? '';
    const known = await acknowledgeAlert({ by: BOB, alert, why: 'new year' }, context);
    assert.deepEqual(
      [known.alert.state, known.alert.by, known.alert.why],
      ['acknowledged', 'Bob', 'new year'],
    );
    const { views } = await look(context, result({ state: 'alert' }));
    assert.equal(views[0]?.state, 'open');
    const late = acknowledgeAlert({ by: BOB, alert, level: 'warn', why: 'again' }, context);
    await assert.rejects(late, (error: CodelumiError) => error.reason === 'changed-meanwhile');
    const until = '2026-11-21T00:00:00.000Z';
    const { alert: off } = await snoozeAlert({ by: BOB, alert, level: 'alert', until }, context);
    assert.deepEqual([off.state, off.snoozedUntil], ['snoozed', until]);
  });

  it('take no answer without a reason, with private things, to nothing, or for too long', async () => {
    const context = tickingContext(await temporaryWorkspace());
    const alert = (await look(context, result({ state: 'warn' }))).views[0]?.id ?? '';
    const file = await journalIn(context);
    const before = await context.files.read(file);
    const acknowledging = (id: string, why: string) =>
      acknowledgeAlert({ by: ADA, alert: id, why }, context);
    const snoozing = (until: string) => snoozeAlert({ by: ADA, alert, until }, context);
    const refusals: [() => Promise<unknown>, string][] = [
      [() => acknowledging(alert, '  '), 'wrong-usage'],
      [() => acknowledging(alert, 'ask eve.smith@acme.dev'), 'checks-missing'],
      [() => acknowledging('al-20260101-00000000', 'known'), 'not-found'],
      [() => snoozing('2026-11-20T09:00:00.000Z'), 'wrong-usage'],
      [() => snoozing('2036-11-20T09:00:00.000Z'), 'wrong-usage'],
      [() => snoozing('tomorrow'), 'wrong-usage'],
    ];
    for (const [refused, reason] of refusals)
      await assert.rejects(refused, (error: CodelumiError) => error.reason === reason);
    assert.deepEqual(await context.files.read(file), before);
    await look(context, result());
    const over = acknowledgeAlert({ by: ADA, alert, why: 'known' }, context);
    await assert.rejects(over, /is over/u);
  });

  it('that somebody changed do not count from there on, are named, and nothing is built on them', async () => {
    const root = await temporaryWorkspace();
    const context = tickingContext(root);
    const alert = (await look(context, result({ state: 'alert' }))).views[0]?.id ?? '';
    await acknowledgeAlert({ by: ADA, alert, why: 'known' }, context);
    const file = await journalIn(context);
    await put(root, file, (await text(root, file)).replace('"why":"known"', '"why":"fine"'));
    const { views, problems } = await readAlerts(context);
    assert.equal(views[0]?.state, 'open');
    assert.deepEqual(
      problems.map(({ place }) => place),
      [{ file, line: 2 }],
    );
    const { faults } = await verify({}, context);
    assert.ok(faults.some(({ check, place }) => check === 'monitoring' && place.line === 2));
    const building = look(context, result({ state: 'alert', metric: 'errors' }));
    await assert.rejects(building, (error) => error instanceof CodelumiError);
  });

  it('lose nothing to a torn last line', async () => {
    const root = await temporaryWorkspace();
    const context = tickingContext(root);
    await look(context, result({ state: 'alert' }));
    await appendFile(join(root, await journalIn(context)), '{"v":1,"seq":2,"ty');
    const both = [result({ state: 'alert' }), result({ state: 'warn', metric: 'errors' })];
    const { views, problems } = await look(context, ...both);
    assert.deepEqual([views.length, problems.length], [2, 0]);
    assert.match(await text(root, `${await journalIn(context)}.torn`), /"seq":2,"ty/u);
  });

  it('name the reference that was judged by, which must stay what it was', async () => {
    const root = await temporaryWorkspace();
    const context = tickingContext(root);
    const file = `${REFERENCES_FOLDER}/a.json`;
    const frozen = (content: object) =>
      `${JSON.stringify({ content, sha256: sha256(JSON.stringify(content)) })}\n`;
    await put(root, file, frozen({ n: 1 }));
    const span = { from: '2026-11-01T00:00:00Z', to: '2026-11-02T00:00:00Z' };
    const reference = { ...span, file, sha256: sha256(frozen({ n: 1 })) };
    await look(context, result({ state: 'alert', reference }));
    assert.deepEqual((await verify({}, context)).faults, []);
    await put(root, file, frozen({ n: 2 }));
    assert.match((await verify({}, context)).faults[0]?.message ?? '', /is not what it was/u);
    await put(root, file, frozen({ n: 1 }).replace('"n":1', '"n":2'));
    const edited = (await verify({}, context)).faults.map(({ message }) => message);
    assert.match(edited[0] ?? '', /not what was frozen/u);
    assert.equal(edited.length, 2);
    await context.files.remove(file);
    assert.match((await verify({}, context)).faults[0]?.message ?? '', /is gone/u);
  });
});
