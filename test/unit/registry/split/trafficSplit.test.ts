import assert from 'node:assert/strict';
import fc from 'fast-check';
import { CodelumiError } from '../../../../src/core/errors.js';
import { evaluateSplit } from '../../../../src/core/registry/split/evaluateSplit.js';
import {
  flagsDocumentSchema,
  flagsText,
} from '../../../../src/core/registry/split/flagsDocument.js';
import { FLAG_KEY } from '../../../../src/core/registry/split/splitTargeting.js';
import { targetingKeyOf } from '../../../../src/core/registry/split/targetingKey.js';
import type { TrafficSplit } from '../../../../src/core/registry/split/trafficSplit.js';
import { FlagdEngine } from '../../support/flagdEngine.js';
import { anyContext, anySplit, CANDIDATE, rolledOut, STABLE } from '../../support/splitSamples.js';

const KEYS = Array.from({ length: 2_000 }, (_, user) => keyOf(`user-${user}@example.org`));

describe('the split of traffic', () => {
  it('is what flagd answers for the same file, whoever asks', () => {
    fc.assert(
      fc.property(anySplit, fc.array(anyContext, { maxLength: 20 }), (split, contexts) => {
        const engine = new FlagdEngine(flagsText(split, 17));
        for (const context of contexts) {
          const { variant, reason } = evaluateSplit(split, context);
          const answer = engine.object(FLAG_KEY, { ...context });
          assert.equal(answer.variant, variant);
          assert.deepEqual(answer.value, variant === 'stable' ? split.stable : candidateOf(split));
          const inFlagdsWords = { PINNED: 'TARGETING_MATCH', SPLIT: 'TARGETING_MATCH' } as const;
          assert.equal(
            answer.reason,
            { ...inFlagdsWords, STATIC: 'STATIC', DEFAULT: 'DEFAULT' }[reason],
          );
        }
      }),
    );
  });

  it('takes nobody away from the candidate when its weight is raised, and nobody from stable when it is lowered', () => {
    const weight = fc.integer({ min: 0, max: 10_000 });
    const key = fc.uuid().map(keyOf);
    fc.assert(
      fc.property(weight, weight, key, (one, other, targetingKey) => {
        const [low, high] = [Math.min(one, other), Math.max(one, other)];
        const at = (weightBp: number) => evaluateSplit(rolledOut({ weightBp }), { targetingKey });
        if (at(low).variant === 'candidate') assert.equal(at(high).variant, 'candidate');
        if (at(high).variant === 'stable') assert.equal(at(low).variant, 'stable');
      }),
      { numRuns: 1_000 },
    );
  });

  it('gives the candidate its share, within four standard deviations', () => {
    for (const weightBp of [0, 500, 1_000, 2_500, 5_000, 10_000]) {
      const share = weightBp / 10_000;
      const deviation = Math.sqrt(KEYS.length * share * (1 - share));
      const served = candidatesAmong(rolledOut({ weightBp })).size;
      assert.ok(Math.abs(served - KEYS.length * share) <= 4 * deviation, `${weightBp}: ${served}`);
    }
  });

  it('draws anew for each rollout: who had the last candidate is no more likely to get the next', () => {
    const first = candidatesAmong(rolledOut({ id: 'ro-0013', weightBp: 1_000 }));
    const second = candidatesAmong(rolledOut({ id: 'ro-0014', weightBp: 1_000 }));
    const both = [...first].filter((key) => second.has(key)).length;
    // Of 2,000 keys 20 are expected in both; all 200 would be if the draws were one.
    assert.ok(both < 45, `${both} in both`);
  });

  it('serves who has no key what is stable, in each of 200 rollouts', () => {
    for (let number = 0; number < 200; number += 1) {
      const split = rolledOut({ id: `ro-${number}`, weightBp: 9_999 });
      const engine = new FlagdEngine(flagsText(split, number));
      for (const context of [{}, { targetingKey: '' }]) {
        assert.deepEqual(evaluateSplit(split, context), { variant: 'stable', reason: 'DEFAULT' });
        assert.equal(engine.object(FLAG_KEY, context).variant, 'stable');
      }
    }
  });

  it('lets a variant be pinned, and takes a pin of any other name for none', () => {
    const split = rolledOut({ weightBp: 0 });
    const [targetingKey = ''] = KEYS;
    const pinned = (pin: string) => evaluateSplit(split, { targetingKey, pin });
    assert.deepEqual(pinned('candidate'), { variant: 'candidate', reason: 'PINNED' });
    for (const pin of ['evil', 'Candidate', '__proto__', 'constructor', '']) {
      assert.deepEqual(pinned(pin), { variant: 'stable', reason: 'SPLIT' });
    }
    // Nothing is rolled out: there is no candidate to be had.
    assert.equal(evaluateSplit({ stable: STABLE }, { pin: 'candidate' }).variant, 'stable');
  });
});

describe('the key of a subject', () => {
  it('is the SHA-256 of its first id, in hexadecimal', () => {
    const abc = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';
    assert.equal(targetingKeyOf({ installation: 'abc', user: 'u', session: 's' }), abc);
    assert.equal(targetingKeyOf({ installation: '', user: 'abc', session: 's' }), abc);
    assert.equal(targetingKeyOf({ session: 'abc' }), abc);
    assert.equal(targetingKeyOf({ user: '' }), undefined);
    assert.equal(targetingKeyOf({}), undefined);
  });
});

describe('the file of flags', () => {
  it('has the same bytes for the same split, in whatever order its parts were given', () => {
    const { deploymentId, kb, reranker } = CANDIDATE;
    const turned = { reranker, kb: { sha256: kb.sha256, path: kb.path }, deploymentId };
    const split = rolledOut({ weightBp: 1_000 });
    assert.equal(
      flagsText({ ...split, rollout: { ...split.rollout, candidate: turned } }, 3),
      flagsText(split, 3),
    );
  });

  it('is what its schema says', () => {
    fc.assert(
      fc.property(anySplit, fc.nat(), (split, revision) => {
        const document = JSON.parse(flagsText(split, revision));
        assert.deepEqual(flagsDocumentSchema.parse(document), document);
      }),
    );
  });

  it('is held against flagd’s own JSON Schema, which refuses half a basis point', () => {
    const text = flagsText(rolledOut({ weightBp: 1_000 }), 1);
    assert.ok(new FlagdEngine(text));
    assert.throws(() => new FlagdEngine(text.replace(/\b1000\b/u, '1000.5')));
  });

  const refused: Readonly<Record<string, TrafficSplit>> = {
    'half a basis point': rolledOut({ weightBp: 10.5 }),
    'more than everybody': rolledOut({ weightBp: 10_001 }),
    'less than nobody': rolledOut({ weightBp: -1 }),
    'a salt that flagd’s editions hash differently': rolledOut({ id: 'ro-ü' }),
    'a way out of the workspace': {
      stable: { ...STABLE, kb: { ...STABLE.kb, path: '../kb.jsonl' } },
    },
    'an absolute path': { stable: { ...STABLE, kb: { ...STABLE.kb, path: '/kb.jsonl' } } },
    'a path of another drive': { stable: { ...STABLE, kb: { ...STABLE.kb, path: 'C:/kb.jsonl' } } },
    'no digest': { stable: { ...STABLE, kb: { ...STABLE.kb, sha256: '' } } },
  };
  for (const [what, split] of Object.entries(refused)) {
    it(`is not written for ${what}`, () => {
      assert.throws(
        () => flagsText(split, 1),
        (error) => error instanceof CodelumiError && error.reason === 'invalid-input',
      );
    });
  }
});

function keyOf(user: string): string {
  return targetingKeyOf({ user }) ?? '';
}

function candidateOf({ rollout }: TrafficSplit): unknown {
  return rollout?.candidate;
}

function candidatesAmong(split: TrafficSplit): Set<string> {
  const isServed = (targetingKey: string) =>
    evaluateSplit(split, { targetingKey }).variant === 'candidate';
  return new Set(KEYS.filter(isServed));
}
