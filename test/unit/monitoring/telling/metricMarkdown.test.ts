import * as assert from 'node:assert/strict';
import { metricFigures } from '../../../../src/core/monitoring/telling/metricFigures.js';
import { metricKey, subjectOf } from '../../../../src/core/monitoring/telling/metricKey.js';
import { metricMarkdown } from '../../../../src/core/monitoring/telling/metricMarkdown.js';
import { alert, DEPLOYMENT, result } from './made.js';

const AT = '2026-02-10T11:30:00.000Z';
const MEASURED = result({
  state: 'alert',
  words: 'Scores are lower: `D` = 0.21 | 400 against 1,000.',
  statistic: { name: 'kolmogorov-smirnov', value: 0.2134 },
  p: 0.00000123,
  adjusted_p: 0.0000123,
  threshold: { warn: 0.1, alert: 0.15, warn_p: 0.01, alert_p: 0.001 },
  stability: { value: 0.31, warn: 0.1, alert: 0.25 },
  window: { from: '2026-02-03T12:00:00.000Z', to: AT },
  reference: {
    from: '2026-01-01T00:00:00.000Z',
    to: '2026-01-05T00:00:00.000Z',
    file: '.codelumi/monitoring/references/dep.json',
    sha256: 'ab'.repeat(32),
  },
});

describe('a metric explained', () => {
  it('has every figure that it was decided by', () => {
    const figures = Object.fromEntries(
      metricFigures(MEASURED).map(({ name, value }) => [name, value]),
    );
    assert.deepEqual(figures, {
      'Answers of': DEPLOYMENT,
      Reranker: 'reranker 1.2.0',
      Observations: '400, 200 are needed',
      'Observations of the reference': '1,000, 300 are needed',
      'Kolmogorov-Smirnov distance': '0.213',
      p: '0.00000123',
      'p, corrected (Holm)': '0.0000123',
      'Warns from': '0.1, with p below 0.01',
      'Alerts from': '0.15, with p below 0.001',
      'Stability (PSI), shown only': '0.31 (usual limits: 0.1 and 0.25)',
      Window: '2026-02-03T12:00:00Z to 2026-02-10T11:30:00Z',
      Reference: '2026-01-01T00:00:00Z to 2026-01-05T00:00:00Z',
      'Reference file': '.codelumi/monitoring/references/dep.json',
      'SHA-256 of the reference': 'ab'.repeat(32),
      'Version of the judging': '1',
    });
  });

  it('says of a p that is too small for a number that it is so', () => {
    const figures = metricFigures(result({ p: 0 }));
    assert.equal(figures.find(({ name }) => name === 'p')?.value, 'too small to be told from 0');
  });

  it('has its alerts with what was measured then, and the lines behind it', () => {
    const known = alert({ state: 'acknowledged', by: 'Ada', why: 'A holiday.' });
    const rows = [
      { file: 'userData/kb_usage.jsonl', first: 12, last: 40 },
      { file: 'userData/kb_usage.jsonl', first: 3, last: 3 },
    ];
    const text = metricMarkdown({ result: MEASURED, alerts: [known], rows, at: AT }) ?? '';
    assert.match(text, /^# Top score\n\nHow sure/u);
    assert.match(text, /\nState: alert\n/u);
    assert.match(text, /## Alert al-20260210-1a2b3c4d\n\n- Level: alert\n- State: acknowledged/u);
    assert.match(text, /- By: ` Ada `\n- Why: ` A holiday\. `/u);
    assert.match(text, /\n- userData\/kb_usage\.jsonl:12-40\n- userData\/kb_usage\.jsonl:3\n$/u);
  });

  it('names only so many alerts, and says where the others are', () => {
    const alerts = Array.from({ length: 12 }, () => alert());
    const text = metricMarkdown({ result: MEASURED, alerts, rows: [], at: AT }) ?? '';
    assert.equal(text.split('\n## Alert ').length - 1, 10);
    assert.match(text, /lists 2 older alerts\./u);
  });

  it('makes no markup of words that come from files', () => {
    const hostile = result({ words: 'a](command:x) ` <b> | \n# b' });
    const known = alert({ why: '[x](command:y)\n\n# Head', by: '`| x' });
    const text = metricMarkdown({ result: hostile, alerts: [known], rows: [], at: AT }) ?? '';
    assert.match(text, /`` a\]\(command:x\) ` <b> \| # b ``/u);
    assert.match(text, /- Why: ` \[x\]\(command:y\) # Head `/u);
    assert.deepEqual(
      text.split('\n').filter((line) => line.startsWith('#')),
      ['# Top score', '## Alert al-20260210-1a2b3c4d', '## Where it was counted from'],
    );
  });

  it('tells of what is no longer measured by its alert alone, and of nothing by nothing', () => {
    const text = metricMarkdown({ result: undefined, alerts: [alert()], rows: [], at: AT }) ?? '';
    assert.match(text, /It is no longer measured/u);
    assert.match(text, /Scores are lower by 0\.2\./u);
    assert.equal(metricMarkdown({ result: undefined, alerts: [], rows: [], at: AT }), undefined);
  });

  it('goes by a key that names it alone', () => {
    for (const deployment of [DEPLOYMENT, 'own', null])
      assert.deepEqual(subjectOf(metricKey({ metric: 'latency', deployment })), {
        metric: 'latency',
        deployment,
      });
    for (const key of ['', 'latency', 'unknown@own', 'latency@../x', 'latency@own/y'])
      assert.equal(subjectOf(key), undefined, key);
  });
});
