import assert from 'node:assert/strict';
import { isExtractionDue } from '../../../src/core/mining/extractionDue.js';

const DAY = 24 * 3_600_000;
const NOW = Date.parse('2026-11-20T10:00:00Z');

describe('isExtractionDue', () => {
  it('is never due when it is off', () => {
    assert.equal(isExtractionDue('off', undefined, NOW), false);
    assert.equal(isExtractionDue('off', 0, NOW), false);
  });

  it('is due the first time, and after its period', () => {
    assert.equal(isExtractionDue('daily', undefined, NOW), true);
    assert.equal(isExtractionDue('daily', NOW - DAY + 1, NOW), false);
    assert.equal(isExtractionDue('daily', NOW - DAY, NOW), true);
    assert.equal(isExtractionDue('weekly', NOW - 6 * DAY, NOW), false);
    assert.equal(isExtractionDue('weekly', NOW - 7 * DAY, NOW), true);
  });

  it('does not wait for a clock that was set back', () => {
    assert.equal(isExtractionDue('daily', NOW + 400 * DAY, NOW), true);
  });
});
