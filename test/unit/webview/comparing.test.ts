import assert from 'node:assert/strict';
import type { Compared, Detail } from '../../../src/shared/candidateProtocol.js';
import { resolutionWords } from '../../../src/shared/words.js';
import { comparables } from '../../../webview/review/comparable.js';
import { wordChanges } from '../../../webview/review/wordDiff.js';
import { settled } from './fakeHost.js';
import { openPanel } from './openPanel.js';
import { ALL_CHECKED, detail, finding } from './sample.js';

const KB: Compared = {
  where: 'kb',
  id: 'kb-1',
  digest: 'd1',
  text: { query: 'Question there', assistant_output: 'Answer there' },
  variants: [],
  file: 'training/kb.json',
  line: 3,
};

const MERGE = { kind: 'merge', entry: { where: 'kb', id: 'kb-1', digest: 'd1' } } as const;

async function opened(more: Partial<Detail> = { kbId: 'kb-1' }) {
  const { host, time, session, store } = await openPanel(['c1'], more);
  const compared = async (entry: Compared = KB) => {
    session.perform('compare');
    await host.answer('compare', entry);
  };
  return { host, time, session, store, compared };
}

describe('what a candidate is compared with', () => {
  it('is named once, what is most likely the same first, and never itself', () => {
    const other = { where: 'candidate', id: 'c3', question: '', excerpt: '' } as const;
    const named = comparables(
      detail('c1', {
        kbId: 'kb-2',
        nearestKb: 'kb-1',
        nearDuplicates: [
          { where: 'candidate', id: 'c1', similarity: 1 },
          { where: 'kb', id: 'kb-2', similarity: 0.9 },
          { where: 'candidate', id: 'kb-2', similarity: 0.9 },
        ],
        findings: [finding({ other }), finding({ other: { ...other, where: 'evaluation' } })],
      }),
    );
    assert.deepEqual(
      named.map(({ where, id }) => `${where} ${id}`),
      ['kb kb-2', 'candidate kb-2', 'candidate c3', 'kb kb-1'],
    );
  });

  it('loses no letter of either text', () => {
    const [before, after] = ['Run  npm ci, then\nwait.', 'Run npm install, then wait!'];
    const parts = wordChanges(before, after);
    const side = (other: string) =>
      parts
        .filter(({ kind }) => kind !== other)
        .map(({ text }) => text)
        .join('');
    assert.equal(side('added'), before);
    assert.equal(side('removed'), after);
    assert.deepEqual(wordChanges('same', 'same'), [{ kind: 'same', text: 'same' }]);
  });
});

describe('comparing', () => {
  it('opens and closes, and says so when nothing is like it', async () => {
    const { session, store, host, compared } = await opened();
    await compared();
    assert.deepEqual(host.asked('compare').at(-1)?.request, {
      type: 'compare',
      candidate: 'c1',
      other: { where: 'kb', id: 'kb-1' },
    });
    assert.equal(store.state.comparison?.phase, 'ready');
    session.perform('compare');
    assert.equal(store.state.comparison, undefined);
    const alone = await opened({});
    alone.session.perform('compare');
    assert.match(alone.store.state.notice.text, /Nothing known resembles/u);
  });

  it('shows why something cannot be read, and forgets it with the candidate', async () => {
    const { session, store, host } = await opened();
    session.perform('compare');
    await host.refuse('compare', 'not-found', 'It is gone.');
    assert.equal(store.state.comparison?.phase, 'failed');
    session.open('c2');
    assert.equal(store.state.comparison, undefined);
  });

  it('is not shown over an edit, nor when the answer is late', async () => {
    const { session, store, host } = await opened();
    session.perform('compare');
    const [asked] = host.asked('compare');
    session.open('c2');
    await host.answer('detail', detail('c2', { kbId: 'kb-9' }));
    await host.reply(asked?.id ?? 0, KB);
    assert.equal(store.state.comparison, undefined);
    session.perform('edit');
    session.perform('compare');
    assert.match(store.state.notice.text, /Close the editor/u);
  });

  it('needs something to choose about', async () => {
    const { session, store, compared } = await opened();
    session.perform('mergeInto');
    assert.match(store.state.notice.text, /Nothing is compared yet/u);
    await compared({ ...KB, obstacle: 'kb-1 is pending' });
    session.perform('supersede');
    assert.match(store.state.notice.text, /Not chosen: kb-1 is pending/u);
    assert.equal(store.state.drafts.get('c1'), undefined);
  });
});

describe('a choice beside another entry', () => {
  it('is kept as a draft, shown, and sent when the candidate is accepted', async () => {
    const { session, store, host, time, compared } = await opened({
      kbId: 'kb-1',
      draft: { checklist: ALL_CHECKED },
    });
    await compared();
    session.perform('mergeInto');
    assert.deepEqual(store.state.drafts.get('c1')?.resolution, MERGE);
    assert.equal(resolutionWords(store.state.drafts.get('c1')?.resolution), ', merging into kb-1');
    time.pass(1_000);
    assert.deepEqual(host.asked('saveDraft').at(-1)?.request.draft?.resolution, MERGE);
    session.perform('accept');
    await settled();
    assert.deepEqual(host.asked('decide').at(-1)?.request.resolution, MERGE);
  });

  it('can be taken back', async () => {
    const { session, store, compared } = await opened();
    await compared();
    session.perform('supersede');
    session.perform('keepBoth');
    assert.deepEqual(store.state.drafts.get('c1')?.resolution, { kind: 'keep' });
    assert.equal(resolutionWords(store.state.drafts.get('c1')?.resolution), '');
  });

  it('is taken back, and the other shown, when that changed meanwhile; the ticks stay', async () => {
    const { session, store, host } = await opened({
      kbId: 'kb-1',
      draft: { checklist: ALL_CHECKED, resolution: MERGE },
    });
    session.perform('accept');
    await host.refuse('decide', 'changed-meanwhile', 'kb-1 changed meanwhile.');
    await host.answer('detail', detail('c1', { kbId: 'kb-1' }));
    await host.answer('compare', { ...KB, digest: 'd2' });
    assert.match(store.state.notice.text, /kb-1 changed meanwhile/u);
    assert.equal(store.state.comparison?.phase, 'ready');
    assert.equal(store.state.drafts.get('c1')?.resolution, undefined);
    assert.deepEqual(store.state.drafts.get('c1')?.checklist, ALL_CHECKED);
  });

  it('does not outlive the text it was made about', async () => {
    const { store, host, session } = await opened({ kbId: 'kb-1', draft: { resolution: MERGE } });
    session.link.receive({ kind: 'event', event: { type: 'queueChanged' } });
    await host.answer('detail', detail('c1', { fingerprint: 'f2' }));
    assert.equal(store.state.drafts.get('c1')?.resolution, undefined);
  });
});
