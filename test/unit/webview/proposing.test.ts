import assert from 'node:assert/strict';
import type { ShownProposal } from '../../../src/shared/candidateProtocol.js';
import { openPanel } from './openPanel.js';
import { detail } from './sample.js';

const TEXT = { query: 'Why?', assistant_output: 'Because of the cache.' };
const EDIT: ShownProposal = {
  id: 'a'.repeat(64),
  at: '2026-01-24T09:00:00.000Z',
  kind: 'edit',
  agent: 'probe 1',
  reason: 'Clearer.',
  text: TEXT,
  warnings: [],
};
const { text: _text, ...FLAG } = { ...EDIT, kind: 'flag' as const };

describe('a proposal in the panel', () => {
  it('is taken over as a draft, which decides nothing', async () => {
    const { host, session, store } = await openPanel(['c1'], { proposals: [EDIT] });
    session.perform('useProposal');
    assert.deepEqual(store.state.drafts.get('c1')?.text, TEXT);
    assert.ok(store.state.editing);
    assert.equal(host.asked('decide').length, 0);
    assert.match(store.state.notice.text, /is a draft now/u);
  });

  it('never takes the place of what a person typed', async () => {
    const { session, store } = await openPanel(['c1'], { proposals: [EDIT] });
    session.editing.type('assistant_output', 'Mine.');
    session.perform('useProposal');
    assert.equal(store.state.drafts.get('c1')?.text?.assistant_output, 'Mine.');
    assert.equal(store.state.notice.tone, 'refused');
  });

  it('to flag gives its reason, and a person flags', async () => {
    const { host, session, store } = await openPanel(['c1'], { proposals: [FLAG] });
    session.perform('useProposal');
    assert.equal(store.state.drafts.get('c1')?.reason, 'Clearer.');
    assert.equal(host.asked('decide').length, 0);
  });

  it('that holds something private cannot be taken over', async () => {
    const hidden: ShownProposal = { ...EDIT, withheld: true };
    const { session, store } = await openPanel(['c1'], { proposals: [hidden] });
    session.perform('useProposal');
    assert.equal(store.state.drafts.get('c1'), undefined);
    assert.match(store.state.notice.text, /private/u);
  });

  it('is dismissed, and the candidate shown as it is then', async () => {
    const { host, session, store } = await openPanel(['c1'], { proposals: [EDIT] });
    session.perform('dismissProposal');
    assert.equal(host.asked('dismissProposal')[0]?.request.proposal, EDIT.id);
    await host.answer('dismissProposal', detail('c1', {}));
    assert.match(store.state.notice.text, /Nothing was decided/u);
    session.perform('useProposal');
    assert.match(store.state.notice.text, /No agent proposes/u);
  });
});
