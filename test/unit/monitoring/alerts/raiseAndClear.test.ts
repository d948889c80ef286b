import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { AlertEvent } from '../../../../src/core/monitoring/alerts/alertEvent.js';
import type { JournalledAlertEvent } from '../../../../src/core/monitoring/alerts/alertJournals.js';
import { subjectOf } from '../../../../src/core/monitoring/alerts/alertSubject.js';
import { foldAlerts } from '../../../../src/core/monitoring/alerts/foldAlerts.js';
import { raiseAndClear } from '../../../../src/core/monitoring/alerts/raiseAndClear.js';
import { toRemind } from '../../../../src/core/monitoring/alerts/reminders.js';
import { METRIC_STATES } from '../../../../src/core/monitoring/metric.js';
import type { MetricResult } from '../../../../src/core/monitoring/metricResult.js';
import { DEPLOYMENT, result } from './someResults.js';

const START = Date.parse('2026-11-20T10:00:00.000Z');
const HOUR = 3_600_000;

/** Looks, an hour apart, and what they leave behind. */
class Looks {
  readonly events: JournalledAlertEvent[] = [];
  answering = new Set([DEPLOYMENT]);
  hours = 0;

  get now(): Date {
    return new Date(START + this.hours * HOUR);
  }

  get views() {
    return foldAlerts(this.events, this.now);
  }

  look(...results: readonly MetricResult[]): string[] {
    this.hours += 1;
    const bodies = raiseAndClear(results, this.views, this.answering, this.now);
    for (const body of bodies) this.append(body);
    return bodies.map(({ type }) => type);
  }

  append(body: object): void {
    const seq = this.events.length + 1;
    const common = { v: 1, seq, prev: '', hash: '', actor: { name: 'Ada', email: '' } };
    const event = { ...common, at: this.now.toISOString(), ...body } as AlertEvent;
    this.events.push({ event, writer: 'w' });
  }
}

describe('what a look at the metrics leads to', () => {
  it('is an alert, once, whatever the same look says again', () => {
    const looks = new Looks();
    assert.deepEqual(looks.look(result()), []);
    assert.deepEqual(looks.look(result({ state: 'warn' })), ['raise']);
    assert.deepEqual(looks.look(result({ state: 'warn' })), []);
    assert.deepEqual(looks.look(result({ state: 'alert' })), ['change']);
    assert.deepEqual(looks.look(result({ state: 'warn' })), []);
    assert.deepEqual(
      looks.views.map(({ level, state }) => [level, state]),
      [['alert', 'open']],
    );
  });

  it('opens what was acknowledged as a warning once it is an alert', () => {
    const looks = new Looks();
    looks.look(result({ state: 'warn' }));
    looks.append({ type: 'acknowledge', alert: looks.views[0]?.id, level: 'warn', why: 'known' });
    assert.deepEqual(looks.look(result({ state: 'warn' })), []);
    assert.equal(looks.views[0]?.state, 'acknowledged');
    looks.look(result({ state: 'alert' }));
    assert.equal(looks.views[0]?.state, 'open');
  });

  it('clears what is well within its limits, not what is just below them', () => {
    const looks = new Looks();
    looks.look(result({ state: 'alert' }));
    const near = { statistic: { name: 'kolmogorov-smirnov' as const, value: 0.095 } };
    assert.deepEqual(looks.look(result({ ...near, p: 0.011, adjusted_p: 0.02 })), []);
    assert.deepEqual(looks.look(result()), ['clear']);
    assert.equal(looks.views[0]?.why, 'Top score: ok.');
    assert.deepEqual(looks.look(result({ state: 'alert' })), ['raise']);
    assert.equal(new Set(looks.views.map(({ id }) => id)).size, 2);
  });

  it('reads evidence on its logarithmic scale, and shares as they are', () => {
    const found = (name: 'e-value' | 'share', value: number, warn: number, state: 'ok' | 'warn') =>
      result({
        metric: name === 'share' ? 'staleness' : 'errors',
        state,
        statistic: { name, value },
        threshold: { warn, alert: 5 * warn },
        p: undefined,
        adjusted_p: undefined,
      });
    const looks = new Looks();
    looks.look(found('e-value', 30, 20, 'warn'), found('share', 0.12, 0.1, 'warn'));
    const near = [found('e-value', 6, 20, 'ok'), found('share', 0.09, 0.1, 'ok')];
    assert.deepEqual(looks.look(...near), []);
    assert.deepEqual(looks.look(found('e-value', 4, 20, 'ok'), found('share', 0.07, 0.1, 'ok')), [
      'clear',
      'clear',
    ]);
  });

  it('never clears for want of data', () => {
    const looks = new Looks();
    looks.look(result({ state: 'alert' }));
    for (const state of ['warming-up', 'no-data', 'stale'] as const)
      assert.deepEqual(looks.look(result({ state })), []);
    assert.deepEqual(looks.look(), []);
    assert.equal(looks.views[0]?.state, 'open');
  });

  it('clears what is about a deployment that answers nobody any more, or is ranked by another', () => {
    const looks = new Looks();
    looks.look(
      result({ state: 'alert' }),
      result({ deployment: 'own', reranker: 'old 1', state: 'warn' }),
    );
    looks.answering = new Set(['own']);
    assert.deepEqual(looks.look(result({ deployment: 'own', reranker: 'new 2' })), [
      'clear',
      'clear',
    ]);
    assert.deepEqual(looks.views.map(({ why }) => why).toSorted(), [
      'What the assistant has of its own is ranked by new 2 now.',
      `${DEPLOYMENT} no longer answers anybody.`,
    ]);
  });

  it('clears what is about a rollout once that is over', () => {
    const looks = new Looks();
    const about = { metric: 'rollout' as const, statistic: undefined, p: undefined };
    looks.look(result({ ...about, state: 'alert' }));
    assert.deepEqual(looks.look(), []);
    const none = { ...about, deployment: null, state: 'no-data' as const };
    assert.deepEqual(looks.look(result(none)), ['clear']);
  });

  it('leaves one of two alerts that clones raised of the same thing', () => {
    const looks = new Looks();
    const body = { type: 'raise', result: result({ state: 'warn' }) };
    looks.append({ ...body, alert: 'al-20261119-0000000a' });
    looks.hours += 1;
    looks.append({ ...body, alert: 'al-20261120-0000000b' });
    assert.deepEqual(looks.look(result({ state: 'warn' })), ['clear']);
    const over = looks.views.find(({ state }) => state === 'cleared');
    assert.deepEqual(
      [over?.id, over?.why],
      ['al-20261120-0000000b', 'The same as al-20261119-0000000a.'],
    );
  });

  it('leaves at most one alert about the same, and one for all that is wrong', () => {
    const metrics = ['top-score', 'errors', 'staleness'] as const;
    const anyResult = fc.record({
      metric: fc.constantFrom(...metrics),
      deployment: fc.constantFrom(DEPLOYMENT, 'own'),
      state: fc.constantFrom(...METRIC_STATES),
    });
    const anyLooks = fc.array(fc.uniqueArray(anyResult, { selector: (r) => r.metric }), {
      maxLength: 8,
    });
    fc.assert(
      fc.property(anyLooks, (all) => {
        const looks = new Looks();
        looks.answering.add('own');
        for (const each of all) {
          const results = each.map((over) => result(over));
          looks.look(...results);
          const standing = looks.views.filter(({ state }) => state !== 'cleared');
          const subjects = standing.map((view) => subjectOf(view.result));
          assert.equal(new Set(subjects).size, subjects.length);
          for (const bad of results)
            if (bad.state === 'alert') {
              const view = standing.find((one) => subjectOf(one.result) === subjectOf(bad));
              assert.equal(view?.level, 'alert');
            }
          assert.deepEqual(raiseAndClear(results, looks.views, looks.answering, looks.now), []);
        }
      }),
    );
  });
});

describe('reminders of alerts', () => {
  it('come for what is new, worse, or was answered by nobody for hours', () => {
    const looks = new Looks();
    looks.look(result({ state: 'warn' }));
    const told = new Map<string, string>();
    const due = () => toRemind(looks.views, told, looks.now, 24).map(({ id }) => id);
    const [id = ''] = due();
    assert.notEqual(id, '');
    told.set(id, looks.now.toISOString());
    assert.deepEqual(due(), []);
    looks.look(result({ state: 'alert' }));
    assert.deepEqual(due(), [id]);
    told.set(id, looks.now.toISOString());
    looks.hours += 23;
    assert.deepEqual(due(), []);
    looks.hours += 1;
    assert.deepEqual(due(), [id]);
  });

  it('come once putting off is over, and never for what was acknowledged', () => {
    const looks = new Looks();
    looks.look(result({ state: 'warn' }));
    const [view] = looks.views;
    const told = new Map([[view?.id ?? '', looks.now.toISOString()]]);
    const due = () => toRemind(looks.views, told, looks.now, 24).length;
    const until = new Date(looks.now.getTime() + 2 * HOUR).toISOString();
    looks.append({ type: 'snooze', alert: view?.id, level: 'warn', until });
    looks.hours += 1;
    assert.equal(due(), 0);
    looks.hours += 1;
    assert.equal(due(), 1);
    looks.append({ type: 'acknowledge', alert: view?.id, level: 'warn', why: 'known' });
    looks.hours += 1_000;
    assert.equal(due(), 0);
  });

  it('come again where the clock was set back', () => {
    const looks = new Looks();
    looks.look(result({ state: 'warn' }));
    const told = new Map([[looks.views[0]?.id ?? '', '2030-01-01T00:00:00.000Z']]);
    assert.equal(toRemind(looks.views, told, looks.now, 24).length, 1);
  });
});
