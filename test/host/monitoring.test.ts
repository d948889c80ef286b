import * as assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { CodelumiError, JobCancelled } from '../../src/core/errors.js';
import type { MonitorReport } from '../../src/core/monitoring/monitorReport.js';
import type { RolloutOverview } from '../../src/core/rollout/rolloutOverview.js';
import { createLog } from '../../src/host/log.js';
import { acknowledgeAlert } from '../../src/host/monitoring/acknowledgeAlert.js';
import { AlertNotices } from '../../src/host/monitoring/alertNotices.js';
import { chooseAlert } from '../../src/host/monitoring/chooseAlert.js';
import { explainMetric } from '../../src/host/monitoring/explainMetric.js';
import { MetricDocument } from '../../src/host/monitoring/metricDocument.js';
import type { MonitorJobs } from '../../src/host/monitoring/monitorJobs.js';
import { MonitorReports } from '../../src/host/monitoring/monitorReports.js';
import { MonitorSchedule } from '../../src/host/monitoring/monitorSchedule.js';
import { pickRows } from '../../src/host/monitoring/pickRows.js';
import { snoozeAlert } from '../../src/host/monitoring/snoozeAlert.js';
import { watchingRows } from '../../src/host/monitoring/watchingRows.js';
import { COMMANDS } from '../../src/shared/ids.js';
import { alarming, LOOKED_AT, madeAlert, madeReport, madeResult } from './support/madeReport.js';
import { memory } from './support/memory.js';
import { withoutTrust } from './support/trust.js';
import { activated, forgetReview, root, until, write } from './support/workspace.js';

const ROWS = { file: 'userData/lumi_memory.jsonl', first: 3, last: 9 };

/** Jobs that give these reports, one after the other, the last for ever; and what was asked of them. */
function jobsOf(...reports: readonly (MonitorReport | Error)[]) {
  const asked: string[] = [];
  let next = 0;
  const jobs: MonitorJobs = {
    look: async () => {
      asked.push('look');
      const report = reports[Math.min(next++, reports.length - 1)];
      if (report === undefined || report instanceof Error) throw report;
      return report;
    },
    acknowledge: async () => asked.push('acknowledge'),
    snooze: async () => asked.push('snooze'),
    explain: async () => [{ result: madeResult(), alert: undefined, sources: [ROWS] }],
  };
  return { asked, jobs };
}

function reportsOf(jobs: MonitorJobs, state = memory()): MonitorReports {
  return new MonitorReports({ monitoring: jobs, state, log: createLog() });
}

const rollouts = { overview: undefined, onDidChange: new vscode.EventEmitter<void>().event };

describe('what is watched, in the editor', () => {
  before(activated);
  beforeEach(forgetReview);
  after(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await forgetReview();
  });

  it('keeps the last report over a restart, and over a look that fails', async () => {
    const state = memory();
    const damaged = new CodelumiError({
      reason: 'not-readable',
      what: 'It is damaged',
      remedy: 'Mend it.',
    });
    const over = madeAlert({ id: 'al-20260101-00000001', state: 'cleared' });
    const first = { ...alarming(), alerts: [...alarming().alerts, over] };
    const { jobs, asked } = jobsOf(first, damaged, new JobCancelled());
    const reports = reportsOf(jobs, state);
    assert.equal(reportsOf(jobs).report, undefined);
    const both = await Promise.all([reports.look(), reports.look()]);
    assert.deepEqual([both[0]?.state, both[1]?.state, asked], ['alert', 'alert', ['look']]);
    assert.deepEqual(reportsOf(jobs, state).report, alarming(), 'what is over is not kept');
    await assert.rejects(reports.look(), /It is damaged/u);
    assert.equal(reports.failure, 'It is damaged. Mend it.');
    assert.equal(reports.report?.state, 'alert');
    await assert.rejects(reports.look(), JobCancelled);
    assert.equal(reports.failure, 'It is damaged. Mend it.', 'cancelling is no failure');
    await state.update('codelumi.monitoring.report', {
      ...alarming(),
      state: 'of another version',
    });
    assert.equal(reportsOf(jobs, state).report, undefined);
    reports.dispose();
  });

  it('looks by itself only in a trusted workspace whose settings want it', async () => {
    const { jobs, asked } = jobsOf(madeReport());
    const reports = reportsOf(jobs);
    const schedule = new MonitorSchedule({ reports, rollouts, log: createLog() });
    assert.equal(await schedule.look(), undefined, 'nobody has begun here');
    await mkdir(join(root(), '.codelumi'), { recursive: true });
    await write('.codelumi/config.json', '{"monitoring":{"automatic":false}}');
    assert.equal(await schedule.look(), undefined);
    assert.deepEqual(asked, []);
    await write('.codelumi/config.json', '{"monitoring":{"automatic":true}}');
    assert.equal(await withoutTrust(() => schedule.look()), undefined);
    assert.deepEqual(asked, []);
    assert.equal((await schedule.look())?.state, 'ok');
    await write('.codelumi/config.json', '{ damaged');
    assert.equal((await schedule.look())?.state, 'ok', 'the job itself says what is wrong');
    assert.deepEqual(asked, ['look', 'look']);
    schedule.dispose();
    reports.dispose();
  });

  it('looks after a step of a rollout, and not when it is only read again', async () => {
    await mkdir(join(root(), '.codelumi'), { recursive: true });
    const { jobs, asked } = jobsOf(madeReport());
    const reports = reportsOf(jobs);
    const changed = new vscode.EventEmitter<void>();
    let prod: string | null = null;
    const overview = () =>
      ({ status: { prod, underWay: undefined } }) as unknown as RolloutOverview;
    const world = {
      onDidChange: changed.event,
      get overview() {
        return overview();
      },
    };
    const schedule = new MonitorSchedule({ reports, rollouts: world, log: createLog() });
    changed.fire();
    changed.fire();
    prod = 'dep-20260201-1a2b3c4d';
    changed.fire();
    changed.fire();
    await until(() => asked.length > 0 && !reports.isLooking, 'it is looked after the step');
    assert.deepEqual(asked, ['look']);
    schedule.dispose();
    reports.dispose();
  });

  it('tells of an alert once, again when it changes or after a while, and never without trust', async () => {
    const { jobs } = jobsOf(madeReport());
    const store = memory();
    const windows = [1, 2].map(
      () => new AlertNotices({ reports: reportsOf(jobs), store, log: createLog() }),
    );
    const [here, there] = windows;
    const told = async (
      window: AlertNotices | undefined,
      alerts: MonitorReport['alerts'],
      at: string,
    ) => (await window?.tell({ alerts }, new Date(at)))?.length;
    const open = [madeAlert()];
    assert.equal(await withoutTrust(() => told(here, open, '2026-02-10T10:00:00Z')), 0);
    assert.equal(await told(here, open, '2026-02-10T10:00:00Z'), 1);
    assert.equal(await told(there, open, '2026-02-10T10:00:01Z'), 0, 'another window told it');
    const worse = [madeAlert({ changedAt: '2026-02-10T11:00:00.000Z' })];
    assert.equal(await told(here, worse, '2026-02-10T11:00:01Z'), 1);
    assert.equal(await told(here, worse, '2026-02-11T10:59:00Z'), 0);
    assert.equal(await told(here, worse, '2026-02-11T11:01:00Z'), 1, 'a day later');
    const known = [madeAlert({ state: 'acknowledged' })];
    assert.equal(await told(here, known, '2026-03-11T11:01:00Z'), 0);
    for (const window of windows) window.dispose();
  });

  it('shows alerts, then metrics by how bad they are, with how many observations', () => {
    const [head, ...others] = watchingRows({ report: alarming(), failure: undefined }, LOOKED_AT);
    assert.deepEqual(others, []);
    assert.equal(head?.item.description, 'alert, 1 open');
    assert.equal(head?.isAside, false);
    const rows = head?.children.map(({ item }) => [
      item.label,
      item.description,
      item.contextValue,
    ]);
    assert.deepEqual(rows, [
      ['Top score', 'alert, open: Scores are lower by 0.2.', 'alert+open'],
      ['Top score', 'alert, n = 400', 'metric'],
      ['Searches without a hit', 'warming up 40 of 200', 'metric'],
      ['Rejected candidates', 'ok, n = 400', 'metric'],
    ]);
    for (const { item } of head?.children ?? [])
      assert.ok(
        `${item.tooltip}`.startsWith(`${item.label}: `),
        'a screen reader reads the tooltip',
      );
    const failed = watchingRows({ report: undefined, failure: 'Damaged\u202e.' }, LOOKED_AT);
    assert.equal(failed[0]?.children[0]?.item.description, 'Damaged⟨U+202E⟩.');
    assert.deepEqual(watchingRows({ report: undefined, failure: undefined }, LOOKED_AT), []);
    const calm = watchingRows({ report: madeReport(), failure: undefined }, LOOKED_AT);
    assert.equal(calm[0]?.isAside, true, 'a view that is empty but for it says how to begin');
  });

  it('offers in its pick what there is to do, the alert first, and nothing that writes without trust', () => {
    const subject = {
      waiting: 1,
      isUnread: false,
      report: alarming(),
      revertible: 'dep-20260201-1a2b3c4d',
      isTrusted: true,
    };
    const commandsOf = (changes: Partial<typeof subject>) =>
      pickRows({ ...subject, ...changes }, LOOKED_AT).map(({ command }) => command);
    const writing: string[] = [COMMANDS.acknowledgeAlert, COMMANDS.snoozeAlert, COMMANDS.rollBack];
    const all = commandsOf({});
    assert.equal(all[0], COMMANDS.explainMetric);
    assert.deepEqual(
      writing.filter((command) => !all.some((each) => each === command)),
      [],
    );
    const untrusted = commandsOf({ isTrusted: false });
    assert.deepEqual(
      untrusted.filter((command) => writing.includes(command)),
      [],
    );
    assert.ok(untrusted.includes(COMMANDS.openReview));
    assert.ok(commandsOf({ isUnread: true }).includes(COMMANDS.refresh));
    const [, , , queue] = pickRows(subject, LOOKED_AT);
    assert.equal(queue?.description, '1 waits');
  });

  it('explains a metric as a document whose rows open lines, and which follows the next look', async () => {
    const better = madeReport({
      metrics: [madeResult({ words: 'Scores are back.' })],
      alerts: [madeAlert({ state: 'cleared' })],
    });
    const { jobs } = jobsOf(alarming(), better);
    const reports = reportsOf(jobs);
    // The extension's own has this scheme already; the last one registered is asked.
    const metrics = new MetricDocument(jobs, reports);
    await reports.look();
    await explainMetric({ alert: madeAlert().id }, { reports, metrics });
    const document = vscode.window.activeTextEditor?.document;
    assert.equal(document?.uri.scheme, 'codelumi-metric');
    assert.match(
      document?.getText() ?? '',
      /^# Top score\n[\s\S]*State: alert[\s\S]*- userData\/lumi_memory\.jsonl:3-9\n$/u,
    );
    const [link] = document === undefined ? [] : metrics.provideDocumentLinks(document);
    assert.ok(
      link?.target?.path === COMMANDS.openLine && link.target.query.includes('lumi_memory'),
    );
    await reports.look();
    await until(() => document?.getText().includes('Scores are back.') ?? false, 'it follows');
    metrics.dispose();
    reports.dispose();
  });

  it('finds the alert that a command is about, and says when there is none', async () => {
    const [first, second] = [
      madeAlert(),
      madeAlert({ id: 'al-20260210-00000002', state: 'acknowledged' }),
    ];
    assert.equal((await chooseAlert(undefined, { alerts: [first, second] }, 'T'))?.id, first.id);
    assert.equal(
      (await chooseAlert({ alert: second.id }, { alerts: [first, second] }, 'T'))?.id,
      second.id,
    );
    await assert.rejects(chooseAlert(undefined, { alerts: [second] }, 'T'), /No alert is open/u);
    await assert.rejects(
      chooseAlert({ alert: first.id }, { alerts: [madeAlert({ state: 'cleared' })] }, 'T'),
      /This alert is over/u,
    );
  });

  it('answers no alert in a workspace that is not trusted', async () => {
    const { jobs, asked } = jobsOf(alarming());
    const reports = reportsOf(jobs);
    await reports.look();
    const world = { monitoring: jobs, reports };
    await withoutTrust(async () => {
      await assert.rejects(acknowledgeAlert(undefined, world), /not trusted/u);
      await assert.rejects(snoozeAlert(undefined, world), /not trusted/u);
    });
    assert.deepEqual(asked, ['look']);
    reports.dispose();
  });
});
