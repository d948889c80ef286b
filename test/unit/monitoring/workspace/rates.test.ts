import assert from 'node:assert/strict';
import { dailyVolume } from '../../../../src/core/monitoring/workspace/dailyVolume.js';
import { ratesOf } from '../../../../src/core/monitoring/workspace/rates.js';

const NOW = new Date('2026-03-10T15:00:00Z');
const source = { file: 'candidates/2026-03-10.jsonl', first: 1, last: 9 };

function mined(day: string, count: number, isPrivate = 0) {
  const rest = { accepted: 0, rejected: 0, flagged: 0, pending: count, source };
  return { day, mined: count, private: isPrivate, ...rest };
}

function decided(day: string, accepted: number, rejected: number, flagged = 0) {
  return { day, accepted, rejected, flagged, source: [] };
}

describe('rates of the workspace', () => {
  it('are of the last seven days, today with them, and of the 56 days before', () => {
    const rates = ratesOf(
      {
        mined: [
          mined('2026-01-06', 1_000, 1_000),
          mined('2026-01-07', 10, 1),
          mined('2026-03-03', 20, 2),
          mined('2026-03-04', 5, 3),
          mined('2026-03-10', 5, 1),
          mined('2026-03-11', 1_000, 1_000),
        ],
        decided: [
          decided('2026-03-03', 8, 2, 50),
          decided('2026-03-04', 1, 1),
          decided('2026-03-10', 2, 4, 9),
        ],
      },
      NOW,
    );
    const now = { from: '2026-03-04T00:00:00.000Z', to: '2026-03-11T00:00:00.000Z' };
    const before = { from: '2026-01-07T00:00:00.000Z', to: '2026-03-04T00:00:00.000Z' };
    assert.deepEqual(rates, {
      rejected: {
        now: { events: 5, of: 8, span: now },
        before: { events: 2, of: 10, span: before },
      },
      private: {
        now: { events: 4, of: 10, span: now },
        before: { events: 3, of: 30, span: before },
      },
    });
  });

  it('are of nothing where nothing was mined or decided', () => {
    const { rejected, private: hidden } = ratesOf({ mined: [], decided: [] }, NOW);
    for (const { events, of } of [rejected.now, rejected.before, hidden.now, hidden.before])
      assert.deepEqual([events, of], [0, 0]);
  });
});

describe('how many candidates a day brings', () => {
  it('is told of each whole day since the first, days without any too', () => {
    const days = [mined('2026-03-06', 4), mined('2026-03-08', 2), mined('2026-03-10', 50)];
    assert.deepEqual(dailyVolume({ mined: days }, NOW), [
      { day: '2026-03-06', value: 4 },
      { day: '2026-03-07', value: 0 },
      { day: '2026-03-08', value: 2 },
      { day: '2026-03-09', value: 0 },
    ]);
    assert.deepEqual(dailyVolume({ mined: [] }, NOW), []);
  });

  it('is told of 56 days at most', () => {
    const days = [mined('2025-01-01', 4), mined('2026-03-09', 2)];
    const volume = dailyVolume({ mined: days }, NOW);
    assert.deepEqual([volume.length, volume[0]?.day], [56, '2026-01-13']);
    assert.deepEqual(volume.at(-1), { day: '2026-03-09', value: 2 });
  });
});
