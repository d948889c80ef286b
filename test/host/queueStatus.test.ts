import * as assert from 'node:assert/strict';
import type { ReviewDesk } from '../../src/host/review/reviewDesk.js';
import { queueWords } from '../../src/host/statusBar/queueWords.js';
import { statusWords } from '../../src/host/statusBar/statusWords.js';

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
    assert.deepEqual(queueWords(desk(1_000, 200, 9)), {
      text: '$(checklist) 1,200 waiting',
      label: '1,200 candidates wait for review.',
    });
    assert.match(queueWords(desk(0, 1, 0))?.label ?? '', /^1 candidate waits for review/u);
    assert.equal(queueWords(desk(0, 0, 1))?.text, '$(checklist) 0 waiting');
  });

  it('is not there without a queue', () => {
    assert.equal(queueWords(desk(0, 0, 0)), undefined);
    assert.equal(queueWords(desk(0, 0, 0, { state: 'unread' })), undefined);
  });

  it('says that candidates are being read, and why they cannot be', () => {
    const reading = queueWords(desk(3, 0, 0, { state: 'reading' }));
    assert.deepEqual(
      [reading?.text, reading?.label],
      ['$(sync~spin) 3 waiting', 'Candidates are being read; 3 wait for review so far.'],
    );
    const failed = desk(0, 0, 0, { state: 'failed', error: new Error('broken\u202e\nlock') });
    const { text = '', label = '' } = queueWords(failed) ?? {};
    assert.equal(text, '$(error) Candidates unread');
    assert.match(label, /cannot be read\. broken⟨U\+202E⟩ lock$/u);
  });

  it('tells of the queue and of drift in one line, and of everything in words', () => {
    const queue = { text: '$(checklist) 12 waiting', label: '12 candidates wait for review.' };
    const drift = {
      short: 'drift!',
      sentences: ['Watching: alert. Scores\u202efell.'],
      isAlert: true,
    };
    const known = { queue, drift, isLooking: false, rollout: 'Rollout of dep-1: CANARY.' };
    assert.deepEqual(statusWords(known), {
      text: '$(checklist) 12 waiting  $(pulse) drift!',
      tooltip: [
        '12 candidates wait for review.',
        'Watching: alert. Scores⟨U+202E⟩fell.',
        'Rollout of dep-1: CANARY.',
        'Press to choose what to do.',
      ].join('\n'),
      label:
        'CodeLumi: 12 candidates wait for review. Watching: alert. Scores⟨U+202E⟩fell. Rollout of dep-1: CANARY. Press to choose what to do.',
      isAlert: true,
    });
    const looking = statusWords({ ...known, isLooking: true });
    assert.equal(looking?.text, '$(checklist) 12 waiting  $(sync~spin) drift!', 'never blank');
    assert.equal(statusWords({ ...known, queue: undefined })?.text, '$(pulse) drift!');
  });

  it('is not there where there is neither a queue nor anything to watch', () => {
    const idle = { short: undefined, sentences: ['Watching: no data.'], isAlert: false };
    const nothing = { queue: undefined, drift: idle, isLooking: false, rollout: undefined };
    assert.equal(statusWords(nothing), undefined);
    assert.equal(statusWords({ ...nothing, drift: undefined }), undefined);
  });
});
