import assert from 'node:assert/strict';
import fc from 'fast-check';
import { CodelumiError } from '../../../../src/core/errors.js';
import {
  AVERAGE_PRECISION,
  BINARY_PREFERENCE,
  RECIPROCAL_RANK,
} from '../../../../src/core/retrieval/metrics/averagePrecision.js';
import {
  precisionAt,
  R_PRECISION,
  recallAt,
  successAt,
} from '../../../../src/core/retrieval/metrics/cutoffMeasures.js';
import { evaluateRun } from '../../../../src/core/retrieval/metrics/evaluateRun.js';
import { formatFixed } from '../../../../src/core/retrieval/metrics/formatFigure.js';
import { NDCG, ndcgAt } from '../../../../src/core/retrieval/metrics/gainMeasures.js';
import {
  type Judgements,
  judgeRanking,
  type RankingOptions,
} from '../../../../src/core/retrieval/metrics/judgedRanking.js';
import type { Measure } from '../../../../src/core/retrieval/metrics/measure.js';
import { parseQrels, parseRun } from '../../../../src/core/retrieval/metrics/trecFiles.js';
import { TREC_MEASURES } from '../../../../src/core/retrieval/metrics/trecMeasures.js';

/** A ranking of these documents, the first one best. */
function figure(
  measure: Measure,
  ids: string,
  judgements: Record<string, number>,
  options?: RankingOptions,
): number {
  const documents = [...ids].map((id, rank) => ({ id, score: -rank }));
  return measure.of(judgeRanking(documents, new Map(Object.entries(judgements)), options));
}

const documents = fc.uniqueArray(
  fc.record({ id: fc.stringMatching(/^[a-z]{1,2}$/u), score: fc.integer({ min: 0, max: 4 }) }),
  { selector: ({ id }) => id, maxLength: 20 },
);
const judgements: fc.Arbitrary<Judgements> = fc
  .dictionary(fc.stringMatching(/^[a-z]{1,2}$/u), fc.integer({ min: -1, max: 3 }), { maxKeys: 20 })
  .map((all) => new Map(Object.entries(all)));

const EXPECTED_IN_UNIT = TREC_MEASURES.filter(
  ({ summary, name, isCount }) => summary === 'mean' && !isCount && name !== 'utility',
);

describe('measures of one ranking', () => {
  it('are what one works out by hand', () => {
    const judged = { a: 0, b: 1, c: 2, d: 0, e: 1 };
    assert.equal(figure(precisionAt(5), 'abc', judged), 2 / 5);
    assert.equal(figure(recallAt(2), 'abc', judged), 1 / 3);
    assert.equal(figure(successAt(1), 'abc', judged), 0);
    assert.equal(figure(RECIPROCAL_RANK, 'abc', judged), 1 / 2);
    assert.equal(figure(RECIPROCAL_RANK, 'dab', judged, { depth: 2 }), 0);
    assert.equal(figure(AVERAGE_PRECISION, 'abxc', judged), (1 / 2 + 2 / 4) / 3);
    assert.equal(figure(R_PRECISION, 'abxc', judged), 1 / 3);
    // Of b nothing, of c one of the two that count stands before it.
    assert.equal(figure(BINARY_PREFERENCE, 'bxac', judged), (1 + (1 - 1 / 2)) / 3);
    const ideal = 2 + 1 / Math.log2(3) + 1 / Math.log2(4);
    assert.equal(figure(ndcgAt(10), 'abc', judged), (1 / Math.log2(3) + 2 / Math.log2(4)) / ideal);
    assert.equal(figure(AVERAGE_PRECISION, 'abxc', judged, { relevanceLevel: 2 }), 1 / 4);
    assert.equal(figure(AVERAGE_PRECISION, 'axc', judged, { isJudgedOnly: true }), 1 / 2 / 3);
  });

  it('take equal scores by id, the greatest first, and no notice of the order they came in', () => {
    const judged = new Map([['b', 1]]);
    const tied = [
      { id: 'a', score: 1 },
      { id: 'b', score: 1 },
    ];
    assert.equal(RECIPROCAL_RANK.of(judgeRanking(tied, judged)), 1);
    fc.assert(
      fc.property(documents, judgements, (all, judged) => {
        const [there, back] = [all, all.toReversed()].map((each) => judgeRanking(each, judged));
        assert.deepEqual(there, back);
      }),
    );
  });

  it('lie between 0 and 1, whatever was found and judged', () => {
    fc.assert(
      fc.property(documents, judgements, fc.integer({ min: 1, max: 3 }), (all, judged, level) => {
        const ranking = judgeRanking(all, judged, { relevanceLevel: level });
        for (const { name, of } of EXPECTED_IN_UNIT) {
          const value = of(ranking);
          // The gain over cost of trec_eval has no upper bound of 1 when grades are great.
          const most = name === 'G' ? Number.POSITIVE_INFINITY : 1 + 1e-9;
          assert.ok(value >= 0 && value <= most, `${name}: ${value}`);
        }
      }),
      { numRuns: 400 },
    );
  });

  it('are 1 for an ideal ranking', () => {
    fc.assert(
      fc.property(judgements, (judged) => {
        const ideal = [...judged].map(([id, grade]) => ({ id, score: grade }));
        const ranking = judgeRanking(ideal, judged);
        fc.pre(ranking.relevant > 0);
        for (const { of } of [AVERAGE_PRECISION, RECIPROCAL_RANK, R_PRECISION, NDCG, ndcgAt(3)])
          assert.ok(Math.abs(of(ranking) - 1) < 1e-12);
      }),
    );
  });

  it('do not fall when a relevant document moves up', () => {
    fc.assert(
      fc.property(documents, judgements, fc.nat(), (all, judged, seed) => {
        const grades = judgeRanking(all, judged).grades;
        const at = seed % Math.max(grades.length, 1);
        fc.pre(at > 0 && (grades[at] ?? 0) > (grades[at - 1] ?? 0));
        const better = grades.with(at, grades[at - 1] ?? 0).with(at - 1, grades[at] ?? 0);
        const ranking = judgeRanking(all, judged);
        for (const { of, name } of [AVERAGE_PRECISION, RECIPROCAL_RANK, NDCG, precisionAt(5)])
          assert.ok(of({ ...ranking, grades: better }) >= of(ranking) - 1e-12, name);
      }),
    );
  });
});

describe('evaluateRun', () => {
  const run = parseRun('q1 Q0 a 1 2.5 r\nq1 Q0 b 2 1e0 r\n# no result\n\nq9 Q0 a 1 1 r\n', 'a.run');
  const qrels = parseQrels('q1 0 b 1\nq2 0 c 1\nq2 0 d 0', 'a.qrels');

  it('counts a query without results as 0, or leaves it out, as it is told', () => {
    const judged = evaluateRun(run, qrels, [RECIPROCAL_RANK]);
    assert.deepEqual([judged.missing, judged.summary], [['q2'], [0.25]]);
    assert.deepEqual(
      judged.queries.map(({ query, values }) => [query, ...values]),
      [
        ['q1', 0.5],
        ['q2', 0],
      ],
    );
    const found = evaluateRun(run, qrels, [RECIPROCAL_RANK], { over: 'found' });
    assert.deepEqual([found.missing, found.summary], [['q2'], [0.5]]);
    assert.deepEqual(found.queries, [{ query: 'q1', values: [0.5] }]);
  });

  it('has no figures to give of nothing', () => {
    const nothing = evaluateRun(new Map(), new Map(), TREC_MEASURES);
    assert.deepEqual(new Set(nothing.summary), new Set([0]));
  });

  it('names the line that cannot be read, and what stands twice', () => {
    const fails = (act: () => unknown, message: RegExp) =>
      assert.throws(act, (error) => error instanceof CodelumiError && message.test(error.message));
    fails(() => parseRun('q1 Q0 a 1 2 r\nq1 Q0 a\n', 'x.run'), /x\.run:2/u);
    fails(() => parseRun('q1 Q0 a 1 best r', 'x.run'), /x\.run:1/u);
    fails(() => parseQrels('q1 0 a 1\nq1 0 a 0', 'x.qrels'), /again.*x\.qrels:2/u);
    fails(() => parseQrels('q1 0 a', 'x.qrels'), /x\.qrels:1/u);
    const twice = parseRun('q1 Q0 a 1 2 r\nq1 Q0 a 2 1 r', 'x.run');
    fails(() => evaluateRun(twice, qrels, [NDCG]), /document a twice for query q1/u);
  });
});

describe('formatFixed', () => {
  it('rounds exact halves to even, as C prints them, and everything else as it lies', () => {
    assert.deepEqual(
      [0.28125, 0.21875, 0.09375, -0.28125, 0.5, 2 / 3, 0.00005].map((x) => formatFixed(x, 4)),
      ['0.2812', '0.2188', '0.0938', '-0.2812', '0.5000', '0.6667', '0.0001'],
    );
    assert.deepEqual(
      [0.5, 1.5, 2.5, 3].map((x) => formatFixed(x, 0)),
      ['0', '2', '2', '3'],
    );
  });
});
