import assert from 'node:assert/strict';
import type { PanelEvent } from '../../../src/shared/panelProtocol.js';
import { HostError } from '../../../webview/page/hostLink.js';
import { type PanelLink, panelLink } from '../../../webview/review/panelLink.js';
import { FakeHost, FakeTime } from './fakeHost.js';
import { detail } from './sample.js';

describe('the line to the extension', () => {
  let host: FakeHost;
  let time: FakeTime;
  let events: PanelEvent[];
  let link: PanelLink;

  beforeEach(() => {
    host = new FakeHost();
    time = new FakeTime();
    events = [];
    link = panelLink({
      post: host.post,
      after: time.after,
      onEvent: (event) => events.push(event),
    });
    host.receive = (message) => link.receive(message);
  });

  it('resolves a request with the answer that carries its number', async () => {
    const first = link.request({ type: 'detail', candidate: 'c1' });
    const second = link.request({ type: 'detail', candidate: 'c2' });
    await host.reply(2, detail('c2'));
    await host.reply(1, detail('c1'));
    assert.equal((await first).id, 'c1');
    assert.equal((await second).id, 'c2');
  });

  it('rejects with the reason and message of a refusal', async () => {
    const asked = link.request({ type: 'undo' });
    const rejected = assert.rejects(asked, (error) => {
      assert.ok(error instanceof HostError);
      assert.equal(error.reason, 'changed-meanwhile');
      assert.equal(error.message, 'It was changed.');
      return true;
    });
    await host.refuse('undo', 'changed-meanwhile', 'It was changed.');
    await rejected;
  });

  it('gives up after 15 seconds, and ignores the answer that comes later', async () => {
    const asked = link.request({ type: 'detail', candidate: 'c1' });
    const rejected = assert.rejects(asked, { reason: 'timeout', message: /within 15 seconds/ });
    time.pass(14_999);
    time.pass(1);
    await rejected;
    await host.reply(1, detail('c1'));
    assert.deepEqual(host.faults(), []);
  });

  it('waits for a command as long as it takes', async () => {
    const asked = link.request({ type: 'run', command: 'extract' });
    time.pass(3_600_000);
    await host.answer('run', null);
    assert.equal(await asked, null);
  });

  it('rejects and reports an answer that does not fit the question', async () => {
    const asked = link.request({ type: 'detail', candidate: 'c1' });
    const rejected = assert.rejects(asked, { reason: 'invalid-reply' });
    await host.answer('detail', { id: 'c1' });
    await rejected;
    assert.equal(host.faults().length, 1);
  });

  it('hands on events', () => {
    host.receive({ kind: 'event', event: { type: 'show', candidate: 'c1' } });
    assert.deepEqual(events, [{ type: 'show', candidate: 'c1' }]);
  });

  it('reports messages it does not know and answers to nothing', () => {
    for (const message of [undefined, 'x', {}, { kind: 'event', event: { type: 'dance' } }]) {
      link.receive(message);
    }
    host.receive({ kind: 'reply', id: 7, ok: true, result: null });
    assert.equal(host.faults().length, 5);
    assert.match(host.faults().at(-1) ?? '', /request 7/);
  });
});
