import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { ShownPlot } from '../../../src/shared/dashboardProtocol.js';
import { figureWords } from '../../../src/shared/figureWords.js';
import { agoWords } from '../../../webview/dashboard/ago.js';
import { stepPath } from '../../../webview/dashboard/charts/barChart.js';
import { chartOf } from '../../../webview/dashboard/charts/chart.js';
import { axisLabel, frameOf, shownLabels } from '../../../webview/dashboard/charts/frame.js';
import { linePath } from '../../../webview/dashboard/charts/lineChart.js';
import { heldValues, linearScale } from '../../../webview/dashboard/charts/scale.js';
import { countWords } from '../../../webview/dashboard/countWords.js';
import { firstPlace, placeAfter, readoutOf } from '../../../webview/dashboard/readout.js';

function plot(changes: Partial<ShownPlot> = {}): ShownPlot {
  return {
    id: 'p',
    title: 'Plot',
    says: 'It says.',
    shape: 'lines',
    x: { title: 'Day', labels: ['2026-02-01', '2026-02-02', '2026-02-03'] },
    y: { title: 'Share of conversations', unit: 'share' },
    series: [
      { name: 'Positive', role: 'plain', values: [0.5, null, 0.25] },
      { name: 'Negative', role: 'plain', values: [0.1, 0.2, null] },
    ],
    marks: [{ at: 1, label: 'release of dep-1', kind: 'release' }],
    rows: ['a.jsonl:1', '', ''],
    ...changes,
  };
}

describe('a scale', () => {
  it('has round ticks that cover the values', () => {
    const { ticks, at } = linearScale([0, 0.87], [190, 20], 4);
    assert.deepEqual(ticks, [0, 0.25, 0.5, 0.75, 1]);
    assert.equal(at(0), 190);
    assert.equal(at(1), 20);
    assert.equal(at(0.5), 105);
  });

  it('holds every value between its ends, in order, whatever the values are', () => {
    const values = fc.array(fc.double({ min: -1e9, max: 1e9, noNaN: true }), { minLength: 1 });
    fc.assert(
      fc.property(values, (all) => {
        const { ticks, at } = linearScale(all, [0, 100], 4);
        assert.ok(ticks.length >= 2 && ticks.length <= 8, `${ticks.length} ticks`);
        for (const value of all) assert.ok(at(value) >= -1e-6 && at(value) <= 100 + 1e-6);
      }),
    );
  });

  it('begins at 0, but for lines that hardly change', () => {
    assert.deepEqual(heldValues([0.9, 0.95], false), [0, 0.9, 0.95]);
    assert.deepEqual(heldValues([0.9, 0.95], true), [0.9, 0.95]);
    assert.deepEqual(heldValues([0.2, 0.9], true), [0, 0.2, 0.9]);
    assert.deepEqual(heldValues([], true), [0, 1]);
    assert.deepEqual(heldValues([1, 1], true), [0, 1, 1]);
  });
});

describe('a chart', () => {
  it('breaks a line where nothing is known', () => {
    const frame = frameOf(plot(), 400);
    assert.equal(linePath([0.5, null, 0.25], frame).match(/M/gu)?.length, 2);
    assert.equal(linePath([0.5, 0.3, 0.25], frame).match(/[ML]/gu)?.join(''), 'MLL');
    assert.equal(linePath([null, null, null], frame), '');
  });

  it('draws the reference as an outline from end to end', () => {
    const frame = frameOf(plot({ shape: 'bars' }), 400);
    assert.equal(stepPath([0.5, null, 0.2], frame).match(/H/gu)?.length, 3);
    assert.equal(stepPath([null, null, null], frame), '');
  });

  it('writes as many labels as have room, at any width', () => {
    const labels = Array.from({ length: 366 }, (_, day) =>
      new Date(Date.UTC(2026, 0, 1 + day)).toISOString().slice(0, 10),
    );
    const year = plot({
      x: { title: 'Day', labels },
      series: [{ name: 'Positive', role: 'plain', values: labels.map(() => 0.5) }],
    });
    for (const width of [260, 420, 1200]) {
      const frame = frameOf(year, width);
      const shown = shownLabels(year, frame);
      assert.ok(shown.length >= 3 && shown.length <= width / 40, `${shown.length} at ${width}`);
      assert.equal(shown[0]?.text, '1 Jan');
    }
    assert.equal(axisLabel('0.10 to 0.15'), '0.10');
  });

  it('finds the label under the pointer, and never one that is not there', () => {
    const frame = frameOf(plot(), 400);
    const chart = chartOf(plot(), 400, undefined);
    assert.deepEqual(
      [-50, frame.x(0), frame.x(1), frame.x(2), 900].map((x) => chart.nearest(x, 0)),
      [0, 0, 1, 2, 2],
    );
    const rows = chartOf(plot({ shape: 'rows' }), 400, 1);
    assert.deepEqual(
      [-5, rows.height / 3, 9999].map((y) => rows.nearest(0, y)),
      [0, 1, 2],
    );
  });
});

describe('what a chart says at a place', () => {
  it('has every figure and what happened', () => {
    assert.equal(readoutOf(plot(), 1), 'Positive –; Negative 20\u00a0%; release of dep-1');
    const one = plot({
      series: [{ name: 'Now', role: 'plain', values: [0.5, 0.4, 0.3] }],
      marks: [],
    });
    assert.equal(readoutOf(one, 2), 'Share of conversations 30\u00a0%');
  });

  it('begins with what is newest, or first of names', () => {
    assert.equal(firstPlace(plot()), 2);
    assert.equal(firstPlace(plot({ shape: 'bars' })), 2);
    assert.equal(firstPlace(plot({ x: { title: 'Entry', labels: ['kb-1', 'kb-2'] } })), 0);
  });

  it('is gone through by keys, up to the ends', () => {
    assert.equal(placeAfter('ArrowRight', 2, 3), 2);
    assert.equal(placeAfter('ArrowLeft', 2, 3), 1);
    assert.equal(placeAfter('PageUp', 2, 3), 0);
    assert.equal(placeAfter('Home', 2, 3), 0);
    assert.equal(placeAfter('End', 0, 3), 2);
    assert.equal(placeAfter('Tab', 0, 3), undefined);
    assert.equal(placeAfter('constructor', 0, 3), undefined);
  });
});

describe('figures in words', () => {
  it('are as their unit is read', () => {
    assert.equal(figureWords(1234, 'count'), '1,234');
    assert.equal(figureWords(0.1234, 'share'), '12.3\u00a0%');
    assert.equal(figureWords(0, 'bytes'), '0\u00a0B');
    assert.equal(figureWords(999, 'bytes'), '999\u00a0B');
    assert.equal(figureWords(1_540_000, 'bytes'), '1.5\u00a0MB');
    assert.equal(figureWords(120.4, 'milliseconds'), '120\u00a0ms');
    assert.equal(figureWords(1_234, 'milliseconds'), '1.23\u00a0s');
    assert.equal(figureWords(0.61234, 'score'), '0.612');
    assert.equal(figureWords(null, 'count'), '–');
  });

  it('say how many there are, and how many it takes where that is more', () => {
    assert.equal(countWords({ n: 120, m: 600, needed: { n: 200, m: 300 } }), 'n 120 of 200, m 600');
    assert.equal(countWords({ n: 1200, m: 0, needed: { n: 0, m: 0 } }), 'n 1,200');
    assert.equal(countWords({ n: 0, m: 0, needed: { n: 0, m: 0 } }), '');
  });

  it('say how long ago something was', () => {
    const now = new Date('2026-02-10T12:00:00Z');
    assert.equal(agoWords('2026-02-10T11:59:30Z', now), 'just now');
    assert.equal(agoWords('2026-02-10T11:59:00Z', now), '1 minute ago');
    assert.equal(agoWords('2026-02-10T09:00:00Z', now), '3 hours ago');
    assert.equal(agoWords('2026-01-01T12:00:00Z', now), '40 days ago');
  });
});
