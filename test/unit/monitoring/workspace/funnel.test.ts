import assert from 'node:assert/strict';
import fc from 'fast-check';
import { FUNNEL_STEPS, funnelOf } from '../../../../src/core/monitoring/workspace/funnel.js';

const name = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f');
const verdict = fc.record({
  candidate: name,
  status: fc.constantFrom('accepted', 'rejected', 'flagged'),
});

describe('the funnel', () => {
  it('counts step by step those that are still there', () => {
    const steps = funnelOf({
      logs: { entries: 100, asked: 40 },
      mined: [{ mined: 5 }, { mined: 4 }],
      verdicts: [
        { candidate: 'a', status: 'accepted' },
        { candidate: 'b', status: 'accepted' },
        { candidate: 'c', status: 'accepted' },
        { candidate: 'd', status: 'rejected' },
        { candidate: 'e', status: 'flagged' },
      ],
      newest: new Set(['a', 'b', 'd']),
      production: new Set(['a', 'c', 'd']),
    });
    assert.deepEqual(
      steps.map(({ step, count }) => [step, count]),
      [
        ['Log entries', 100],
        ['Questions asked', 40],
        ['Candidates', 9],
        ['Reviewed', 5],
        ['Accepted', 3],
        ['In the newest snapshot', 2],
        ['In production', 1],
      ],
    );
  });

  it('never grows from the candidates on, whatever snapshots and deployments hold', () => {
    const set = fc.array(name).map((names) => new Set(names));
    fc.assert(
      fc.property(
        fc.uniqueArray(verdict, { selector: ({ candidate }) => candidate }),
        fc.nat(5),
        set,
        set,
        (verdicts, waiting, newest, production) => {
          const logs = { entries: 0, asked: 0 };
          const mined = [{ mined: verdicts.length + waiting }];
          const steps = funnelOf({ logs, mined, verdicts, newest, production });
          assert.deepEqual(
            steps.map(({ step }) => step),
            FUNNEL_STEPS,
          );
          const counts = steps.slice(2).map(({ count }) => count);
          assert.deepEqual(
            counts,
            counts.toSorted((a, b) => b - a),
          );
        },
      ),
    );
  });
});
