import assert from 'node:assert/strict';
import fc from 'fast-check';
import { binLabels, binsOver, sharesIn } from '../../../../src/core/monitoring/plots/histogram.js';

describe('bins', () => {
  it('have round ends, the same for both samples', () => {
    const bins = binsOver([0, 0.13, 0.5], [0.98, 1]);
    assert.equal(bins.length, 20);
    assert.deepEqual(binLabels(bins).slice(0, 3), ['0.00 to 0.05', '0.05 to 0.10', '0.10 to 0.15']);
    assert.equal(binLabels(bins).at(-1), '0.95 to 1.00');
  });

  it('hold what is at their beginning, and the last one its end', () => {
    const bins = binsOver([0, 1], []);
    const shares = sharesIn(bins, [0, 0.05, 0.3, 1]);
    assert.equal(shares[0], 0.25);
    assert.equal(shares[1], 0.25);
    assert.equal(shares[6], 0.25);
    assert.equal(shares.at(-1), 0.25);
  });

  it('are one where all values are the same, and none where there are none', () => {
    const bins = binsOver([0.5, 0.5], [0.5]);
    assert.deepEqual(binLabels(bins), ['0.5']);
    assert.deepEqual(sharesIn(bins, [0.5, 0.5]), [1]);
    assert.deepEqual(binsOver([], []), []);
    assert.deepEqual(sharesIn(binsOver([1, 2], []), []).includes(0), false);
  });

  it('write a minus that no spreadsheet runs', () => {
    assert.ok(binLabels(binsOver([-1, 0], [])).every((label) => !label.includes('-')));
  });

  it('hold every value once, whatever the values are', () => {
    const values = fc.array(fc.double({ noNaN: false, min: -1e300, max: 1e300 }), { minLength: 1 });
    fc.assert(
      fc.property(values, (all) => {
        const bins = binsOver(all, []);
        assert.ok(bins.length <= 30, `${bins.length} bins`);
        assert.equal(binLabels(bins).length, bins.length);
        const shares = sharesIn(bins, all);
        if (!all.some(Number.isFinite)) return;
        const sum = shares.reduce<number>((total, share) => total + (share ?? 0), 0);
        assert.ok(Math.abs(sum - 1) < 1e-9);
      }),
    );
  });
});
