import assert from 'node:assert/strict';
import fc from 'fast-check';
import { PanelSession } from '../../../webview/review/panelSession.js';
import { splitByMasks } from '../../../webview/review/secretView.js';
import { FakeHost, FakeTime } from './fakeHost.js';
import { detail, summary } from './sample.js';

const KEY = '••••••• (API key)';
const KEY_2 = '••••••• (API key 2)';
const TEXT = { query: `Why not ${KEY_2}?`, assistant_output: `Use ${KEY}.` };
const COUNTS = { pending: 2, flagged: 0, accepted: 0, rejected: 0 };
const QUEUE = {
  filter: '',
  sort: 'queue',
  progress: { decided: 0, mine: null },
  offset: 0,
  selectedAt: null,
  problemCount: 0,
  total: 2,
  counts: COUNTS,
  items: [summary('c1'), summary('c2')],
  problems: [],
};

describe('secrets in the panel', () => {
  let host: FakeHost;
  let session: PanelSession;

  beforeEach(async () => {
    host = new FakeHost();
    const { after } = new FakeTime();
    const ports = { post: host.post, after, selected: undefined, remember: () => {} };
    session = new PanelSession(ports);
    host.receive = (message) => session.link.receive(message);
    session.start();
    await host.answer('queue', QUEUE);
    await host.answer('detail', detail('c1', { secrets: [KEY, KEY_2], text: TEXT }));
  });

  const revealed = () => [...session.store.state.revealed];
  const notice = () => session.store.state.notice;

  it('are shown by a key, all at once, and hidden by it again', async () => {
    session.perform('secrets');
    assert.deepEqual(host.asked('revealSecrets')[0]?.request.masks, [KEY, KEY_2]);
    assert.deepEqual(revealed(), []);
    await host.answer('revealSecrets', [
      { mask: KEY, secret: 'one' },
      { mask: KEY_2, secret: 'two' },
    ]);
    assert.deepEqual(revealed(), [
      [KEY, 'one'],
      [KEY_2, 'two'],
    ]);
    assert.match(notice().text, /2 secrets, until you leave this candidate.*recorded/u);
    session.perform('secrets');
    assert.deepEqual(revealed(), []);
    assert.equal(host.asked('revealSecrets').length, 1);
  });

  it('are not asked for, and not recorded, where only the logged text held them', async () => {
    session.perform('next');
    await host.answer('detail', detail('c2', { secrets: [KEY, KEY_2] }));
    session.perform('secrets');
    assert.match(notice().text, /Nothing is hidden/u);
    assert.equal(host.asked('revealSecrets').length, 0);
  });

  it('are shown one by one', async () => {
    void session.revealing.reveal([KEY_2]);
    await host.answer('revealSecrets', [{ mask: KEY_2, secret: 'two' }]);
    assert.deepEqual(revealed(), [[KEY_2, 'two']]);
  });

  it('are hidden when the candidate is left', async () => {
    session.perform('secrets');
    await host.answer('revealSecrets', [{ mask: KEY, secret: 'one' }]);
    session.perform('next');
    assert.deepEqual(revealed(), []);
    await host.answer('detail', detail('c2'));
    assert.deepEqual(revealed(), []);
  });

  it('are dropped when they come after the candidate was left', async () => {
    session.perform('secrets');
    session.perform('next');
    await host.answer('detail', detail('c2'));
    await host.answer('revealSecrets', [{ mask: KEY, secret: 'one' }]);
    assert.deepEqual(revealed(), []);
  });

  it('stay hidden where the extension refuses, and the reason is told', async () => {
    session.perform('secrets');
    await host.refuse('revealSecrets', 'not-trusted', 'This workspace is not trusted.');
    assert.deepEqual(revealed(), []);
    assert.equal(notice().tone, 'refused');
  });

  it('never are in the editor', () => {
    session.perform('edit');
    session.perform('secrets');
    assert.equal(host.asked('revealSecrets').length, 0);
    assert.match(notice().text, /editor never shows secrets/u);
  });
});

describe('a text cut at masks', () => {
  it('loses and adds nothing, and each mask is a piece of its own', () => {
    const piece = fc.constantFrom(KEY, KEY_2, '•••••••', 'word ', '(API key)', '\n');
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const text = pieces.join('');
        const cut = splitByMasks(text, [KEY, KEY_2]);
        assert.equal(cut.join(''), text);
        for (const part of cut) {
          assert.ok([KEY, KEY_2].includes(part) || !(part.includes(KEY) || part.includes(KEY_2)));
        }
      }),
    );
  });
});
