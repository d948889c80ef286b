import assert from 'node:assert/strict';
import { bootstrapInterval } from '../../../src/core/statistics/bootstrapInterval.js';
import { wilsonInterval } from '../../../src/core/statistics/countIntervals.js';
import {
  groupedBootstrap,
  groupedMeanInterval,
  meanInterval,
} from '../../../src/core/statistics/meanInterval.js';

describe('the interval of a mean over queries', () => {
  it('is Wilson\u2019s of a share, which is in doubt also where all are 1', () => {
    const all = Array.from({ length: 20 }, () => 1);
    assert.deepEqual(meanInterval(all), wilsonInterval(20, 20));
    const low = meanInterval(all)?.low ?? 1;
    assert.ok(low > 0.83 && low < 0.84, `${low}`);
    assert.deepEqual(meanInterval([1, 0, 1, 1]), wilsonInterval(3, 4));
    assert.equal(meanInterval([]), undefined);
  });

  it('is the bootstrap\u2019s of any other mean', () => {
    const values = [0, 0.5, 1, 0.25, 1];
    assert.deepEqual(meanInterval(values), bootstrapInterval(values));
    assert.equal(meanInterval([0.5]), undefined);
  });

  it('is wider where values go together, and counts groups where all are alike', () => {
    const groups = Array.from({ length: 60 }, (_, at) => `${Math.floor(at / 10)}`);
    const values = groups.map((group) => (Number(group) % 2 === 0 ? 0.9 : 0.3));
    const width = (interval?: { low: number; high: number }) =>
      interval === undefined ? 0 : interval.high - interval.low;
    const each = values.map((_, at) => `${at}`);
    const apart = groupedMeanInterval(values, each);
    assert.ok(width(groupedMeanInterval(values, groups)) > 2 * width(apart));
    const ones = values.map(() => 1);
    assert.deepEqual(groupedMeanInterval(ones, groups), wilsonInterval(6, 6));
    assert.equal(groupedMeanInterval(values.slice(0, 10), groups.slice(0, 10)), undefined);
  });

  it('of differences says that nothing was seen to change', () => {
    assert.deepEqual(groupedBootstrap([0, 0, 0], ['a', 'b', 'c']), { low: 0, high: 0 });
  });
});
