import assert from 'node:assert/strict';
import type { Plot } from '../../../../src/core/monitoring/plots/plot.js';
import { csvOf } from '../../../../src/core/monitoring/plots/plotCsv.js';

function plot(labels: readonly string[], values: readonly (number | null)[]): Plot {
  return {
    id: 'p',
    title: 'Plot',
    says: 'It says.',
    shape: 'rows',
    x: { title: 'Entry', labels },
    y: { title: 'Share', unit: 'share' },
    series: [{ name: 'Now, "here"', role: 'now', values }],
    marks: [],
    sources: [],
  };
}

describe('a plot as CSV', () => {
  it('is a table with a line for each label, in RFC 4180', () => {
    const text = csvOf(plot(['kb-1', 'a, "b"\nc'], [0.125, null]));
    assert.equal(text, 'Entry,"Now, ""here"""\r\nkb-1,0.125\r\n"a, ""b""\nc",\r\n');
  });

  it('writes numbers in full, also negative ones, and nothing for what is not a number', () => {
    const text = csvOf(plot(['a', 'b', 'c'], [-0.1, 1 / 3, Number.NaN]));
    assert.equal(text.split('\r\n').slice(1, 4).join(), 'a,-0.1,b,0.3333333333333333,c,');
  });

  it('lets no text be run as a formula', () => {
    const hostile = ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '＝1', '=HYPERLINK("http://x","y")'];
    const lines = csvOf(
      plot(
        hostile,
        hostile.map(() => 1),
      ),
    )
      .split('\r\n')
      .slice(1, -1);
    assert.deepEqual(
      lines.map((line) => line.replace(/^"/u, '').startsWith("'")),
      hostile.map(() => true),
    );
    assert.equal(lines.at(-1), `"'=HYPERLINK(""http://x"",""y"")",1`);
  });

  it('names what happened where anything did', () => {
    const marks = [
      { at: 1, label: 'release of dep-1', kind: 'release' as const },
      { at: 1, label: 'alert: top score', kind: 'alert' as const },
    ];
    const text = csvOf({ ...plot(['2026-02-01', '2026-02-02'], [1, 2]), marks });
    assert.equal(
      text,
      'Entry,"Now, ""here""",What happened\r\n2026-02-01,1,\r\n2026-02-02,2,release of dep-1; alert: top score\r\n',
    );
  });
});
