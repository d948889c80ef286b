import assert from 'node:assert/strict';
import { impactOf } from '../../../src/core/review/impact.js';

const EVIDENCE = [{ rule: 'R1-positive-feedback', version: 2, count: 3 }];

describe('impact', () => {
  it('is frequency × gap × confidence', () => {
    const impact = impactOf({
      evidence: EVIDENCE,
      metadata: { corroboration: { sessions: 7, days: 2 } },
      confidence_metrics: { bm25: 10, evidence_strength: 0.8 },
    });
    assert.deepEqual(impact, { value: 3 * 0.5 * 0.8, frequency: 3, gap: 0.5, confidence: 0.8 });
  });

  it('takes how often rules fired where conversations were not counted', () => {
    const { frequency } = impactOf({ evidence: EVIDENCE, metadata: {}, confidence_metrics: {} });
    assert.equal(frequency, 2);
  });

  it('takes a question that shares no word with the knowledge base for a gap', () => {
    const { gap, confidence } = impactOf({
      evidence: EVIDENCE,
      metadata: {},
      confidence_metrics: {},
    });
    assert.deepEqual([gap, confidence], [1, 0.5]);
  });
});
