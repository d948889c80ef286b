import * as assert from 'node:assert/strict';
import type { ReviewDesk } from '../../src/host/review/reviewDesk.js';
import { queueStatusWords } from '../../src/host/statusBar/queueStatus.js';

type Seen = Pick<ReviewDesk, 'overview' | 'state' | 'error'>;

function desk(pending: number, flagged: number, rejected: number, more: Partial<Seen> = {}): Seen {
  return {
    overview: {
      version: 1,
      isComplete: true,
      counts: { pending, flagged, accepted: 0, rejected },
      groups: [],
      problems: [],
      problemCount: 0,
    },
    state: 'read',
    error: undefined,
    ...more,
  };
}

describe('the status bar item', () => {
  it('counts what waits, and says it in words', () => {
    assert.deepEqual(queueStatusWords(desk(1_000, 200, 9)), {
      text: '$(checklist) 1,200 waiting',
      label: 'CodeLumi: 1,200 candidates wait for review. Press to open the review panel.',
    });
    assert.match(queueStatusWords(desk(0, 1, 0))?.label ?? '', /: 1 candidate waits for review/u);
    assert.equal(queueStatusWords(desk(0, 0, 1))?.text, '$(checklist) 0 waiting');
  });

  it('is not there without a queue', () => {
    assert.equal(queueStatusWords(desk(0, 0, 0)), undefined);
    assert.equal(queueStatusWords(desk(0, 0, 0, { state: 'unread' })), undefined);
  });

  it('says that candidates are being read, and why they cannot be', () => {
    const reading = queueStatusWords(desk(3, 0, 0, { state: 'reading' }));
    assert.deepEqual(
      [reading?.text, reading?.label],
      ['$(sync~spin) 3 waiting', 'CodeLumi: candidates are being read; 3 wait for review so far.'],
    );
    const failed = desk(0, 0, 0, { state: 'failed', error: new Error('broken\u202e\nlock') });
    const { text = '', label = '' } = queueStatusWords(failed) ?? {};
    assert.equal(text, '$(error) Candidates unread');
    assert.match(label, /cannot be read\. broken⟨U\+202E⟩ lock Press to try again\.$/u);
  });
});
