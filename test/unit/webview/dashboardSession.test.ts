import assert from 'node:assert/strict';
import type {
  DashboardRequest,
  ShownDashboard,
  ShownPlot,
} from '../../../src/shared/dashboardProtocol.js';
import { DashboardSession } from '../../../webview/dashboard/dashboardSession.js';
import { isEmpty } from '../../../webview/dashboard/dashboardState.js';
import { FakeHost, FakeTime } from './fakeHost.js';

function plot(changes: Partial<ShownPlot> = {}): ShownPlot {
  return {
    id: 'p',
    title: 'Plot',
    says: 'It says.',
    shape: 'lines',
    x: { title: 'Day', labels: ['2026-02-01'] },
    y: { title: 'Share', unit: 'share' },
    series: [{ name: 'Now', role: 'plain', values: [0.5] }],
    marks: [],
    rows: [''],
    ...changes,
  };
}

function dashboard(changes: Partial<ShownDashboard> = {}): ShownDashboard {
  return {
    at: '2026-02-10T12:00:00Z',
    state: 'ok',
    words: 'Nothing stands out.',
    isTrusted: true,
    metrics: [],
    alerts: [],
    groups: [{ group: 'Answers', plots: [plot()] }],
    unreadable: 0,
    ...changes,
  };
}

describe('the dashboard', () => {
  let host: FakeHost<DashboardRequest, { type: 'looked' }>;
  let time: FakeTime;
  let remembered: (readonly string[])[];
  let session: DashboardSession;

  beforeEach(() => {
    host = new FakeHost();
    time = new FakeTime();
    remembered = [];
    session = new DashboardSession({
      post: host.post,
      after: time.after,
      tables: ['kept'],
      remember: (tables) => remembered.push(tables),
    });
    host.receive = (message) => session.link.receive(message);
    session.start();
  });

  it('says that it listens, then asks for the last look, however long that takes', async () => {
    assert.deepEqual(
      host.sent.map(({ kind }) => kind),
      ['ready', 'request'],
    );
    assert.equal(session.state.isLooking, true);
    time.pass(600_000);
    await host.answer('dashboard', dashboard());
    assert.equal(session.state.shown?.words, 'Nothing stands out.');
    assert.equal(session.state.isLooking, false);
    assert.equal(host.asked('dashboard')[0]?.request.again, false);
  });

  it('keeps what it shows while it looks again, and when that fails', async () => {
    await host.answer('dashboard', dashboard());
    session.lookAgain();
    session.lookAgain();
    assert.equal(host.asked('dashboard').length, 2);
    assert.equal(host.asked('dashboard')[1]?.request.again, true);
    await host.refuse('dashboard', 'invalid-input', 'The settings are wrong.');
    assert.equal(session.state.failure, 'The settings are wrong.');
    assert.notEqual(session.state.shown, undefined);
    session.lookAgain();
    await host.answer('dashboard', dashboard({ words: 'Newer.' }));
    assert.equal(session.state.failure, undefined);
    assert.equal(session.state.shown?.words, 'Newer.');
  });

  it('asks again when somebody looked, and of two answers keeps that to the later question', async () => {
    host.receive({ kind: 'event', event: { type: 'looked' } });
    const [first, second] = host.asked('dashboard');
    await host.reply(second?.id ?? 0, dashboard({ words: 'Newer.' }));
    await host.reply(first?.id ?? 0, dashboard({ words: 'Older.' }));
    assert.equal(session.state.shown?.words, 'Newer.');
  });

  it('refuses an answer that does not fit', async () => {
    await host.answer('dashboard', { ...dashboard(), groups: [{ group: 'Answers', plots: [{}] }] });
    assert.match(session.state.failure ?? '', /could not be understood/u);
    assert.equal(host.faults().length, 1);
  });

  it('names plots and places of theirs, never files', async () => {
    session.openRows('scores-over-time', 3);
    assert.deepEqual(host.asked('openRows')[0]?.request, {
      type: 'openRows',
      plot: 'scores-over-time',
      at: 3,
    });
    await host.refuse('openRows', 'not-found', 'The file is no longer there.');
    assert.deepEqual(session.state.notice, {
      number: 1,
      text: 'The file is no longer there.',
      isRefusal: true,
    });
  });

  it('says where a table was saved, and nothing where it was not', async () => {
    session.saveCsv('p');
    await host.answer('saveCsv', { saved: null });
    assert.equal(session.state.notice.text, '');
    session.saveCsv('p');
    await host.answer('saveCsv', { saved: 'p.csv' });
    assert.equal(session.state.notice.text, 'Saved p.csv.');
  });

  it('remembers which tables are open', () => {
    session.toggleTable('p');
    session.toggleTable('kept');
    assert.deepEqual(remembered, [['kept', 'p'], ['p']]);
    assert.ok(session.state.tables.has('p'));
  });

  it('hands alerts and metrics to the commands of the extension', async () => {
    session.acknowledge('al-20260208-1a2b3c4d');
    session.explain('top-score@own');
    session.run('showLog');
    assert.equal(host.asked('acknowledge')[0]?.request.alert, 'al-20260208-1a2b3c4d');
    assert.equal(host.asked('explain')[0]?.request.about, 'top-score@own');
    assert.equal(host.asked('run')[0]?.request.command, 'showLog');
    time.pass(15_000);
    await Promise.resolve();
  });

  it('is empty only where nothing is drawn and nothing was measured', () => {
    const nothing = plot({ x: { title: 'Day', labels: [] } });
    const groups = [{ group: 'Answers', plots: [nothing] }];
    assert.equal(isEmpty(dashboard({ groups })), true);
    assert.equal(isEmpty(dashboard()), false);
    const metric = {
      metric: 'errors',
      key: 'errors@own',
      title: 'Errors',
      meaning: 'They fail.',
      of: null,
      state: 'warming-up' as const,
      words: '1 of 20.',
      n: 1,
      m: 0,
      needed: { n: 20, m: 0 },
    };
    assert.equal(isEmpty(dashboard({ groups, metrics: [metric] })), false);
    assert.equal(isEmpty(dashboard({ groups, metrics: [{ ...metric, state: 'no-data' }] })), true);
  });
});
