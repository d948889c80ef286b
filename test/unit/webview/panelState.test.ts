import assert from 'node:assert/strict';
import { obstacleTo } from '../../../webview/review/obstacles.js';
import {
  INITIAL,
  openDraft,
  opening,
  type PanelState,
  shownFindings,
  withDraft,
  withReadDetail,
} from '../../../webview/review/panelState.js';
import { ALL_CHECKED, detail, finding } from './sample.js';

const TYPED = { query: 'Typed', assistant_output: 'Typed too' };

function showing(id: string, more: Parameters<typeof detail>[1] = {}): PanelState {
  return withReadDetail(opening(INITIAL, id, true), detail(id, more));
}

describe('the open candidate', () => {
  it('takes up the draft that the extension kept', () => {
    const draft = { text: TYPED, checklist: ALL_CHECKED, reason: 'Unsure' };
    assert.deepEqual(openDraft(showing('c1', { draft })), draft);
  });

  it('keeps what was typed here when it is read again', () => {
    const typing = withDraft(showing('c1'), 'c1', { text: TYPED });
    const again = withReadDetail(typing, detail('c1', { draft: { reason: 'Older' } }));
    assert.deepEqual(openDraft(again), { text: TYPED });
  });

  it('does not bring back a draft that was forgotten here', () => {
    const forgotten = withDraft(showing('c1'), 'c1', undefined);
    const again = withReadDetail(forgotten, detail('c1', { draft: { checklist: ALL_CHECKED } }));
    assert.equal(openDraft(again), undefined);
  });

  it('loses its ticks, not its edit, when the text under them changes', () => {
    const state = withDraft(showing('c1'), 'c1', { text: TYPED, checklist: ALL_CHECKED });
    const same = withReadDetail(state, detail('c1', { on: 'h2' }));
    assert.deepEqual(openDraft(same), { text: TYPED, checklist: ALL_CHECKED });
    const changed = withReadDetail(state, detail('c1', { fingerprint: 'f2' }));
    assert.deepEqual(openDraft(changed), { text: TYPED });
  });

  it('is not replaced by another one that comes in', () => {
    const state = withReadDetail(opening(INITIAL, 'c2', true), detail('c1'));
    assert.equal(state.open.phase, 'loading');
  });

  it('shows the findings of what is typed as soon as they are known', () => {
    const stored = finding({ rule: 'stored' });
    const live = finding({ rule: 'live' });
    const open = detail('c1', { findings: [stored] });
    const state: PanelState = {
      ...withDraft(withReadDetail(opening(INITIAL, 'c1', true), open), 'c1', { text: TYPED }),
      editing: true,
    };
    const shown = (screening: PanelState['screening']) =>
      shownFindings({ ...state, screening }, open);
    assert.deepEqual(shown(undefined), { findings: [stored], freshness: 'checking' });
    assert.deepEqual(shown({ text: TYPED, findings: [live], failure: undefined }), {
      findings: [live],
      freshness: 'current',
    });
    assert.equal(
      shown({ text: { ...TYPED, query: 'T' }, findings: [], failure: undefined }).freshness,
      'checking',
    );
    assert.equal(shown({ text: TYPED, findings: [], failure: 'No.' }).freshness, 'failed');
  });
});

describe('what stands in the way of accepting', () => {
  it('is each check that is missing, the first one first', () => {
    const obstacle = obstacleTo(detail('c1'), {
      checklist: { ...ALL_CHECKED, cited: false, clear: false },
    });
    assert.equal(obstacle?.focus, 'cited');
    assert.equal(
      obstacle?.text,
      'Not accepted yet. Not confirmed: Backed by its source, Clear and complete by itself.',
    );
  });

  it('is each rule with a blocking finding, but no warning', () => {
    const open = detail('c1', { findings: [finding(), finding({ start: 4 })] });
    const obstacle = obstacleTo(open, { checklist: ALL_CHECKED });
    assert.equal(obstacle?.text, 'Not accepted yet. Open findings: E-mail address.');
    assert.equal(obstacle?.focus, 'findings');
    const mixed = [
      finding({ replacement: '[EMAIL_1]' }),
      finding({ kind: 'hostile', rule: 'bidi-control', replacement: '' }),
      finding({ kind: 'quality', rule: 'own-rule' }),
    ];
    assert.equal(
      obstacleTo(detail('c1', { findings: mixed }), { checklist: ALL_CHECKED })?.text,
      'Not accepted yet. Open findings: E-mail address (x redacts), Hidden text direction (x mends), own-rule.',
    );
    const warned = detail('c1', { findings: [finding({ severity: 'warning' })] });
    assert.equal(obstacleTo(warned, { checklist: ALL_CHECKED }), undefined);
  });

  it('is nothing for a second reviewer, and for the first that they are the first', () => {
    const attention = { kind: 'approval', words: '', why: '' } as const;
    const accepted = { status: 'accepted', byScreening: false, attention } as const;
    const checklist = { checklist: ALL_CHECKED };
    const second = detail('c1', { ...accepted, approvers: ['Ada'] });
    assert.equal(obstacleTo(second, checklist), undefined);
    assert.notEqual(obstacleTo(second, undefined), undefined);
    const first = detail('c1', { ...accepted, approvers: ['Ada'], approvedByMe: true });
    assert.match(obstacleTo(first, checklist)?.text ?? '', /Another reviewer has to approve/u);
  });

  it('is an edit that was not saved', () => {
    const obstacle = obstacleTo(detail('c1'), { text: TYPED, checklist: ALL_CHECKED });
    assert.equal(obstacle?.focus, 'unsaved');
    const unchanged = { text: detail('c1').text, checklist: ALL_CHECKED };
    assert.equal(obstacleTo(detail('c1'), unchanged), undefined);
  });
});
