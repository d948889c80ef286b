import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { candidateSchema } from '../../../src/core/records/candidate.js';
import { epochTimeOf, timestampOf } from '../../../src/core/records/recordTime.js';

describe('the time of a record', () => {
  it('is the first of t and ts that can be one', () => {
    assert.equal(epochTimeOf({ t: 5, ts: 6 }), 5);
    assert.equal(epochTimeOf({ t: 'soon', ts: 6 }), 6);
    assert.equal(epochTimeOf({ t: 1e300, ts: -1e15 }), undefined);
    assert.equal(epochTimeOf({}), undefined);
  });

  it('is read from a timestamp too', () => {
    assert.equal(timestampOf({ timestamp: '2026-01-24T12:03:00Z' }), 1769256180000);
    for (const timestamp of ['soon', '', 8.64e15, null, 'x'.repeat(1e6)])
      assert.equal(timestampOf({ timestamp }), undefined);
  });

  it('can always be written as our own files want it', async () => {
    const { timestamp } = candidateSchema.shape;
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.double(), fc.maxSafeInteger()), async (t) => {
        const time = epochTimeOf({ t });
        return time === undefined || timestamp.safeParse(new Date(time).toISOString()).success;
      }),
    );
  });
});
