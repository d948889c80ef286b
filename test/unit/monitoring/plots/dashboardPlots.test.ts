import assert from 'node:assert/strict';
import { dashboardPlots } from '../../../../src/core/monitoring/plots/dashboardPlots.js';
import type { Plot } from '../../../../src/core/monitoring/plots/plot.js';
import type { PlotData } from '../../../../src/core/monitoring/plots/plotData.js';
import {
  alert,
  DEPLOYMENT,
  day,
  NO_MEASURES,
  plotData,
  report,
  sample,
  watched,
} from './plotSample.js';

function plotsOf(data: PlotData): Map<string, Plot> {
  const plots = dashboardPlots(data).flatMap((group) => group.plots);
  return new Map(plots.map((plot) => [plot.id, plot]));
}

function plotOf(id: string, changes: Partial<PlotData>): Plot {
  const found = plotsOf(plotData(changes)).get(id);
  assert.ok(found, id);
  return found;
}

const withSummaries = (...summaries: readonly ReturnType<typeof day>[]) => ({
  rollups: { summaries, growth: [], unreadable: 0 },
});

/** By name. */
function series(plot: Plot) {
  return Object.fromEntries(plot.series.map(({ name, values }) => [name, values]));
}

describe('the plots of the dashboard', () => {
  it('say what is missing where there is nothing', () => {
    for (const [id, plot] of plotsOf(plotData())) {
      assert.deepEqual(plot.x.labels, [], id);
      assert.match(plot.says, /^[A-Z].*\.$/u, id);
      for (const { values } of plot.series) assert.deepEqual(values, [], id);
    }
  });

  it('have a value and sources for every label, and marks on labels, and ids of their own', () => {
    const data = plotData({
      ...withSummaries(
        day('2026-02-01'),
        day('2026-02-03'),
        day('2026-02-03', { deployment: 'own' }),
      ),
      watched: [watched(), watched({ deployment: 'own', reranker: null, reference: undefined })],
      production: [{ at: '2026-02-01T08:00:00Z', deployment: DEPLOYMENT }],
    });
    const plots = dashboardPlots(data).flatMap((group) => group.plots);
    assert.equal(new Set(plots.map(({ id }) => id)).size, plots.length);
    for (const plot of plots) {
      const { length } = plot.x.labels;
      for (const { name, values } of plot.series)
        assert.equal(values.length, length, `${plot.id} ${name}`);
      assert.equal(plot.sources.length, length, plot.id);
      for (const { at } of plot.marks) assert.ok(at >= 0 && at < length, plot.id);
    }
  });

  it('hold the scores of now against the reference, and name the rows of the window', () => {
    const data = {
      ...withSummaries(
        day('2026-02-01'),
        day('2026-02-04'),
        day('2026-02-05', { deployment: 'own' }),
      ),
      watched: [watched()],
    };
    const plot = plotOf(`top-scores-${DEPLOYMENT}`, data);
    assert.deepEqual(
      plot.series.map(({ name, role }) => [name, role]),
      [
        ['Now (n = 4)', 'now'],
        ['Reference (m = 2)', 'reference'],
      ],
    );
    const { 'Now (n = 4)': now = [], 'Reference (m = 2)': reference = [] } = series(plot);
    assert.equal(now[plot.x.labels.indexOf('0.30 to 0.35')], 0.5);
    assert.equal(reference[plot.x.labels.indexOf('0.30 to 0.35')], 0);
    assert.deepEqual(plot.sources[0], [{ file: 'userData/kb_usage.jsonl', first: 400, last: 459 }]);
  });

  it('hold what is found against the reference, the most frequent first, with all others together', () => {
    const many = new Map(Array.from({ length: 25 }, (_, index) => [`kb-${index}`, 100 - index]));
    const plot = plotOf(`hit-mix-${DEPLOYMENT}`, {
      watched: [watched({ windows: [sample({ hits: many })], reference: undefined })],
    });
    assert.equal(plot.x.labels.length, 21);
    assert.equal(plot.x.labels[0], 'kb-0');
    assert.equal(plot.x.labels.at(-1), 'other');
    const [now] = plot.series;
    const sum = now?.values.reduce<number>((total, value) => total + (value ?? 0), 0);
    assert.ok(Math.abs((sum ?? 0) - 1) < 1e-12);
    const both = plotOf(`hit-mix-${DEPLOYMENT}`, { watched: [watched()] });
    assert.deepEqual(both.x.labels, ['kb-1', 'kb-2', 'kb-3']);
    assert.deepEqual(series(both), {
      'Now (n = 4)': [0.75, 0.25, 0],
      'Reference (m = 2)': [0, 0.5, 0.5],
    });
  });

  it('show scores day by day with gaps, releases, rollbacks and alerts', () => {
    const plot = plotOf('scores-over-time', {
      ...withSummaries(day('2026-02-01'), day('2026-02-02', { top: null }), day('2026-02-04')),
      production: [
        { at: '2026-01-01T08:00:00Z', deployment: 'dep-20260101-00000000' },
        { at: '2026-02-01T08:00:00Z', deployment: DEPLOYMENT },
        { at: '2026-02-03T08:00:00Z', deployment: 'dep-20260101-00000000' },
        { at: '2026-02-04T08:00:00Z', deployment: null },
      ],
      report: report({
        alerts: [
          alert({ raisedAt: '2026-02-02T09:00:00Z' }),
          alert({
            raisedAt: '2026-02-02T09:00:00Z',
            result: { ...alert().result, metric: 'latency' },
          }),
        ],
      }),
    });
    assert.deepEqual(plot.x.labels, ['2026-02-01', '2026-02-02', '2026-02-03', '2026-02-04']);
    assert.deepEqual(series(plot), {
      Median: [0.6, null, null, 0.6],
      '10th percentile': [0.4, null, null, 0.4],
      '90th percentile': [0.8, null, null, 0.8],
    });
    assert.deepEqual(plot.marks, [
      { at: 0, label: `release of ${DEPLOYMENT}`, kind: 'release' },
      { at: 1, label: 'alert: top score', kind: 'alert' },
      { at: 2, label: 'rollback to dep-20260101-00000000', kind: 'rollback' },
      { at: 3, label: 'rollback to the assistant’s own', kind: 'rollback' },
    ]);
    assert.deepEqual(plot.sources[1], []);
  });

  it('never put the scores of two rerankers on one line', () => {
    const plot = plotOf(
      'scores-over-time',
      withSummaries(
        day('2026-02-01', {
          deployment: 'own',
          reranker: null,
          top: { n: 9, p10: 4, p50: 6, p90: 8 },
        }),
        day('2026-02-02'),
        day('2026-02-02', { reranker: 'builtin 1.3.0', sessions: 50 }),
      ),
    );
    assert.deepEqual(series(plot), {
      [`Median, ${DEPLOYMENT}, builtin 1.3.0`]: [null, 0.6],
      [`Median, ${DEPLOYMENT}, builtin 1.2.0`]: [null, 0.6],
      'Median, the assistant’s own': [6, null],
      [`10th percentile, ${DEPLOYMENT}, builtin 1.3.0`]: [null, 0.4],
      [`90th percentile, ${DEPLOYMENT}, builtin 1.3.0`]: [null, 0.8],
    });
  });

  it('add conversations of all deployments up before they make shares of them', () => {
    const summaries = withSummaries(
      day('2026-02-01', { sessions: 30, zero_hits: 3, positive: 6, negative: 3 }),
      day('2026-02-01', {
        deployment: 'own',
        sessions: 10,
        zero_hits: 5,
        positive: 2,
        negative: 1,
      }),
      day('2026-02-03', { sessions: 0, zero_hits: 0, positive: 0, negative: 0 }),
    );
    assert.deepEqual(series(plotOf('coverage-over-time', summaries)), {
      'With hits': [0.8, null, null],
    });
    assert.deepEqual(series(plotOf('feedback-over-time', summaries)), {
      Positive: [0.2, null, null],
      Negative: [0.1, null, null],
      None: [0.7, null, null],
    });
    assert.equal(plotOf('coverage-over-time', summaries).sources[0]?.length, 2);
  });

  it('show a day without conversations as no growth, and at most a year', () => {
    const lines = [{ file: 'userData/lumi_memory.jsonl', first: 1, last: 9 }];
    const growth = [
      { day: '2026-02-01', entries: 9, bytes: 900, lines },
      { day: '2026-02-03', entries: 1, bytes: 100, lines: [] },
    ];
    const rollups = { summaries: [], growth, unreadable: 0 };
    assert.deepEqual(series(plotOf('memory-entries', { rollups })), { Entries: [9, 0, 1] });
    assert.deepEqual(series(plotOf('memory-bytes', { rollups })), { Bytes: [900, 0, 100] });
    const old = { day: '2020-01-01', entries: 1, bytes: 1, lines: [] };
    const long = { rollups: { ...rollups, growth: [old, ...growth] } };
    assert.equal(plotOf('memory-entries', long).x.labels.length, 366);
    assert.equal(plotOf('memory-entries', long).x.labels.at(-1), '2026-02-03');
  });

  it('show the review: outcomes, decisions, people without their addresses, agreement, the funnel', () => {
    const source = { file: 'candidates/2026-02-01.jsonl', first: 1, last: 8 };
    const measures = {
      ...NO_MEASURES,
      mined: [
        {
          day: '2026-02-01',
          mined: 8,
          private: 1,
          accepted: 3,
          rejected: 2,
          flagged: 0,
          pending: 3,
          source,
        },
      ],
      decided: [{ day: '2026-02-02', accepted: 3, rejected: 2, flagged: 1, source: [source] }],
      reviewers: [
        { reviewer: 'Ada <ada@example.org>', accepted: 1, rejected: 1, flagged: 0, lately: 2 },
        { reviewer: 'Bob <bob@example.org>', accepted: 2, rejected: 1, flagged: 1, lately: 0 },
      ],
      agreement: { kappa: 0.71, n: 24 },
      funnel: [
        { step: 'Log entries', count: 1000 },
        { step: 'Candidates', count: 8 },
      ],
    };
    assert.deepEqual(series(plotOf('candidates', { measures })), {
      Mined: [8],
      Rejected: [2],
      Private: [1],
    });
    assert.deepEqual(plotOf('candidates', { measures }).sources, [[source]]);
    assert.deepEqual(series(plotOf('decisions-over-time', { measures })), {
      Accepted: [3],
      Rejected: [2],
      Flagged: [1],
    });
    assert.deepEqual(plotOf('reviewers', { measures }).x.labels, ['Bob', 'Ada']);
    assert.match(plotOf('reviewers', { measures }).says, /^2 people have decided; 2 decisions in/u);
    assert.deepEqual(plotOf('agreement', { measures }).x.labels, ['Cohen’s kappa (n = 24)']);
    assert.deepEqual(series(plotOf('funnel', { measures })), { Count: [1000, 8] });
    assert.deepEqual(plotOf('funnel', { measures }).sources, [[], [source]]);
    assert.deepEqual(plotOf('reviewers', { measures }).sources[0], [source]);
    const alike = { ...NO_MEASURES, agreement: { kappa: null, n: 5 } };
    assert.match(
      plotOf('agreement', { measures: alike }).says,
      /all judgements are the same \(n = 5\)/u,
    );
  });

  it('show stale entries by how far they are behind, and gaps by size, with their rows', () => {
    const entry = (id: string, changedAt: string, line: number) => ({
      id,
      place: { file: 'training/lumi_knowledge.json', line },
      cited: 'src/a.ts',
      entryAt: '2026-01-01T00:00:00Z',
      changedAt,
    });
    const stale = [
      entry('kb-1', '2026-01-03T00:00:00Z', 4),
      entry('kb-2', '2026-01-31T00:00:00Z', 9),
    ];
    const sources = [{ file: 'userData/kb_usage.jsonl', first: 3, last: 3 }];
    const measures = {
      ...NO_MEASURES,
      staleness: { entries: 40, citing: 10, stale },
      gaps: [
        { searches: 3, sources },
        { searches: 7, sources },
      ],
    };
    const plot = plotOf('stale-entries', { measures });
    assert.deepEqual(plot.x.labels, ['kb-2: src/a.ts', 'kb-1: src/a.ts']);
    assert.deepEqual(series(plot), { 'Days behind': [30, 2] });
    assert.deepEqual(plot.sources[0], [
      { file: 'training/lumi_knowledge.json', first: 9, last: 9 },
    ]);
    assert.match(
      plot.says,
      /^2 of 10 entries that cite a file of the workspace are older than its last change/u,
    );
    assert.deepEqual(series(plotOf('coverage-gaps', { measures })), { Searches: [7, 3] });
    assert.deepEqual(plotOf('coverage-gaps', { measures }).sources, [sources, sources]);
  });
});
