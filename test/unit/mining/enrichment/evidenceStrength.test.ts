import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  type EvidenceCounts,
  evidenceStrength,
} from '../../../../src/core/mining/enrichment/evidenceStrength.js';

const NOTHING: EvidenceCounts = { buttons: 0, messages: 0, questions: 0, sessions: 0, days: 0 };
const count = fc.nat(40);
const anyCounts = fc.record({
  buttons: count,
  messages: count,
  questions: count,
  sessions: count,
  days: count,
});
const anyKind = fc.constantFrom<keyof EvidenceCounts>(
  'buttons',
  'messages',
  'questions',
  'sessions',
  'days',
);

describe('evidence strength', () => {
  it('lies between 0 and 1, and never falls when more speaks for a candidate', () => {
    fc.assert(
      fc.property(anyCounts, anyKind, fc.integer({ min: 1, max: 20 }), (support, kind, more) => {
        const before = evidenceStrength(support);
        const after = evidenceStrength({ ...support, [kind]: support[kind] + more });
        assert.ok(before >= 0 && before < 1);
        assert.ok(after >= before - 1e-12, `${before} → ${after}`);
      }),
      { seed: 5, numRuns: 1_000 },
    );
  });

  it('is as worked out by hand', () => {
    const once = { sessions: 1, days: 1 };
    const near = (support: Partial<EvidenceCounts>, expected: number) =>
      assert.ok(Math.abs(evidenceStrength({ ...NOTHING, ...support }) - expected) < 1e-12);
    near({}, 0);
    near({ buttons: 1, ...once }, 0.4);
    near({ messages: 1, ...once }, 0.3);
    near({ questions: 1, ...once }, 0.15);
    // Two buttons in two conversations on two days: (1 − 0.8·¾)(1 − 0.4·½)(1 − 0.2·½).
    near({ buttons: 2, sessions: 2, days: 2 }, 1 - 0.4 * 0.8 * 0.9);
  });

  it('puts a button above a message, a message above the rest, and several kinds above one', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20 }), fc.nat(20), fc.nat(20), (n, sessions, days) => {
        const by = (kind: 'buttons' | 'messages' | 'questions') =>
          evidenceStrength({ ...NOTHING, [kind]: n, sessions, days });
        assert.ok(by('buttons') > by('messages') && by('messages') > by('questions'));
        const both = { ...NOTHING, messages: n, questions: n, sessions, days };
        assert.ok(evidenceStrength(both) > by('messages'));
      }),
    );
  });

  it('hardly grows with the tenth click of one conversation', () => {
    const clicks = (buttons: number) =>
      evidenceStrength({ ...NOTHING, buttons, sessions: 1, days: 1 });
    assert.ok(clicks(10) - clicks(9) < 0.002);
    assert.ok(clicks(2) < evidenceStrength({ ...NOTHING, buttons: 2, sessions: 2, days: 2 }));
  });
});
