import assert from 'node:assert/strict';
import { PanelSession } from '../../../webview/review/panelSession.js';
import { type FocusTarget, openDetail } from '../../../webview/review/panelState.js';
import { FakeHost, FakeTime, settled } from './fakeHost.js';
import { detail, summary } from './sample.js';

function page(ids: readonly string[], more: object = {}) {
  return {
    offset: 0,
    total: ids.length,
    counts: { pending: 5, flagged: 0, accepted: 0, rejected: 0 },
    filter: '',
    sort: 'queue',
    progress: { decided: 2, mine: 1 },
    items: ids.map((id) => summary(id)),
    selectedAt: null,
    problems: [],
    problemCount: 0,
    ...more,
  };
}

describe('the filter of the panel', () => {
  let host: FakeHost;
  let time: FakeTime;
  let session: PanelSession;
  let focused: FocusTarget[];

  beforeEach(async () => {
    host = new FakeHost();
    time = new FakeTime();
    focused = [];
    session = new PanelSession({
      post: host.post,
      after: time.after,
      selected: undefined,
      remember: () => {},
    });
    session.focusWith((target) => focused.push(target));
    host.receive = (message) => session.link.receive(message);
    session.start();
    await host.answer('queue', page(['c1', 'c2', 'c3', 'c4', 'c5'], { selectedAt: 0 }));
    await host.answer('detail', detail('c1'));
  });

  const state = () => session.store.state;
  const asked = () => host.asked('filter').map(({ request }) => request.change);

  it('is asked for once the typing pauses, and the list is read anew', async () => {
    for (const typed of ['d', 'do', 'docker']) session.filtering.type(typed);
    assert.deepEqual([asked(), state().filter.typed], [[], 'docker']);
    time.pass(150);
    assert.deepEqual(asked(), [{ kind: 'text', text: 'docker' }]);
    await host.answer('filter', { filter: 'docker', problem: null });
    await host.answer('queue', page(['c2', 'c4'], { filter: 'docker' }));
    assert.deepEqual([state().queue.total, state().queue.filter], [2, 'docker']);
    assert.equal(openDetail(state())?.id, 'c1', 'nobody is called away while typing');
    assert.equal(state().filter.typed, 'docker', 'what is typed is not rewritten meanwhile');
  });

  it('leads with Enter to the first that fits', async () => {
    session.filtering.type('Docker ');
    session.perform('applyFilter');
    await host.answer('filter', { filter: 'Docker', problem: null });
    await host.answer('queue', page(['c2', 'c4'], { filter: 'Docker' }));
    assert.equal(host.asked('detail').at(-1)?.request.candidate, 'c2');
    assert.equal(focused.at(-1), 'list');
    assert.equal(state().filter.typed, undefined);
    time.pass(1_000);
    assert.equal(asked().length, 1);
  });

  it('stays as it was where what is typed cannot be understood, and says why', async () => {
    session.perform('filter');
    assert.equal(focused.at(-1), 'filter');
    session.filtering.type('status:x');
    session.perform('applyFilter');
    await host.answer('filter', { filter: '', problem: 'Column 8: no.' });
    assert.deepEqual(state().filter, { typed: 'status:x', problem: 'Column 8: no.' });
    assert.equal(host.asked('queue').length, 1);
    assert.equal(focused.at(-1), 'filter', 'the field keeps the keyboard');
    session.perform('leaveFilter');
    await host.answer('filter', { filter: '', problem: 'Column 8: no.' });
    assert.deepEqual([focused.at(-1), state().filter.typed], ['list', 'status:x']);
    session.perform('clearFilter');
    await host.answer('filter', { filter: '', problem: null });
    await host.answer('queue', page(['c1']));
    assert.deepEqual(state().filter, { typed: undefined, problem: undefined });
  });

  it('keeps what is typed while an answer to something before is on its way', async () => {
    session.filtering.type('dock');
    session.perform('applyFilter');
    await host.answer('filter', { filter: 'dock', problem: null });
    session.filtering.type('docker');
    await host.answer('queue', page(['c1', 'c2'], { filter: 'dock' }));
    assert.equal(state().filter.typed, 'docker');
    time.pass(150);
    await host.answer('filter', { filter: 'docker', problem: null });
    await host.answer('queue', page(['c2'], { filter: 'docker' }));
    assert.deepEqual([state().queue.filter, state().filter.typed], ['docker', 'docker']);
  });

  it('is that of the last question, whichever is answered last', async () => {
    session.filtering.type('a');
    time.pass(150);
    session.filtering.type('ab');
    time.pass(150);
    const [first, second] = host.asked('filter').map(({ id }) => id);
    await host.reply(second ?? 0, { filter: 'ab', problem: null });
    await host.reply(first ?? 0, { filter: 'ab', problem: 'late' });
    assert.equal(state().filter.problem, undefined);
  });

  it('goes on inside the filter, and from where a candidate left the list', async () => {
    session.open('c2');
    await host.answer('detail', detail('c2'));
    host.receive({ kind: 'event', event: { type: 'queueChanged' } });
    await settled();
    await host.answer('queue', page(['c1', 'c3', 'c4', 'c5']));
    assert.equal(state().queue.leftAt, 1);
    session.perform('next');
    assert.equal(host.asked('detail').at(-1)?.request.candidate, 'c3');
  });

  it('takes what somebody chose outside the panel, and shows the first that fits', async () => {
    session.filtering.type('half typed');
    host.receive({ kind: 'event', event: { type: 'filterChanged' } });
    await settled();
    await host.answer('queue', page(['c5'], { filter: 'rule:R4' }));
    await settled();
    assert.equal(host.asked('detail').at(-1)?.request.candidate, 'c5');
    assert.equal(state().filter.typed, undefined);
    time.pass(1_000);
    assert.deepEqual(asked(), []);
  });

  it('changes the order and opens views by one key', async () => {
    session.perform('sort');
    assert.deepEqual(asked(), [{ kind: 'nextSort' }]);
    await host.answer('filter', { filter: 'sort:impact', problem: null });
    const sorted = { filter: 'sort:impact', sort: 'impact', selectedAt: 4 };
    await host.answer('queue', page(['c5', 'c4', 'c3', 'c2', 'c1'], sorted));
    assert.match(state().notice.text, /^By impact/u);
    assert.equal(openDetail(state())?.id, 'c1');
    session.perform('views');
    assert.equal(host.asked('run').at(-1)?.request.command, 'openView');
  });

  it('leads from one’s own share of the progress to what it counts', async () => {
    assert.deepEqual(state().queue.progress, { decided: 2, mine: 1 });
    session.showMine();
    assert.deepEqual(asked(), [{ kind: 'mine' }]);
  });
});
