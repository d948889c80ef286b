import assert from 'node:assert/strict';
import fc from 'fast-check';
import { judgeWatched } from '../../../../src/core/monitoring/judging/judgeWatched.js';
import type { MetricId } from '../../../../src/core/monitoring/metric.js';
import {
  type MetricResult,
  metricResultSchema,
} from '../../../../src/core/monitoring/metricResult.js';
import type { Sample, Watched } from '../../../../src/core/monitoring/samples.js';
import { SeededRandom } from '../../../../src/core/statistics/seededRandom.js';
import { configSchema } from '../../../../src/core/workspace/configSchema.js';
import { NOW, sampleOf, watchedOf } from '../../support/watchedSamples.js';

const SETTINGS = configSchema.parse({}).monitoring;
const METRICS = [
  ...['top-score', 'score-margin', 'hit-mix', 'zero-hits'],
  ...['negative-feedback', 'errors', 'latency'],
];

function judged(watched: Watched, now = NOW): Map<MetricId, MetricResult> {
  const results = judgeWatched(watched, SETTINGS, now);
  for (const result of results) assert.deepEqual(metricResultSchema.parse(result), result);
  assert.deepEqual(
    results.map(({ metric }) => metric),
    METRICS,
  );
  return new Map(results.map((result) => [result.metric, result]));
}

function statesOf(watched: Watched, now = NOW): string[] {
  return [...judged(watched, now).values()].map(({ state }) => state);
}

function wordsOf(watched: Watched, metric: MetricId): string {
  return judged(watched).get(metric)?.words ?? '';
}

describe('judging a deployment', () => {
  it('says of each metric what was held against what, with its figures', () => {
    const result = judged(watchedOf([sampleOf()])).get('top-score');
    assert.ok(result?.statistic !== undefined && result.p !== undefined);
    assert.deepEqual([result.state, result.n, result.m], ['ok', 400, 1_000]);
    assert.equal(result.reference?.sha256, 'ab'.repeat(32));
    assert.equal(result.window?.to, '2026-03-20T12:00:00.000Z');
    assert.match(result.words, /^Top scores are within their limits: median 0\.\d+, in the/u);
    assert.match(result.words, /400 conversations against 1000\)\.$/u);
    assert.ok((result.stability?.warn ?? 0) >= 0.1);
  });

  it('is content with what is as it was', () => {
    assert.deepEqual(new Set(statesOf(watchedOf([sampleOf(), sampleOf({ seed: 2 })]))), OK);
  });

  it('is never content, nor warns, without data', () => {
    const sample = sampleOf();
    const empty = { ...sampleOf({ sessions: 0 }), positive: 0 };
    const cases: readonly (readonly [Partial<Watched>, string])[] = [
      [{ latest: undefined, windows: [] }, 'no-data'],
      [{ latest: '2026-03-17T11:00:00.000Z' }, 'stale'],
      [{ reference: undefined, gathered: 120 }, 'warming-up'],
      [{ windows: [] }, 'warming-up'],
      [{ windows: [empty] }, 'warming-up'],
    ];
    for (const [change, state] of cases)
      assert.deepEqual(new Set(statesOf(watchedOf([sample], change))), new Set([state]));
  });

  it('says how many conversations are missing', () => {
    const young = watchedOf([sampleOf()], { reference: undefined, gathered: 120 });
    assert.match(wordsOf(young, 'hit-mix'), /120 of 300 conversations since the release/u);
    const result = judged(young).get('hit-mix');
    assert.deepEqual([result?.m, result?.needed.m], [120, 300]);
    const short = judged(watchedOf([sampleOf({ sessions: 50 })])).get('top-score');
    assert.equal(short?.state, 'warming-up');
    assert.match(short?.words ?? '', /50 of 200 conversations are in the window/u);
  });

  it('says why there is nothing to judge', () => {
    const none = { top: [], margin: [], latency: [], errors: 0, negative: 0, positive: 0 };
    const reference = watchedOf([]).reference;
    assert.ok(reference !== undefined);
    const mute = watchedOf([sampleOf({}, none)], {
      reference: { ...reference, sample: sampleOf({ sessions: 1_000 }, none) },
    });
    assert.deepEqual(statesOf(mute), [
      ...['no-data', 'no-data', 'ok', 'ok', 'no-data', 'no-data', 'no-data'],
    ]);
    assert.match(wordsOf(mute, 'top-score'), /the assistant logs none/u);
    assert.match(wordsOf(mute, 'negative-feedback'), /No user said what they thought/u);
    assert.match(wordsOf(mute, 'errors'), /not every assistant logs failures/u);
    assert.match(wordsOf(mute, 'latency'), /logs no latencies/u);
    const thin = watchedOf([sampleOf()], {
      reference: {
        ...reference,
        sample: { ...reference.sample, top: reference.sample.top.slice(0, 149) },
      },
    });
    assert.match(wordsOf(thin, 'top-score'), /only 149 conversations, and it takes 150/u);
  });

  it('takes a window and its reference for compared when they are the same, whatever they are', () => {
    const samples = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), {
      minLength: 300,
      maxLength: 400,
    });
    const reference = watchedOf([]).reference;
    assert.ok(reference !== undefined);
    fc.assert(
      fc.property(samples, fc.nat(300), (values, events) => {
        const sample = sampleOf(
          { sessions: values.length },
          {
            ...{ top: values, margin: values, latency: values },
            ...{ zeroHits: events, negative: events, errors: events },
          },
        );
        const states = statesOf(watchedOf([sample], { reference: { ...reference, sample } }));
        for (const state of states) assert.ok(state === 'ok' || state === 'no-data', state);
      }),
      { numRuns: 30 },
    );
  });

  it('does not care for the order of rows', () => {
    const random = new SeededRandom(5);
    const mixed = (sample: Sample): Sample => ({
      ...sample,
      top: random.shuffled(sample.top),
      margin: random.shuffled(sample.margin),
      latency: random.shuffled(sample.latency),
      hits: new Map(random.shuffled([...sample.hits])),
    });
    const windows = [sampleOf({ shift: -0.2, otherEntries: 1 }), sampleOf({ seed: 3 })];
    const watched = watchedOf(windows);
    assert.ok(watched.reference !== undefined);
    const other = watchedOf(windows.map(mixed), {
      reference: { ...watched.reference, sample: mixed(watched.reference.sample) },
    });
    assert.deepEqual(judged(other), judged(watched));
  });
});

const OK = new Set(['ok']);

describe('drift of scores', () => {
  it('alerts by the present window alone when the drop is sudden, and names its direction', () => {
    const result = judged(watchedOf([sampleOf({ shift: -1 }), sampleOf({ seed: 2 })])).get(
      'top-score',
    );
    assert.equal(result?.state, 'alert');
    assert.match(result.words, /^Top scores are lower than in the reference: median 0\.\d+, in/u);
    assert.equal(result.threshold?.alert_p, 1e-5);
    const up = judged(watchedOf([sampleOf({ shift: 1 })])).get('score-margin');
    assert.match(up?.words ?? '', /^Score margins are higher than in the reference/u);
  });

  it('alerts while half of the window is from before the drop', () => {
    const [before, after] = [sampleOf({ sessions: 200 }), sampleOf({ sessions: 200, shift: -1 })];
    const window = sampleOf({}, { top: [...before.top, ...after.top] });
    const result = judged(watchedOf([window, sampleOf({ seed: 2 })])).get('top-score');
    assert.equal(result?.state, 'alert');
  });

  it('warns of what is not as sure, and alerts once the window before says the same', () => {
    const usual = watchedOf([]).reference?.sample.top.toSorted((a, b) => a - b) ?? [];
    // As the reference, but for 16 % that fell to nothing: a distance of 0.16 and p of some 0.0002.
    const even = Array.from(
      { length: 220 },
      (_, i) => usual[Math.floor(((i + 0.5) * 1_000) / 220)],
    );
    const slight = sampleOf(
      { sessions: 220 },
      { top: even.map((each = 0, i) => (i % 25 < 4 ? 0 : each)) },
    );
    const alone = judged(watchedOf([slight, sampleOf({ seed: 2 })])).get('top-score');
    assert.equal(alone?.state, 'warn');
    const twice = judged(watchedOf([slight, slight])).get('top-score');
    assert.deepEqual([twice?.state, twice?.threshold?.alert_p], ['alert', 0.001]);
    assert.equal(twice?.p, alone.p);
  });

  it('says when it is the spread alone that changed', () => {
    const { top } = sampleOf({ sessions: 400 });
    const narrow = top.map((each) => 0.5 + (each - 0.5) / 5);
    const result = judged(watchedOf([sampleOf({}, { top: narrow })])).get('top-score');
    assert.equal(result?.state, 'alert');
    assert.match(result.words, /^Top scores are spread otherwise than in the reference/u);
  });

  it('is the greater the farther scores move, and leaves out what is no number', () => {
    const distances = [0, -0.2, -0.4, -0.8, -1.6].map((shift) => {
      const sample = sampleOf({ shift });
      const watched = watchedOf([{ ...sample, top: [...sample.top, Number.NaN, Infinity] }]);
      const result = judged(watched).get('top-score');
      assert.equal(result?.n, 400);
      return result.statistic?.value ?? 0;
    });
    assert.deepEqual(
      distances,
      distances.toSorted((a, b) => a - b),
    );
  });
});

describe('the mix of hits', () => {
  it('alerts when other entries are found, and names what changed most', () => {
    const result = judged(watchedOf([sampleOf({ otherEntries: 3 })])).get('hit-mix');
    assert.equal(result?.state, 'alert');
    assert.match(result.words, /: kb-1 in 0 %, lower than \d\d(\.\d)? % \(Jensen-Shannon/u);
  });

  it('repeats no id that could be anything but an id', () => {
    const hits = new Map([['[x](command:run)\u202e', 400]]);
    const result = judged(watchedOf([sampleOf({}, { hits })])).get('hit-mix');
    assert.equal(result?.state, 'alert');
    assert.match(result.words, /: one entry in 100 %, higher than 0 %/u);
  });

  it('is not misled by rare entries, of which each sample has others', () => {
    const random = new SeededRandom(7);
    const rare = (size: number) => {
      const hits = new Map<string, number>();
      for (let i = 0; i < size; i += 1) {
        const id = `kb-${random.below(800)}`;
        hits.set(id, (hits.get(id) ?? 0) + 1);
      }
      return hits;
    };
    const reference = watchedOf([]).reference;
    assert.ok(reference !== undefined);
    for (let run = 0; run < 20; run += 1) {
      const watched = watchedOf([sampleOf({}, { hits: rare(400) })], {
        reference: { ...reference, sample: { ...reference.sample, hits: rare(1_000) } },
      });
      assert.equal(judged(watched).get('hit-mix')?.state, 'ok');
    }
  });
});

describe('bad events and latency', () => {
  it('rise from ok over a warning to an alert, and fewer of them are welcome', () => {
    const order = ['ok', 'warn', 'alert'];
    for (const field of ['zeroHits', 'negative', 'errors'] as const) {
      const metric = (
        { zeroHits: 'zero-hits', negative: 'negative-feedback', errors: 'errors' } as const
      )[field];
      const ranks = [1, 10, 24, 36, 44, 48, 60, 120].map((count) => {
        const state = judged(watchedOf([sampleOf({}, { [field]: count })])).get(metric)?.state;
        return order.indexOf(state ?? '');
      });
      assert.deepEqual(
        ranks,
        ranks.toSorted((a, b) => a - b),
      );
      assert.deepEqual([...new Set(ranks)], [0, 1, 2]);
    }
  });

  it('are told with both shares and their direction', () => {
    assert.equal(
      wordsOf(watchedOf([sampleOf({}, { negative: 60 })]), 'negative-feedback').replace(
        /evidence \d+/u,
        'evidence N',
      ),
      '60 of 400 (15 %) conversations have a user who was not content, higher than in the reference with 60 of 1000 (6 %) (evidence N, limit 20).',
    );
    assert.match(
      wordsOf(watchedOf([sampleOf({}, { zeroHits: 4 })]), 'zero-hits'),
      /^4 of 400 \(1 %\) conversations have a search without a hit, lower than in the reference/u,
    );
  });

  it('warn before there are enough conversations to be content', () => {
    const few = (negative: number) =>
      judged(watchedOf([sampleOf({ sessions: 60 }, { negative })])).get('negative-feedback');
    assert.equal(few(4)?.state, 'warming-up');
    assert.equal(few(40)?.state, 'alert');
  });

  it('are slow answers, too', () => {
    const result = judged(watchedOf([sampleOf({ slower: 1.5 })])).get('latency');
    assert.equal(result?.state, 'alert');
    assert.match(result.words, /^The 95th percentile is \d+ ms, higher than in the reference/u);
    assert.equal(judged(watchedOf([sampleOf({ slower: 0.5 })])).get('latency')?.state, 'ok');
  });
});
