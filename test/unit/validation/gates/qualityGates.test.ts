import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  passesQuality,
  QUALITY_GATES,
  qualityGate,
} from '../../../../src/core/validation/gates/qualityGates.js';
import { configSchema } from '../../../../src/core/workspace/configSchema.js';

const { validation: limits } = configSchema.parse({});

/** Figures of queries that are all alike but for some. */
function figures(n: number, [from, to]: readonly [number, number], changed: number) {
  const baseline = Array.from({ length: n }, () => from);
  return { baseline, candidate: baseline.map((value, at) => (at < changed ? to : value)) };
}

describe('the gates of quality', () => {
  it('pass where nothing is worse, or not by more than is tolerated', () => {
    const same = figures(40, [0.5, 0.5], 0);
    assert.equal(qualityGate('ndcg@10', same, limits).status, 'pass');
    assert.equal(qualityGate('precision@10', same, limits).status, 'pass');
    assert.equal(qualityGate('mrr@10', figures(40, [0.5, 0.9], 20), limits).status, 'pass');
    assert.equal(qualityGate('mrr@10', figures(80, [1, 0.9], 4), limits).status, 'pass');
  });

  it('fail where it is worse by more, and that is no chance', () => {
    const worse = qualityGate('ndcg@10', figures(40, [1, 0.63], 8), limits);
    assert.equal(worse.status, 'fail');
    assert.match(worse.words, /^Worse: −0\.074 \(95 %: −0\.\d+ to −0\.\d+\) where −0\.03 is/u);
    const difference = worse.figures.find(({ name }) => name === 'difference');
    assert.ok(difference?.p !== undefined && difference.p < 0.01 && difference.n === 40);
    assert.ok(worse.figures.every(({ interval }) => interval !== null));
    assert.equal(qualityGate('precision@10', figures(40, [0.1, 0], 3), limits).status, 'fail');
  });

  it('are inconclusive where the interval reaches below what is tolerated', () => {
    // Fewer than six queries that all went one way are never significant.
    const few = qualityGate('success@1', figures(40, [1, 0], 4), limits);
    assert.equal(few.status, 'inconclusive');
    assert.match(few.words, /^Not shown to be no worse/u);
  });

  it('are inconclusive of too few queries, unless these are bad enough', () => {
    assert.equal(qualityGate('ndcg@10', figures(10, [1, 1], 0), limits).status, 'inconclusive');
    assert.equal(
      qualityGate('precision@10', figures(10, [0.1, 0.1], 0), limits).status,
      'inconclusive',
    );
    assert.match(
      qualityGate('precision@10', figures(10, [0.1, 0.1], 0), limits).words,
      /^Too few queries/u,
    );
    assert.equal(qualityGate('ndcg@10', figures(10, [1, 0], 8), limits).status, 'fail');
    assert.equal(qualityGate('precision@10', figures(10, [0.1, 0], 5), limits).status, 'fail');
  });

  it('have no data without queries', () => {
    const none = { baseline: [], candidate: [] };
    assert.equal(qualityGate('ndcg@10', none, limits).status, 'no-data');
    assert.equal(qualityGate('precision@10', none, limits).status, 'no-data');
  });

  it('keep to what policy tolerates', () => {
    const worse = figures(40, [1, 0.63], 8);
    const { tolerance } = limits;
    const strict = { ...limits, tolerance: { ...tolerance, 'ndcg@10': 0 } };
    const lax = { ...limits, tolerance: { ...tolerance, 'ndcg@10': 0.5 } };
    assert.equal(qualityGate('ndcg@10', worse, strict).status, 'fail');
    assert.equal(qualityGate('ndcg@10', worse, lax).status, 'pass');
  });

  it('are asked in short with the same answer', () => {
    const share = fc.constantFrom(0, 0.1, 0.5, 1);
    const pairs = fc.array(fc.tuple(share, share), { maxLength: 60 });
    fc.assert(
      fc.property(fc.constantFrom(...QUALITY_GATES), pairs, (gate, all) => {
        const both = {
          baseline: all.map(([before]) => before),
          candidate: all.map(([before, after], at) => (at % 9 === 0 ? after : before)),
        };
        const { status } = qualityGate(gate, both, limits);
        assert.equal(passesQuality(gate, both, limits), status === 'pass');
      }),
      { numRuns: 50 },
    );
  });
});
