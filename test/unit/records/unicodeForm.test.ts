import assert from 'node:assert/strict';
import { fingerprintOf } from '../../../src/core/records/fingerprint.js';
import { inUnicodeForm } from '../../../src/core/records/unicodeForm.js';
import { termsOf } from '../../../src/core/retrieval/analyser.js';

describe('inUnicodeForm', () => {
  it('composes as Unicode says', () => {
    assert.equal(inUnicodeForm('e\u0301', 'NFC'), '\u00e9');
    assert.equal(inUnicodeForm('\uff21', 'NFKC'), 'A');
    assert.equal(inUnicodeForm(`a${'\u0301'.repeat(30)}`, 'NFC').length, 30);
  });

  it('takes linear time on endless marks, and so do terms and fingerprints', () => {
    const hostile = `a${'\u0301\u0316'.repeat(300_000)}b`;
    const started = performance.now();
    assert.equal(termsOf(hostile).length > 0, true);
    assert.equal(fingerprintOf({ query: hostile, assistant_output: hostile }).length, 64);
    assert.ok(performance.now() - started < 5_000);
  });
});
