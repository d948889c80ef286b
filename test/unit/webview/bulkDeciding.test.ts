import assert from 'node:assert/strict';
import { PanelSession } from '../../../webview/review/panelSession.js';
import { type FocusTarget, openDetail } from '../../../webview/review/panelState.js';
import { FakeHost, FakeTime, settled } from './fakeHost.js';
import { detail, summary } from './sample.js';

function page(ids: readonly string[], more: object = {}) {
  return {
    offset: 0,
    total: ids.length,
    counts: { pending: 3, flagged: 0, accepted: 0, rejected: 0 },
    filter: '',
    sort: 'queue',
    progress: { decided: 0, mine: 0 },
    items: ids.map((id) => summary(id)),
    selectedAt: 0,
    problems: [],
    problemCount: 0,
    ...more,
  };
}

describe('one verdict on everything that fits, from the panel', () => {
  let host: FakeHost;
  let session: PanelSession;
  let focused: FocusTarget[];

  /** A panel whose filter is such, with `c1` open. */
  async function filteredBy(filter: string, ids = ['c1', 'c2'], more: object = {}): Promise<void> {
    host = new FakeHost();
    focused = [];
    const { after } = new FakeTime();
    const remember = () => {};
    session = new PanelSession({ post: host.post, after, selected: undefined, remember });
    session.focusWith((target) => focused.push(target));
    host.receive = (message) => session.link.receive(message);
    session.start();
    await host.answer('queue', page(ids, { filter, ...more }));
    if (ids.length > 0) await host.answer('detail', detail('c1'));
  }

  const state = () => session.store.state;
  const asked = () => host.asked('run').map(({ request }) => request.command);

  it('is asked for by the extension, and told in the panel; drafts stay', async () => {
    await filteredBy('finding:pii');
    session.setReason('half a reason');
    session.perform('bulk');
    await settled();
    assert.deepEqual(asked(), ['decideOnFilter']);
    assert.equal(host.asked('saveDraft').at(-1)?.request.draft?.reason, 'half a reason');
    host.receive({ kind: 'event', event: { type: 'queueChanged' } });
    await settled();
    await host.answer('queue', page([], { filter: 'finding:pii', selectedAt: null }));
    await host.answer('detail', detail('c1', { status: 'rejected', on: 'h1' }));
    const text = 'Rejected 2 candidates. Undo takes that back.';
    host.receive({ kind: 'event', event: { type: 'tell', tone: 'done', text } });
    await host.answer('run', null);
    assert.equal(state().notice.text, text);
    assert.equal(openDetail(state())?.status, 'rejected');
    assert.equal(state().drafts.get('c1')?.reason, 'half a reason');
  });

  it('takes up what was typed a moment ago', async () => {
    await filteredBy('');
    session.filtering.type('docker');
    session.perform('bulk');
    await host.answer('filter', { filter: 'docker', problem: null });
    await host.answer('queue', page(['c2'], { filter: 'docker', selectedAt: null }));
    await settled();
    assert.deepEqual(asked(), ['decideOnFilter']);
  });

  it('is about no other filter than the one that stands in the field', async () => {
    await filteredBy('finding:pii');
    session.filtering.type('status:x');
    session.perform('bulk');
    await host.answer('filter', { filter: 'finding:pii', problem: 'Column 8: no.' });
    await settled();
    assert.deepEqual(asked(), []);
    assert.match(state().notice.text, /is not active/u);
    assert.equal(focused.at(-1), 'filter');
  });

  it('is never about the whole queue, nor about nothing', async () => {
    await filteredBy('');
    session.perform('bulk');
    await settled();
    assert.match(state().notice.text, /filter the queue first/u);
    await filteredBy('sort:date', ['c1', 'c2'], { sort: 'date' });
    session.perform('bulk');
    await settled();
    assert.match(state().notice.text, /filter the queue first/u);
    await filteredBy('nowhere', []);
    session.perform('bulk');
    await settled();
    assert.match(state().notice.text, /no candidate fits/u);
    assert.deepEqual(asked(), []);
  });
});
