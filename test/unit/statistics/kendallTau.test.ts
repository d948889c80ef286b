import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { bootstrapIntervalOf } from '../../../src/core/statistics/bootstrapInterval.js';
import { kendallTau } from '../../../src/core/statistics/kendallTau.js';

/** test/fixtures/statistics/README.md says how it was made. */
const scipy: readonly { values: number[]; grades: number[]; tau: number | null }[] = JSON.parse(
  await readFile('test/fixtures/statistics/kendall.json', 'utf8'),
);

describe("Kendall's tau-b", () => {
  it('is what SciPy says', () => {
    for (const { values, grades, tau } of scipy) {
      const own = kendallTau(values, grades);
      if (tau === null) assert.equal(own, undefined);
      else assert.ok(Math.abs((own ?? Number.NaN) - tau) < 1e-12, `${own} is not ${tau}`);
    }
  });

  it('says nothing of nothing, or where one order is all ties', () => {
    assert.equal(kendallTau([], []), undefined);
    assert.equal(kendallTau([1, 2, 3], [2, 2, 2]), undefined);
    assert.equal(kendallTau([5, 5, 5], [0, 1, 2]), undefined);
  });

  it('has an interval that holds it, the same every time', () => {
    const sample = scipy.at(-1);
    const values = sample?.values ?? [];
    const tauOf = (places: readonly number[]) =>
      kendallTau(
        places.map((at) => values[at] ?? 0),
        places.map((at) => sample?.grades[at] ?? 0),
      );
    const interval = bootstrapIntervalOf(values.length, tauOf);
    assert.deepEqual(bootstrapIntervalOf(values.length, tauOf), interval);
    assert.ok(interval !== undefined && interval.low < (sample?.tau ?? 2));
    assert.ok(interval.high > 0.5 && interval.high <= 1);
    assert.equal(
      bootstrapIntervalOf(3, () => undefined),
      undefined,
    );
  });
});
