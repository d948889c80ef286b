import * as assert from 'node:assert/strict';
import { driftStatus } from '../../../../src/core/monitoring/telling/driftStatus.js';
import { alert, NOW, report, result } from './made.js';

function shortOf(given: Parameters<typeof report>[0], failure?: string): string | undefined {
  return driftStatus({ report: report(given), failure }, NOW)?.short;
}

describe('what the status bar says of drift', () => {
  it('has few words for each state', () => {
    assert.equal(shortOf({}), 'ok');
    assert.equal(shortOf({ state: 'warn' }), 'drift?');
    assert.equal(shortOf({ state: 'alert' }), 'drift!');
    assert.equal(shortOf({ state: 'stale' }), 'stale');
    assert.equal(
      shortOf({ state: 'no-data' }),
      'no data',
      'somebody answers, and nothing is logged',
    );
  });

  it('says how far warming up is, by the metric that lacks most', () => {
    const waiting = { state: 'warming-up', m: 120, n: 0 } as const;
    const metrics = [
      result({ ...waiting, metric: 'score-margin', m: 299 }),
      result(waiting),
      result(),
    ];
    assert.equal(shortOf({ state: 'warming-up', metrics }), 'warming up 120 of 300');
    const daily = result({
      ...waiting,
      metric: 'memory-growth',
      deployment: null,
      m: 0,
      needed: { n: 1, m: 900 },
    });
    assert.equal(
      shortOf({ state: 'warming-up', metrics: [daily, ...metrics] }),
      'warming up 120 of 300',
      'answers matter more than days',
    );
    assert.equal(shortOf({ state: 'warming-up', metrics: [daily] }), 'warming up');
    const window = [result({ state: 'warming-up', n: 60, m: 1_000 })];
    assert.equal(shortOf({ state: 'warming-up', metrics: window }), 'warming up 60 of 200');
  });

  it('keeps silent in few words while there is nothing to watch, and tells it in full', () => {
    const metrics = [result({ metric: 'rollout', deployment: null, state: 'no-data' })];
    const idle = report({ state: 'no-data', words: 'Nothing answers yet.', metrics });
    const status = driftStatus({ report: idle, failure: undefined }, NOW);
    assert.equal(status?.short, undefined);
    assert.equal(status?.sentences[0], 'Watching: no data. Nothing answers yet.');
  });

  it('calls nothing ok that was not looked at lately', () => {
    assert.equal(shortOf({ at: '2026-02-10T07:00:00.000Z' }), 'ok 5 h ago');
    assert.equal(shortOf({ at: '2026-02-09T12:00:00.000Z' }), 'not watched for 1 d');
    assert.equal(shortOf({ state: 'alert', at: '2026-02-08T11:00:00.000Z' }), 'drift! 2 d ago');
    assert.equal(shortOf({}, 'The log is damaged.'), 'not watched');
    assert.equal(shortOf({ state: 'warn' }, 'The log is damaged.'), 'drift?');
    assert.equal(
      driftStatus({ report: undefined, failure: 'Damaged.' }, NOW)?.short,
      'not watched',
    );
    assert.equal(driftStatus({ report: undefined, failure: undefined }, NOW), undefined);
  });

  it('calls for attention only for an open alert', () => {
    const isAlert = (alerts: ReturnType<typeof alert>[]) =>
      driftStatus({ report: report({ state: 'alert', alerts }), failure: undefined }, NOW)?.isAlert;
    assert.equal(isAlert([alert()]), true);
    assert.equal(isAlert([alert({ state: 'acknowledged' }), alert({ level: 'warn' })]), false);
    assert.equal(isAlert([alert({ state: 'snoozed' }), alert({ state: 'cleared' })]), false);
  });

  it('names the first alerts, how many more there are, and when it was looked', () => {
    const alerts = Array.from({ length: 5 }, () => alert());
    const { sentences } = driftStatus(
      { report: report({ state: 'alert', words: 'Top score: …', alerts }), failure: undefined },
      NOW,
    ) ?? { sentences: [] };
    assert.deepEqual(sentences, [
      'Watching: alert.',
      ...Array.from({ length: 3 }, () => 'Top score (alert): Scores are lower by 0.2.'),
      'And 2 more.',
      'Looked 30 minutes ago.',
    ]);
  });
});
