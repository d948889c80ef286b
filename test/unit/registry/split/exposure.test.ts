import assert from 'node:assert/strict';
import { exposureOf } from '../../../../src/core/registry/split/exposure.js';

const LINE = {
  ts: 1_795_086_635_615,
  query: 'is unknown safer than any?',
  source: 'kbContext',
  hits: [{ id: 'kb-17' }],
  deployment: 'dep-0013',
  variant: 'candidate',
  rolloutId: 'ro-0013',
  reason: 'SPLIT',
  unit: '0123456789abcdef',
  scores: [0.9],
} as const;

describe('an exposure', () => {
  it('is read from a line of searches', () => {
    const { ts, query, source, hits, ...added } = LINE;
    assert.deepEqual(exposureOf(LINE), { time: ts, ...added });
  });

  it('needs no rollout, unit or scores where nothing was drawn', () => {
    const { rolloutId, unit, scores, ...line } = { ...LINE, reason: 'STATIC', variant: 'stable' };
    assert.deepEqual(exposureOf(line), {
      time: LINE.ts,
      deployment: 'dep-0013',
      variant: 'stable',
      reason: 'STATIC',
    });
  });

  const damaged: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
    'of searches before there were deployments': { deployment: undefined },
    'without a time': { ts: '2026-01-01' },
    'of an unknown variant': { variant: 'third' },
    'of an unknown reason': { reason: 'random' },
    'with a name that leaves its place': { deployment: '../dep' },
    'of a lot without a rollout': { rolloutId: undefined },
    'of a lot without a unit': { unit: undefined },
    'with a unit that says who it was': { unit: 'anna@example.org' },
    'with scores that are none': { scores: [0.9, null] },
    'with one score': { scores: 0.9 },
  };
  for (const [what, change] of Object.entries(damaged)) {
    it(`is not made of a line ${what}`, () => {
      assert.equal(exposureOf({ ...LINE, ...change }), undefined);
    });
  }
});
