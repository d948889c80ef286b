import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { AlertEvent } from '../../../../src/core/monitoring/alerts/alertEvent.js';
import type { JournalledAlertEvent } from '../../../../src/core/monitoring/alerts/alertJournals.js';
import { foldAlerts } from '../../../../src/core/monitoring/alerts/foldAlerts.js';
import { result } from './someResults.js';

const ID = 'al-20261120-0000000a';
const START = Date.parse('2026-11-20T10:00:00.000Z');
const NOW = new Date(START + 86_400_000);

type Told = { readonly type: AlertEvent['type'] } & Readonly<Record<string, unknown>>;

/** Events of one writer, an hour apart unless they say when. */
function journal(events: readonly Told[], writer = 'w'): JournalledAlertEvent[] {
  return events.map(({ at, ...event }, index) => ({
    writer,
    event: {
      v: 1,
      seq: index + 1,
      at: at ?? timeAt(index),
      actor: { name: writer, email: '' },
      alert: ID,
      prev: '',
      hash: '',
      ...event,
    } as AlertEvent,
  }));
}

function timeAt(hours: number): string {
  return new Date(START + hours * 3_600_000).toISOString();
}

const raised = { type: 'raise', result: result({ state: 'warn' }) } as const;
const worse = { type: 'change', result: result({ state: 'alert' }) } as const;
const known = { type: 'acknowledge', level: 'warn', why: 'a holiday' } as const;

function stateOf(...events: readonly Told[]) {
  const [view] = foldAlerts(journal(events), NOW);
  return view && [view.state, view.level];
}

describe('what events of alerts add up to', () => {
  it('is an open alert, until somebody acknowledges it or it is over', () => {
    assert.deepEqual(stateOf(raised), ['open', 'warn']);
    assert.deepEqual(stateOf(raised, known), ['acknowledged', 'warn']);
    const cleared = { type: 'clear', why: 'it is well' } as const;
    assert.deepEqual(stateOf(raised, known, cleared), ['cleared', 'warn']);
    assert.deepEqual(stateOf(raised, cleared, known), ['cleared', 'warn']);
    const [view] = foldAlerts(journal([raised, known]), NOW);
    assert.deepEqual([view?.by, view?.why], ['w', 'a holiday']);
  });

  it('is open again once it is worse than what was acknowledged', () => {
    assert.deepEqual(stateOf(raised, known, worse), ['open', 'alert']);
    // Two clones: who acknowledged later had not seen what the other had measured.
    assert.deepEqual(stateOf(raised, worse, known), ['open', 'alert']);
    assert.deepEqual(stateOf(raised, worse, { ...known, level: 'alert' }), [
      'acknowledged',
      'alert',
    ]);
  });

  it('is put off as long as was said', () => {
    const snooze = { type: 'snooze', level: 'warn', until: timeAt(30) } as const;
    assert.deepEqual(stateOf(raised, snooze), ['snoozed', 'warn']);
    const [later] = foldAlerts(journal([raised, snooze]), new Date(Date.parse(timeAt(30))));
    assert.equal(later?.state, 'open');
    assert.deepEqual(stateOf(raised, snooze, worse), ['open', 'alert']);
  });

  it('is one alert where two clones raised it, and open where one of them still sees it', () => {
    const one = journal([raised, { type: 'clear', why: 'well' }], 'a');
    const other = journal([{ ...raised, at: timeAt(5) }], 'b');
    const views = foldAlerts([...one, ...other], NOW);
    assert.deepEqual(
      views.map(({ state, raisedAt }) => [state, raisedAt]),
      [['open', timeAt(5)]],
    );
  });

  it('counts nothing that was said of what nobody raised', () => {
    assert.deepEqual(foldAlerts(journal([known, { type: 'clear', why: 'x' }]), NOW), []);
    assert.deepEqual(foldAlerts(journal([{ type: 'raise', result: result() }]), NOW), []);
  });

  const anyEvent: fc.Arbitrary<Told> = fc.record({
    type: fc.constantFrom('raise', 'change', 'acknowledge', 'snooze', 'clear'),
    alert: fc.constantFrom(ID, 'al-20261120-0000000b'),
    result: fc.constantFrom(result({ state: 'warn' }), result({ state: 'alert' }), result()),
    level: fc.constantFrom('warn', 'alert'),
    why: fc.constant('because'),
    until: fc.integer({ min: 0, max: 48 }).map(timeAt),
    at: fc.integer({ min: 0, max: 24 }).map(timeAt),
  });

  it('is the same in whatever order the journals of writers are read', () => {
    const writers = fc.tuple(
      ...['a', 'b', 'c'].map((writer) =>
        fc.array(anyEvent, { maxLength: 6 }).map((events) => journal(events, writer)),
      ),
    );
    const given = writers.chain((journals) =>
      fc.tuple(
        fc.constant(journals.flat()),
        fc.shuffledSubarray(journals.flat(), { minLength: journals.flat().length }),
      ),
    );
    fc.assert(
      fc.property(given, ([events, shuffled]) => {
        assert.deepEqual(foldAlerts(shuffled, NOW), foldAlerts(events, NOW));
      }),
    );
  });

  it('never loses an alert, and never has one needing attention without being raised', () => {
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 12 }), (told) => {
        const events = journal(told);
        const measured = new Set(
          events
            .filter(({ event }) => 'result' in event && event.result.state !== 'ok')
            .filter(({ event }) => event.type === 'raise' || event.type === 'change')
            .map(({ event }) => event.alert),
        );
        const views = foldAlerts(events, NOW);
        assert.deepEqual(new Set(views.map(({ id }) => id)), measured);
        const order = views.map(({ state }) =>
          ['open', 'snoozed', 'acknowledged', 'cleared'].indexOf(state),
        );
        assert.deepEqual(
          order,
          order.toSorted((a, b) => a - b),
        );
      }),
    );
  });
});
