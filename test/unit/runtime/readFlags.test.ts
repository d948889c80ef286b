import assert from 'node:assert/strict';
import fc from 'fast-check';
import { CodelumiError } from '../../../src/core/errors.js';
import { evaluateSplit } from '../../../src/core/registry/split/evaluateSplit.js';
import { flagsText } from '../../../src/core/registry/split/flagsDocument.js';
import { FLAG_KEY } from '../../../src/core/registry/split/splitTargeting.js';
import { type Flags, readFlags } from '../../../src/runtime/readFlags.js';
import { FlagdEngine } from '../support/flagdEngine.js';
import { anyContext, anySplit, rolledOut } from '../support/splitSamples.js';

describe('reading the file of flags', () => {
  it('gives the split that was written', () => {
    fc.assert(
      fc.property(anySplit, fc.nat(), (split, revision) => {
        const flags = readFlags(flagsText(split, revision));
        assert.deepEqual(flags, { split, revision: String(revision) });
      }),
    );
  });

  it('refuses every beginning of a file', () => {
    const text = flagsText(rolledOut({}), 17).trimEnd();
    for (let length = 0; length < text.length; length += 1) {
      assert.equal(read(text.slice(0, length)), undefined, text.slice(0, length));
    }
  });

  it('takes further keys of a later version', () => {
    const text = flagsText(rolledOut({}), 17).replace('"stage"', '"owner": "me", "stage"');
    assert.deepEqual(readFlags(text), readFlags(flagsText(rolledOut({}), 17)));
  });

  it('serves of a changed file what flagd serves, or refuses it', () => {
    let [served, refused] = [0, 0];
    const change = fc.record({
      at: fc.nat(),
      to: fc.constantFrom<unknown>(undefined, null, 0, 1, 5_000, 10_000, '', 'stable', 'x', [], {}),
    });
    fc.assert(
      fc.property(
        anySplit,
        change,
        fc.array(anyContext, { minLength: 1, maxLength: 10 }),
        (split, { at, to }, contexts) => {
          const text = changed(flagsText(split, 17), at, to);
          const flags = read(text);
          if (flags === undefined) {
            refused += 1;
            return;
          }
          served += 1;
          const engine = new FlagdEngine(text, 'lax');
          for (const context of contexts) {
            const answer = engine.object(FLAG_KEY, { ...context });
            assert.equal(evaluateSplit(flags.split, context).variant, answer.variant);
          }
        },
      ),
      { numRuns: 500 },
    );
    assert.ok(served > 20 && refused > 100, `${served} served, ${refused} refused`);
  });

  it('is made for one way of cutting traffic, and says so', () => {
    const text = flagsText(rolledOut({}), 17).replace('flagd-fractional/2', 'flagd-fractional/3');
    assert.throws(() => readFlags(text), /flagd-fractional\/2/u);
  });
});

function read(text: string): Flags | undefined {
  try {
    return readFlags(text);
  } catch (error) {
    assert.ok(error instanceof CodelumiError && error.reason === 'invalid-input');
    return undefined;
  }
}

/** The document with one of its values exchanged, counted in the order of writing; undefined takes it out. */
function changed(text: string, at: number, to: unknown): string {
  let count = 0;
  JSON.parse(text, (_key, value) => {
    count += 1;
    return value;
  });
  let index = 0;
  const document = JSON.parse(text, (_key, value) => {
    index += 1;
    return index - 1 === at % (count - 1) ? to : value;
  });
  return JSON.stringify(document);
}
