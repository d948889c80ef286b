import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Dashboard } from '../../src/core/monitoring/dashboard.js';
import type { Plot } from '../../src/core/monitoring/plots/plot.js';
import { DashboardLooks } from '../../src/host/dashboard/dashboardLooks.js';
import { DashboardRequests } from '../../src/host/dashboard/dashboardRequests.js';
import { dashboardView } from '../../src/host/dashboard/dashboardView.js';
import type { JobRunner } from '../../src/host/jobs/jobRunner.js';
import { dashboardResults, fromDashboardSchema } from '../../src/shared/dashboardProtocol.js';
import { COMMANDS } from '../../src/shared/ids.js';
import { madeAlert, madeReport, madeResult } from './support/madeReport.js';
import { withoutTrust } from './support/trust.js';
import { activated, forgetReview, root, until } from './support/workspace.js';

const FILE = 'userData/lumi_memory.jsonl';
const HOSTILE = '<img src=x onerror=alert(1)>\u202e[run](command:x)\u001b[2J';

function plot(changes: Partial<Plot> = {}): Plot {
  return {
    id: 'hits',
    title: 'Hits',
    says: 'It says.',
    shape: 'rows',
    x: { title: 'Entry', labels: ['kb-1', 'kb-2'] },
    y: { title: 'Share', unit: 'share' },
    series: [{ name: 'Now', role: 'now', values: [0.5, Number.NaN] }],
    marks: [],
    sources: [
      [
        { file: FILE, first: 2, last: 4 },
        { file: FILE, first: 6, last: 6 },
      ],
      [],
    ],
    ...changes,
  };
}

function dashboard(changes: Partial<Dashboard> = {}): Dashboard {
  return {
    report: madeReport(),
    groups: [{ group: 'Answers', plots: [plot()] }],
    unreadable: 0,
    ...changes,
  };
}

/** Looks that come to these, one after the other; and with what they were asked for. */
function looksOf(...dashboards: readonly Dashboard[]) {
  const inputs: unknown[] = [];
  const left = [...dashboards];
  const run = async (_job: string, input: unknown) => {
    inputs.push(input);
    return left.length > 1 ? left.shift() : left[0];
  };
  const jobs = { run } as unknown as Pick<JobRunner, 'run'>;
  return { inputs, looks: new DashboardLooks(jobs) };
}

describe('the dashboard, in the editor', () => {
  before(activated);
  after(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await forgetReview();
  });

  it('tells the page everything as its protocol has it, and nothing that could act', () => {
    const hostile = dashboard({
      report: madeReport({
        words: HOSTILE,
        metrics: [madeResult({ words: HOSTILE, deployment: HOSTILE })],
        alerts: [
          madeAlert({ state: 'acknowledged', by: 'Ada', why: HOSTILE }),
          madeAlert({ state: 'cleared' }),
        ],
      }),
      groups: [
        {
          group: 'Answers',
          plots: [
            plot({
              title: HOSTILE,
              says: HOSTILE,
              x: { title: 'Entry', labels: [HOSTILE, 'x'.repeat(10_000)] },
              sources: [[{ file: HOSTILE, first: 1, last: 1 }], []],
            }),
          ],
        },
      ],
    });
    const shown = dashboardResults.dashboard.parse(dashboardView(hostile, true));
    const text = JSON.stringify(shown);
    assert.ok(!text.includes('\u202e') && !text.includes('\\u001b'), 'controls are written out');
    assert.ok(text.length < 10_000, `${text.length} characters`);
    assert.equal(shown.alerts.length, 1, 'what is over is left out');
    assert.match(shown.alerts[0]?.note ?? '', /^Acknowledged by Ada: /u);
    assert.deepEqual(shown.groups[0]?.plots[0]?.series[0]?.values, [0.5, null]);
  });

  it('says where rows are, in words alone', () => {
    const [shown] = dashboardView(dashboard(), true).groups[0]?.plots ?? [];
    assert.deepEqual(shown?.rows, [`${FILE}:2 to 4, and 1 more place`, '']);
    const request = { type: 'openRows', plot: 'hits', at: 0, file: '/etc/passwd' };
    assert.equal(fromDashboardSchema.safeParse({ kind: 'request', id: 1, request }).success, false);
  });

  it('looks once, and again when it is told to or somebody else has looked', async () => {
    const newer = dashboard({ report: madeReport({ at: '2026-02-10T12:30:00.000Z' }) });
    const { looks, inputs } = looksOf(dashboard(), newer);
    const requests = new DashboardRequests(looks);
    const ask = (again: boolean) => requests.answer({ type: 'dashboard', again });
    await Promise.all([ask(false), ask(false)]);
    await ask(false);
    assert.deepEqual(inputs, [{ keep: true }]);
    let old = 0;
    looks.onDidGetOld(() => {
      old += 1;
    });
    looks.heard(madeReport());
    assert.equal(old, 0, 'it hears of its own look');
    looks.heard(madeReport({ at: '2026-02-10T12:00:00.000Z' }));
    assert.equal(old, 1);
    assert.notEqual(looks.last, undefined, 'what is shown can still be used');
    await ask(false);
    assert.equal(inputs.length, 2);
    await ask(true);
    assert.equal(inputs.length, 3);
  });

  it('keeps and saves nothing in a workspace that is not trusted', async () => {
    const { looks, inputs } = looksOf(dashboard());
    const requests = new DashboardRequests(looks);
    await withoutTrust(async () => {
      const shown = await requests.answer({ type: 'dashboard', again: true });
      assert.equal(dashboardResults.dashboard.parse(shown).isTrusted, false);
      await assert.rejects(requests.answer({ type: 'saveCsv', plot: 'hits' }), {
        reason: 'not-trusted',
      });
    });
    assert.deepEqual(inputs, [{ keep: false }]);
  });

  it('opens rows of a plot of the last look, and refuses what it does not know', async () => {
    const one = plot({ sources: [[{ file: FILE, first: 2, last: 4 }], []] });
    const out = plot({ id: 'out', sources: [[{ file: '../outside.jsonl', first: 1, last: 1 }]] });
    const groups = [{ group: 'Answers' as const, plots: [one, out] }];
    const { looks } = looksOf(dashboard({ groups }));
    const requests = new DashboardRequests(looks);
    const open = (id: string, at: number) => requests.answer({ type: 'openRows', plot: id, at });
    await assert.rejects(open('hits', 0), { reason: 'changed-meanwhile' });
    await requests.answer({ type: 'dashboard', again: false });
    await open('hits', 0);
    const { selection, document } = vscode.window.activeTextEditor ?? {};
    assert.equal(document?.uri.fsPath, `${root()}/${FILE}`);
    assert.deepEqual([selection?.start.line, selection?.end.line], [1, 3]);
    await open('hits', 7);
    await assert.rejects(open('gone', 0), { reason: 'changed-meanwhile' });
    await assert.rejects(open('out', 0), { reason: 'outside-workspace' });
  });

  it('is one panel, however often it is opened', async () => {
    const tabs = () =>
      vscode.window.tabGroups.all
        .flatMap((group) => group.tabs)
        .filter(({ label }) => label === 'CodeLumi Dashboard');
    await vscode.commands.executeCommand(COMMANDS.openDashboard);
    await until(() => tabs().length === 1, 'the dashboard is open');
    await vscode.commands.executeCommand(COMMANDS.openDashboard);
    assert.equal(tabs().length, 1);
  });
});
