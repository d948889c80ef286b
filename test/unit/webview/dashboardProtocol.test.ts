import assert from 'node:assert/strict';
import {
  dashboardResults,
  fromDashboardSchema,
  toDashboardSchema,
} from '../../../src/shared/dashboardProtocol.js';

const said = (request: unknown) =>
  fromDashboardSchema.safeParse({ kind: 'request', id: 1, request }).success;

describe('what the dashboard and the extension may say', () => {
  it('are these questions, as they stand', () => {
    for (const request of [
      { type: 'dashboard', again: true },
      { type: 'openRows', plot: 'p', at: 0 },
      { type: 'saveCsv', plot: 'p' },
      { type: 'acknowledge', alert: 'al-20260201-1a2b3c4d' },
      { type: 'explain', about: 'top-score@own' },
      { type: 'run', command: 'extract' },
    ])
      assert.equal(said(request), true, request.type);
  });

  it('are no other commands, files or further words', () => {
    for (const request of [
      { type: 'run', command: 'workbench.action.terminal.new' },
      { type: 'openRows', plot: 'p', at: 0, file: '/etc/passwd' },
      { type: 'openRows', plot: 'p', at: '0' },
      { type: 'saveCsv', plot: 'p', to: '/tmp/x' },
      { type: 'dashboard' },
      { type: 'decide' },
      undefined,
    ])
      assert.equal(said(request), false, JSON.stringify(request));
    assert.equal(fromDashboardSchema.safeParse({ kind: 'ready', more: 1 }).success, false);
  });

  it('are answers that fit, or none', () => {
    assert.equal(dashboardResults.saveCsv.safeParse({ saved: null }).success, true);
    assert.equal(dashboardResults.saveCsv.safeParse({}).success, false);
    assert.equal(dashboardResults.openRows.safeParse('done').success, false);
    const event = { kind: 'event', event: { type: 'looked' } };
    assert.equal(toDashboardSchema.safeParse(event).success, true);
    assert.equal(
      toDashboardSchema.safeParse({ kind: 'event', event: { type: 'run' } }).success,
      false,
    );
  });
});
