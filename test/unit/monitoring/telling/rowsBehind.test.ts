import * as assert from 'node:assert/strict';
import type { DaySummary } from '../../../../src/core/monitoring/store/daySummary.js';
import { rowsBehind } from '../../../../src/core/monitoring/telling/rowsBehind.js';
import { DEPLOYMENT } from './made.js';

const FILE = 'userData/kb_usage.jsonl';
const WINDOW = { from: '2026-02-03T12:00:00.000Z', to: '2026-02-10T12:00:00.000Z' };

function at(line: number) {
  return { file: FILE, first: line, last: line + 1 };
}

function summary(day: string, deployment: string, line: number): DaySummary {
  const counts = { searches: 1, sessions: 1, zero_hits: 0, negative: 0, positive: 0, errors: 0 };
  const of = { day, deployment, reranker: null };
  return { ...of, ...counts, top: null, latency: null, lines: [at(line)] };
}

const rollups = {
  summaries: [
    summary('2026-02-02', DEPLOYMENT, 1),
    summary('2026-02-03', DEPLOYMENT, 3),
    summary('2026-02-10', DEPLOYMENT, 5),
    summary('2026-02-10', 'own', 7),
  ],
  growth: [{ day: '2026-02-09', entries: 1, bytes: 2, lines: [at(9)] }],
};
const counts = { accepted: 0, rejected: 0, flagged: 0 };
const place = { file: 'training/lumi_knowledge.json', line: 4 };
const measures = {
  mined: [
    { day: '2026-02-01', mined: 1, private: 0, pending: 1, ...counts, source: at(11) },
    { day: '2026-02-05', mined: 1, private: 0, pending: 1, ...counts, source: at(13) },
  ],
  decided: [{ day: '2026-02-04', ...counts, source: [at(15), at(17)] }],
  staleness: {
    entries: 2,
    citing: 1,
    stale: [{ id: 'kb-1', place, cited: 'a.py', entryAt: '', changedAt: '' }],
  },
};

function linesOf(metric: Parameters<typeof rowsBehind>[0]['metric'], deployment: string | null) {
  return rowsBehind({ metric, deployment, window: WINDOW }, rollups, measures).map(
    ({ first }) => first,
  );
}

describe('the lines behind a metric', () => {
  it('are those of its window and of who answered, newest first', () => {
    assert.deepEqual(linesOf('top-score', DEPLOYMENT), [5, 3]);
    assert.deepEqual(linesOf('errors', 'own'), [7]);
  });

  it('are of the file that each figure of the workspace comes from', () => {
    assert.deepEqual(linesOf('memory-growth', null), [9]);
    assert.deepEqual(linesOf('private-rate', null), [13]);
    assert.deepEqual(linesOf('candidate-volume', null), [13]);
    assert.deepEqual(linesOf('reject-rate', null), [15, 17]);
    assert.deepEqual(linesOf('staleness', null), [4]);
    assert.deepEqual(linesOf('rollout', null), []);
  });
});
